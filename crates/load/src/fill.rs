//! `visavis-load fill`: a whole town, or a hundred of them, in minutes.

use std::{path::Path, time::Instant};

use serde::{Deserialize, Serialize};
use visavis::{
    app::{self, App},
    config::{Config, MailRoute},
    db::{Place, ToValue},
    http::Ask,
    id::{ConversationId, PersonId, made_at},
    people,
    ties::{self, Facts, TieState},
    time::{Clock, DAY, Dice, Moment, Zone},
};
use visavis_places::{STORED_RESOLUTION, cell, fold};
use visavis_wire::card::SecretKey;

use crate::{
    Outcome,
    chance::{Chance, secret},
    plan::{Kind, Plan, label, words},
    rows::{Filling, Rows},
    text,
};

/// So many people have a phone with a key: those whose encounters are uploaded while one measures.
pub const PHONES: u32 = 4_000;
/// So many are among those who ask while one measures.
const VIEWERS: usize = 400;
/// A key's certificate is good for so long.
const CERTIFIED: i64 = 30 * DAY;

/// What is in a filled database, for measuring.
#[derive(Debug, Serialize, Deserialize)]
pub struct Filled {
    pub people: u32,
    pub ties: u64,
    pub answers: u64,
    pub seed: u64,
    pub viewers: Vec<u32>,
    pub small: Vec<Watched>,
    pub crowds: Vec<Watched>,
    pub running: Vec<Watched>,
    /// Gatherings with no place left that everybody may answer.
    pub full: Vec<String>,
    /// The pages of venues at which something public is ahead.
    pub venues: Vec<String>,
    /// Other gatherings ahead that everybody may answer.
    pub ahead: Vec<String>,
    pub communities: Vec<Watched>,
    pub towns: Vec<String>,
    pub words: Vec<String>,
    pub names: Vec<String>,
    pub handles: Vec<String>,
}

/// A page, and some of those who have to do with it.
#[derive(Debug, Serialize, Deserialize)]
pub struct Watched {
    pub url: String,
    pub people: Vec<u32>,
}

macro_rules! row {
    ($rows:expr, $($value:expr),* $(,)?) => { $rows.put(&[$($value.to_value()),*]) };
}

/// The settings under which the tool itself opens a database.
pub fn config(data: &Path, place: &Place) -> Config {
    Config {
        data: data.to_owned(),
        database: place.clone(),
        listen: ([127, 0, 0, 1], 0).into(),
        base_url: "http://localhost".into(),
        mail: MailRoute::Memory,
        mail_from: "Visavis <visavis@localhost>".into(),
        answers: None,
        node: 1,
        limits: false,
        client_header: None,
        tiles: None,
        demo: false,
    }
}

async fn open(data: &Path, place: &Place) -> Outcome<App> {
    App::open(config(data, place), Clock::System, Dice::system()).await.map_err(text)
}

/// Fills an empty database; says how long each step took.
pub async fn fill(data: &Path, place: &Place, people: u32, seed: u64) -> Outcome<Filled> {
    std::fs::create_dir_all(data).map_err(text)?;
    let app = open(data, place).await?;
    let now = app.shared.clock.now();
    let (there,): (i64,) =
        app.look(&Ask::system(), |look| look.one("SELECT COUNT(*) FROM person", &[])).await.map_err(text)?;
    if there > 0 {
        return Err(format!("{place:?} holds {there} people already; name an empty folder or database"));
    }
    drop(app);
    let place = place.clone();
    // The client of PostgreSQL refuses to be driven from within a runtime.
    let filled = tokio::task::spawn_blocking(move || carry_out(&place, people, seed, now)).await.map_err(text)??;
    let json = serde_json::to_string(&filled).map_err(text)?;
    std::fs::write(data.join("load.json"), json).map_err(text)?;
    Ok(filled)
}

/// What `fill` wrote beside the database.
pub fn read(data: &Path) -> Outcome<Filled> {
    let file = data.join("load.json");
    let json = std::fs::read(&file).map_err(|error| format!("{}: {error}; fill it first", file.display()))?;
    serde_json::from_slice(&json).map_err(text)
}

/// The pairs whose ties are not what the rules say: none, or something is wrong with the tool.
pub async fn check(data: &Path, place: &Place) -> Outcome<usize> {
    let app = open(data, place).await?;
    let wrong = app.look(&Ask::system(), ties::check).await.map_err(text)?;
    Ok(wrong.len())
}

fn carry_out(place: &Place, people: u32, seed: u64, now: Moment) -> Outcome<Filled> {
    let mut clock = Instant::now();
    let mut step = move |what: &str| {
        eprintln!("{what}: {:.1} s", clock.elapsed().as_secs_f64());
        clock = Instant::now();
    };
    let plan = Plan::new(people as usize, seed, now)?;
    step("planned");
    let mut filling = Filling::begin(place)?;
    put_people(&mut filling, &plan)?;
    step("people");
    put_communities(&mut filling, &plan)?;
    put_gatherings(&mut filling, &plan)?;
    step("communities and gatherings");
    put_talk(&mut filling, &plan)?;
    step("posts");
    let pairs = plan.pairs();
    put_ties(&mut filling, &plan, &pairs)?;
    step("ties");
    filling.end()?;
    step("indexes");
    Ok(filled(&plan, pairs.len() as u64 * 2))
}

fn filled(plan: &Plan, ties: u64) -> Filled {
    let [small, crowds, running, full] = plan.measured();
    let watched = |numbers: std::ops::Range<usize>| -> Vec<Watched> {
        numbers
            .filter(|number| !plan.is_private(*number))
            .map(|number| Watched { url: plan.url(number), people: some(&plan.gatherings[number].yes, 60) })
            .collect()
    };
    let ahead = (plan.gatherings.len() / 2..small.start).filter(|number| plan.is_open(*number));
    let spread = |of: usize, most: usize| (0..of.min(most)).map(move |number| number * of / of.min(most).max(1));
    let communities = plan.communities.iter().filter(|community| community.members.len() >= 8);
    Filled {
        people: plan.people as u32,
        ties,
        answers: plan.gatherings.iter().map(|gathering| (gathering.yes.len() + gathering.others.len()) as u64).sum(),
        seed: plan.seed,
        viewers: spread(plan.people, VIEWERS).map(|person| person as u32).collect(),
        small: watched(small.clone()),
        crowds: watched(crowds),
        running: watched(running),
        full: full.filter(|number| plan.is_open(*number)).map(|number| plan.url(number)).collect(),
        venues: ahead.clone().take(100).map(|number| plan.venue_url(number)).collect(),
        ahead: ahead.map(|number| plan.url(number)).take(2_000).collect(),
        communities: communities
            .take(200)
            .map(|community| Watched { url: format!("/c/{}", community.handle), people: some(&community.members, 60) })
            .collect(),
        towns: plan.towns.iter().take(40).map(label).collect(),
        words: ["chess", "walk", "coffee", "evening", "library", "bo", "table", "ha"].map(String::from).into(),
        names: spread(plan.people, 100).map(|person| plan.name(person as u32).0).collect(),
        handles: (0..PHONES.min(plan.people as u32)).map(|person| plan.name(person).1).collect(),
    }
}

fn some(people: &[u32], most: usize) -> Vec<u32> {
    people.iter().copied().take(most).collect()
}

fn put_people(filling: &mut Filling, plan: &Plan) -> Outcome<()> {
    let all = 0..plan.people as u32;
    filling.table("account", &["id", "email", "zone"], |rows| {
        all.clone().try_for_each(|person| {
            let email = format!("{}@example.org", plan.name(person).1);
            row!(rows, plan.account(person), email, "Europe/Berlin")
        })
    })?;
    let columns = ["id", "account", "handle", "name", "folded", "words", "place", "cell", "languages"];
    filling.table("person", &columns, |rows| {
        all.clone().try_for_each(|person| {
            let (name, handle) = plan.name(person);
            let town = plan.town(plan.town_of[person as usize]);
            let words = words(&mut Chance::of(plan.seed, 11, u64::from(person)));
            let at = cell(town.point(), STORED_RESOLUTION);
            row!(
                rows,
                plan.person(person),
                plan.account(person),
                handle,
                name,
                fold(&name),
                words,
                town.id,
                at,
                "de en"
            )
        })
    })?;
    filling.table("person_word", &["word", "person"], |rows| {
        all.clone().try_for_each(|person| {
            let (name, handle) = plan.name(person);
            people::words_of(&name, &handle).iter().try_for_each(|word| row!(rows, word, plan.person(person)))
        })
    })?;
    filling.table("person_interest", &["person", "interest"], |rows| {
        all.clone().try_for_each(|person| {
            plan.interests(person).iter().try_for_each(|slug| row!(rows, plan.person(person), **slug))
        })
    })?;
    let session = |person: u32| app::hash(&secret("session", person));
    filling.table("session", &["hash", "account", "person", "label", "began_at", "seen_at"], |rows| {
        all.clone().try_for_each(|person| {
            let (account, who) = (plan.account(person), plan.person(person));
            row!(rows, session(person), account, who, "load", plan.now, plan.now)
        })
    })?;
    let columns = [
        "kid",
        "person",
        "key",
        "algorithm",
        "label",
        "made_at",
        "certificate_expires",
        "certificate_handle",
        "session",
    ];
    filling.table("device", &columns, |rows| {
        all.clone().take(PHONES as usize).try_for_each(|person| {
            let key = SecretKey::ed25519(&secret("phone", person)).public();
            let (who, expires, handle) = (plan.person(person), plan.now.plus(CERTIFIED), plan.name(person).1);
            let label = "load";
            row!(rows, key.kid().0, who, key.to_bytes(), "ed25519", label, plan.now, expires, handle, session(person))
        })
    })
}

fn put_communities(filling: &mut Filling, plan: &Plan) -> Outcome<()> {
    let all = || plan.communities.iter().enumerate();
    let columns = ["id", "handle", "name", "words", "rules", "access", "place", "cell", "made_by", "members"];
    filling.table("community", &columns, |rows| {
        all().try_for_each(|(number, it)| {
            let town = plan.town(it.town);
            let host = plan.person(it.members.first().copied().unwrap_or(0));
            let words = words(&mut Chance::of(plan.seed, 12, number as u64));
            let at = cell(town.point(), STORED_RESOLUTION);
            let (id, rules, members) = (plan.community(number), "Be kind.", it.members.len() as i64);
            row!(rows, id, it.handle, it.name, words, rules, it.access, town.id, at, host, members)
        })
    })?;
    filling.table("community_interest", &["community", "interest"], |rows| {
        all().try_for_each(|(number, it)| {
            it.interests.iter().try_for_each(|slug| row!(rows, plan.community(number), **slug))
        })
    })?;
    filling.table("community_word", &["word", "community"], |rows| {
        all().try_for_each(|(number, it)| {
            let mut words = people::words_of(&it.name, &it.handle);
            words.extend(it.interests.iter().flat_map(|slug| slug.split('-')).map(str::to_owned));
            words.sort();
            words.dedup();
            words.iter().try_for_each(|word| row!(rows, word, plan.community(number)))
        })
    })?;
    filling.table("membership", &["community", "person", "role", "at"], |rows| {
        all().try_for_each(|(number, it)| {
            it.members.iter().enumerate().try_for_each(|(place, member)| {
                let role = if place == 0 { "host" } else { "member" };
                row!(rows, plan.community(number), plan.person(*member), role, plan.now.plus(-DAY))
            })
        })
    })
}

fn put_gatherings(filling: &mut Filling, plan: &Plan) -> Outcome<()> {
    let all = || plan.gatherings.iter().enumerate();
    let columns = [
        "id",
        "community",
        "host",
        "title",
        "words",
        "zone",
        "starts_local",
        "ends_local",
        "starts_at",
        "ends_at",
        "venue",
        "address",
        "place",
        "cell",
        "going",
        "capacity",
    ];
    filling.table("gathering", &columns, |rows| {
        all().try_for_each(|(number, it)| {
            let town = plan.town(it.town);
            let zone = Zone::named(town.zone).unwrap_or(Zone::UTC);
            let local = |at: Moment| at.on_the_wall(&zone).strftime("%Y-%m-%dT%H:%M").to_string();
            let words = words(&mut Chance::of(plan.seed, 13, number as u64));
            let host = plan.person(it.yes.first().copied().unwrap_or(0));
            let community = it.community.map(|community| plan.community(community as usize));
            row!(
                rows,
                plan.gathering(number),
                community,
                host,
                it.title,
                words,
                zone.name(),
                local(it.starts_at),
                local(it.ends_at),
                it.starts_at,
                it.ends_at,
                it.venue,
                "1 High Street",
                town.id,
                cell(town.point(), STORED_RESOLUTION),
                it.yes.len() as i64,
                plan.capacity(number),
            )
        })
    })?;
    filling.table("gathering_interest", &["gathering", "interest"], |rows| {
        all().try_for_each(|(number, it)| row!(rows, plan.gathering(number), it.interest))
    })?;
    filling.table("gathering_word", &["gathering", "word"], |rows| {
        all().try_for_each(|(number, it)| {
            let folded = fold(&format!("{} {}", it.title, it.venue));
            let mut words: Vec<&str> = folded.split(|char: char| !char.is_alphanumeric()).collect();
            words.sort_unstable();
            words.dedup();
            words.retain(|word| !word.is_empty());
            words.iter().try_for_each(|word| row!(rows, plan.gathering(number), **word))
        })
    })?;
    filling.table("answer", &["gathering", "person", "reply", "at"], |rows| {
        all().try_for_each(|(number, it)| {
            let yes = it.yes.iter().map(|person| (*person, "yes"));
            yes.chain(it.others.iter().copied()).try_for_each(|(person, reply)| {
                row!(rows, plan.gathering(number), plan.person(person), reply, plan.now.plus(-DAY))
            })
        })
    })?;
    filling.table("check_in", &["gathering", "person", "at"], |rows| {
        let over = all().filter(|(_, it)| it.ends_at < plan.now);
        over.into_iter().try_for_each(|(number, it)| {
            let came = it.yes.iter().filter(|person| **person % 10 < 7);
            came.into_iter().try_for_each(|person| {
                row!(rows, plan.gathering(number), plan.person(*person), it.starts_at.plus(600_000))
            })
        })
    })
}

/// A conversation under each community and each gathering of which anything was said.
fn put_talk(filling: &mut Filling, plan: &Plan) -> Outcome<()> {
    struct Talk<'p> {
        kind: &'static str,
        subject: i64,
        url: String,
        title: &'p str,
        among: &'p [u32],
    }
    let communities = plan.communities.iter().enumerate().map(|(number, it)| Talk {
        kind: "community",
        subject: plan.community(number).0,
        url: format!("/c/{}", it.handle),
        title: &it.name,
        among: &it.members,
    });
    let gatherings = plan.gatherings.iter().enumerate().map(|(number, it)| Talk {
        kind: "gathering",
        subject: plan.gathering(number).0,
        url: plan.url(number),
        title: &it.title,
        among: &it.yes,
    });
    let talks: Vec<Talk<'_>> = communities.chain(gatherings).collect();
    let conversation = |number: usize| ConversationId(plan.id(Kind::Conversation, number, talks.len()));
    let said = |number: usize| plan.talk(number as u64, talks[number].among);
    let counts: Vec<usize> = (0..talks.len()).map(|number| said(number).len()).collect();
    let whole: usize = counts.iter().sum();
    filling.table("conversation", &["id", "kind", "subject", "url", "title", "posts", "last_at"], |rows| {
        let mut upto = 0;
        talks.iter().zip(&counts).enumerate().try_for_each(|(number, (talk, posts))| {
            upto += posts;
            // When the last of its posts was written.
            let last = (*posts > 0).then(|| made_at(plan.id(Kind::Post, upto - 1, whole)));
            let at = last.unwrap_or(plan.now.plus(-DAY));
            row!(rows, conversation(number), talk.kind, talk.subject, talk.url, talk.title, *posts as i64, at)
        })
    })?;
    filling.table("post", &["id", "conversation", "author", "root", "reply_to", "to_person", "words"], |rows| {
        let mut written = 0;
        for number in 0..talks.len() {
            let mut root = None;
            for (author, to, words) in said(number) {
                let id = plan.id(Kind::Post, written, whole);
                written += 1;
                let answered = to.and(root);
                if to.is_none() {
                    root = Some(id);
                }
                let (author, to) = (plan.person(author), to.map(|person| plan.person(person)));
                row!(rows, id, conversation(number), author, answered, answered, to, words)?;
            }
        }
        Ok(())
    })
}

/// The facts of every pair, and on both sides the tie that the rules make of them.
fn put_ties(filling: &mut Filling, plan: &Plan, pairs: &[(u32, u32)]) -> Outcome<()> {
    filling.table("follow", &["follower", "followed", "at"], |rows| {
        pairs.iter().try_for_each(|pair| {
            let (edge, one, two) = (plan.edge(*pair), plan.person(pair.0), plan.person(pair.1));
            edge.one_follows.map_or(Ok(()), |at| row!(rows, one, two, at))?;
            edge.two_follows.map_or(Ok(()), |at| row!(rows, two, one, at))
        })
    })?;
    filling.table("followed_back", &["one", "two", "at"], |rows| {
        pairs.iter().try_for_each(|pair| {
            let at = plan.edge(*pair).followed_back_at();
            at.map_or(Ok(()), |at| row!(rows, plan.person(pair.0), plan.person(pair.1), at))
        })
    })?;
    let columns = ["id", "a", "b", "kid_a", "kid_b", "nonce", "at", "made_after", "made_before", "verdict", "grade"];
    filling.table("encounter", &columns, |rows| {
        meetings(plan, pairs).try_for_each(|(id, one, two, at)| {
            let (kid_a, kid_b) = (one.0.to_be_bytes(), two.0.to_be_bytes());
            row!(rows, id, one, two, kid_a, kid_b, id, at, at, at.plus(60_000), "mutual", 2)
        })
    })?;
    filling.table("encounter_side", &["person", "other", "at", "encounter", "met"], |rows| {
        meetings(plan, pairs).try_for_each(|(id, one, two, at)| {
            row!(rows, one, two, at, id, 1)?;
            row!(rows, two, one, at, id, 1)
        })
    })?;
    // What each goes to that is ahead, in order of its number.
    let mut going: Vec<Vec<u32>> = vec![Vec::new(); plan.people];
    for (number, gathering) in plan.gatherings.iter().enumerate().filter(|(_, it)| it.ends_at > plan.now) {
        for person in &gathering.yes {
            going[*person as usize].push(number as u32);
        }
    }
    let columns = [
        "person",
        "other",
        "stage",
        "follows_since",
        "followed_since",
        "planned_until",
        "talked_at",
        "talked_in",
        "online_at",
        "met_at",
        "met_days",
        "last_met_at",
    ];
    let mut both: Vec<(u32, u32)> = pairs.iter().flat_map(|(one, two)| [(*one, *two), (*two, *one)]).collect();
    both.sort_unstable();
    filling.table("tie", &columns, |rows| {
        both.iter().try_for_each(|(person, other)| {
            let edge = plan.edge((*person.min(other), *person.max(other)));
            let planned = planned(plan, &going[*person as usize], &going[*other as usize]);
            let Some(tie) = tie(&edge, planned, person < other) else { return Ok(()) };
            put_tie(rows, plan.person(*person), plan.person(*other), &tie)
        })
    })
}

/// When two of them met, each with the name of the encounter.
fn meetings<'p>(
    plan: &'p Plan,
    pairs: &'p [(u32, u32)],
) -> impl Iterator<Item = ([u8; 16], PersonId, PersonId, Moment)> + 'p {
    pairs.iter().enumerate().flat_map(move |(number, pair)| {
        plan.edge(*pair).meetings.into_iter().enumerate().map(move |(time, at)| {
            let id = u128::from(number as u64) << 64 | time as u128;
            (id.to_be_bytes(), plan.person(pair.0), plan.person(pair.1), at)
        })
    })
}

/// When the last gathering that both go to ends.
fn planned(plan: &Plan, one: &[u32], two: &[u32]) -> Option<Moment> {
    let both = one.iter().filter(|number| two.binary_search(number).is_ok());
    both.filter_map(|number| plan.gatherings.get(*number as usize)).map(|it| it.ends_at).max()
}

fn tie(edge: &crate::plan::Edge, planned_until: Option<Moment>, as_one: bool) -> Option<TieState> {
    let tie = Facts {
        blocked: false,
        i_follow: edge.one_follows,
        follows_me: edge.two_follows,
        followed_back_at: edge.followed_back_at(),
        talked: None,
        meetings: edge.meetings.clone(),
        planned_until,
    }
    .tie()?;
    Some(if as_one { tie } else { tie.turned() })
}

fn put_tie(rows: &mut Rows<'_>, person: PersonId, other: PersonId, tie: &TieState) -> Outcome<()> {
    row!(
        rows,
        person,
        other,
        tie.stage,
        tie.follows_since,
        tie.followed_since,
        tie.planned_until,
        tie.talked_at,
        tie.talked_in,
        tie.online_at,
        tie.met_at,
        tie.met_days,
        tie.last_met_at,
    )
}
