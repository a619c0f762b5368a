//! Carries a plan out through the verbs: each step by the one who does it, at the moment at which they do it.

use visavis_wire::card::{AnchorKey, Answer, Confirm, Identity, Instance, Minutes, Offer, Seconds, SecretKey, Side};

use super::{
    chance::Chance,
    clubs::{CLUBS, Door},
    plan::{Number, Person, Plan, Reply, Room, Step, What},
};
use crate::{
    act::Act,
    communities, encounters,
    error::{Error, Result},
    gatherings,
    http::Fields,
    id::{AccountId, CommunityId, GatheringId, PersonId, PostId},
    interests::Interest,
    people::{self, Joining},
    talk, ties,
    time::{DAY, Moment, Zone},
    town,
    viewer::{Me, Viewer},
    whom,
};

/// A certificate lives for thirty days: phones renew theirs before that.
const RENEWED: i64 = 25 * DAY;
/// How long the loop of two scans takes (seconds).
const LOOP: u32 = 11;

/// Somebody, as they were made.
#[derive(Debug, Clone)]
pub struct Made {
    /// Their login.
    pub account: AccountId,
    /// Their persona.
    pub person: PersonId,
}

/// What has been made so far.
pub struct Build<'p> {
    plan: &'p Plan,
    seed: u64,
    people: Vec<Option<Made>>,
    clubs: Vec<Option<CommunityId>>,
    gatherings: Vec<Option<GatheringId>>,
    posts: Vec<Option<PostId>>,
    /// When each phone's key was certified last, until when that holds, and the certificate.
    phones: Vec<Option<(Moment, Identity)>>,
}

impl<'p> Build<'p> {
    /// Nothing yet.
    pub fn of(plan: &'p Plan, seed: u64) -> Self {
        Self {
            plan,
            seed,
            people: vec![None; plan.people.len()],
            clubs: vec![None; CLUBS.len()],
            gatherings: vec![None; plan.gatherings.len()],
            posts: vec![None; plan.posts],
            phones: vec![None; plan.people.len()],
        }
    }

    /// Somebody who has joined.
    pub fn made(&self, who: Number) -> Result<&Made> {
        self.people.get(who).and_then(Option::as_ref).ok_or_else(|| missing("somebody who has not joined"))
    }

    fn planned(&self, who: Number) -> Result<&'p Person> {
        self.plan.people.get(who).ok_or_else(|| missing("somebody unplanned"))
    }

    /// Does one step.
    pub fn step(&mut self, act: &mut Act<'_>, step: &Step) -> Result<()> {
        act.now = step.at;
        if step.what == What::Join {
            act.viewer = Viewer::System;
            return self.join(act, step.who);
        }
        self.become_one(act, step.who)?;
        match &step.what {
            What::Join => Ok(()),
            What::Found(club) => self.found(act, *club),
            What::Enter(club, words) => self.enter(act, *club, words),
            What::LetIn(club, other) => self.appoint(act, *club, *other, communities::Role::Member),
            What::Share(club, other) => self.appoint(act, *club, *other, communities::Role::Host),
            What::Publish(gathering) => self.publish(act, *gathering),
            What::Answer(gathering, reply) => {
                let reply = match reply {
                    Reply::Yes => gatherings::Reply::Yes,
                    Reply::Maybe => gatherings::Reply::Maybe,
                    Reply::No => gatherings::Reply::No,
                };
                gatherings::answer(act, self.gathering(*gathering)?, reply).map(drop)
            }
            What::CheckIn(gathering) => gatherings::check_in(act, self.gathering(*gathering)?),
            What::Follow(other) => ties::follow(act, &self.planned(*other)?.handle).map(drop),
            What::Say(room, words, number, reply_to) => self.say(act, *room, words, *number, *reply_to),
            What::Read(other) => talk::see(act, self.made(*other)?.person),
            What::Meet(other, gathering) => self.meet(act, step.who, *other, *gathering),
        }
    }

    /// From here on the act is somebody's.
    fn become_one(&self, act: &mut Act<'_>, who: Number) -> Result<()> {
        let (made, planned) = (self.made(who)?, self.planned(who)?);
        act.viewer = Viewer::Person(Me {
            person: made.person,
            account: made.account,
            handle: planned.handle.clone(),
            name: planned.name.clone(),
            photo: None,
            session: [0; 32],
            news: false,
            theme: None,
            operator: false,
            seen_at: act.now,
        });
        Ok(())
    }

    fn join(&mut self, act: &mut Act<'_>, who: Number) -> Result<()> {
        let planned = self.planned(who)?;
        let mut joining = Joining::read(&planned.name, &planned.handle)?;
        joining.email = Some(format!("{}@example.org", planned.handle));
        let (account, person) = people::join(act, &joining)?;
        if let Some(slot) = self.people.get_mut(who) {
            *slot = Some(Made { account, person });
        }
        self.become_one(act, who)?;
        // Some in each community like to be the first face that a newcomer knows.
        if who % 5 == 2 {
            whom::choose(act, whom::Choices { welcomes: true, ..whom::Choices::default() })?;
        }
        let mut form = Fields::default()
            .with("name", planned.name.as_str())
            .with("words", planned.words.as_str())
            .with("town", town::label(&planned.town));
        for (name, values) in [
            ("language", planned.languages.as_slice()),
            ("interest", planned.interests.as_slice()),
            ("how", planned.how),
            ("when", planned.when),
        ] {
            form = values.iter().fold(form, |form, value| form.with(name, *value));
        }
        people::edit(act, &people::Edit::read(&form)?, &people::Photo::Kept)
    }

    fn club(&self, club: Number) -> Result<CommunityId> {
        self.clubs.get(club).copied().flatten().ok_or_else(|| missing("a community that is not there"))
    }

    fn gathering(&self, gathering: Number) -> Result<GatheringId> {
        self.gatherings.get(gathering).copied().flatten().ok_or_else(|| missing("a gathering that is not there"))
    }

    fn found(&mut self, act: &mut Act<'_>, number: Number) -> Result<()> {
        let club = CLUBS.get(number).ok_or_else(|| missing("a community unplanned"))?;
        let access = match club.door {
            Door::Open => "open",
            Door::Closed => "closed",
            Door::Private => "private",
        };
        let form = Fields::default()
            .with("name", club.name)
            .with("handle", club.handle)
            .with("words", club.words)
            .with("rules", club.rules)
            .with("access", access)
            .with("town", club.town);
        let form = club.interests.iter().fold(form, |form, interest| form.with("interest", *interest));
        let draft = communities::Draft::read(&form, crate::error::Problems::default())?;
        let (id, _) = communities::found(act, &draft)?;
        if let Some(slot) = self.clubs.get_mut(number) {
            *slot = Some(id);
        }
        Ok(())
    }

    /// Through the door like everybody: where one has to be invited, with an invitation of its host's.
    fn enter(&mut self, act: &mut Act<'_>, number: Number, words: &str) -> Result<()> {
        let club = CLUBS.get(number).ok_or_else(|| missing("a community unplanned"))?;
        let invite = if club.door == Door::Private {
            let newcomer = act.viewer.clone();
            let founder = self.plan.steps.iter().find(|step| step.what == What::Found(number));
            self.become_one(act, founder.ok_or_else(|| missing("a founder"))?.who)?;
            let invite = communities::invite(act, club.handle)?;
            act.viewer = newcomer;
            invite
        } else {
            String::new()
        };
        let knock =
            communities::Knock { invite, agrees: true, words: words.to_owned(), ..communities::Knock::default() };
        communities::join(act, club.handle, &knock).map(drop)
    }

    fn appoint(&self, act: &mut Act<'_>, club: Number, other: Number, role: communities::Role) -> Result<()> {
        let club = CLUBS.get(club).ok_or_else(|| missing("a community unplanned"))?;
        communities::appoint(act, club.handle, &self.planned(other)?.handle, Some(role))
    }

    fn publish(&mut self, act: &mut Act<'_>, number: Number) -> Result<()> {
        let planned = self.plan.gatherings.get(number).ok_or_else(|| missing("a gathering unplanned"))?;
        let draft = gatherings::Draft {
            community: planned.club.map(|club| self.club(club)).transpose()?,
            title: planned.title.to_owned(),
            words: planned.words.to_owned(),
            starts: planned.from,
            ends: planned.to,
            zone: Zone::named(planned.town.zone).unwrap_or(Zone::UTC),
            venue: planned.venue.to_owned(),
            address: planned.address.to_owned(),
            town: planned.town,
            capacity: planned.capacity,
            interests: planned.interests.iter().filter_map(|interest| Interest::read(interest)).collect(),
            photo: None,
            photo_words: String::new(),
            terms: gatherings::Terms::default(),
            about: gatherings::about::About {
                language: if matches!(planned.town.country, "DE" | "AT" | "CH") { "de" } else { "en" }.to_owned(),
                cost: if number.is_multiple_of(4) { "paid" } else { "free" }.to_owned(),
                price: String::new(),
                step_free: ["yes", "partly", "yes", "no"].get(number % 4).copied().unwrap_or_default().to_owned(),
            },
        };
        let id = gatherings::publish(act, &draft)?;
        gatherings::tell_now(act, id)?;
        if let Some(slot) = self.gatherings.get_mut(number) {
            *slot = Some(id);
        }
        Ok(())
    }

    fn say(
        &mut self,
        act: &mut Act<'_>,
        place: Room,
        words: &str,
        number: Number,
        reply_to: Option<Number>,
    ) -> Result<()> {
        let room = match place {
            Room::Club(club) => {
                let handle = CLUBS.get(club).map(|club| club.handle).unwrap_or_default();
                let community = communities::visible(act, handle)?;
                communities::room(act, &community)
            }
            Room::Gathering(gathering) => {
                let gathering = gatherings::visible(act, self.gathering(gathering)?)?;
                gatherings::room(act, &gathering)?
            }
            Room::Pair(other) => ties::room(act, &self.planned(other)?.handle)?,
        };
        let mut form = Fields::default().with("words", words);
        if let Some(first) = reply_to.and_then(|first| self.posts.get(first).copied().flatten()) {
            form = form.with("reply_to", first.to_string());
        }
        let id = talk::post(act, &room, &form, None)?;
        if let Some(slot) = self.posts.get_mut(number) {
            *slot = Some(id);
        }
        Ok(())
    }

    // ── Encounters ─────────────────────────────────────────────────────────────────────────────────────────────

    /// The key in somebody's phone, made of the seed: real phones never let theirs out.
    fn key(&self, who: Number) -> SecretKey {
        SecretKey::ed25519(&Chance::of(self.seed ^ who as u64, "phone").bytes())
    }

    /// The certificate of somebody's phone, renewed where it has become old.
    fn certificate(&mut self, act: &mut Act<'_>, who: Number) -> Result<Identity> {
        let now = act.now;
        if let Some(Some((since, identity))) = self.phones.get(who)
            && now.since(*since) < RENEWED
        {
            return Ok(identity.clone());
        }
        self.become_one(act, who)?;
        let key = self.key(who).public();
        let (_, certificate) = encounters::register(act, &key, "Phone")?;
        let identity = Identity {
            key: key.to_bytes(),
            expires: Minutes::from_unix(certificate.expires).ok_or_else(|| missing("a certificate’s end"))?,
            certificate: certificate.signature,
            handle: certificate.handle.into_bytes(),
        };
        if let Some(slot) = self.phones.get_mut(who) {
            *slot = Some((now, identity.clone()));
        }
        Ok(identity)
    }

    /// Two phones, two scans: the same messages that browsers make, uploaded by the one who holds all three.
    fn meet(&mut self, act: &mut Act<'_>, who: Number, other: Number, gathering: Number) -> Result<()> {
        let (theirs, mine) = (self.certificate(act, other)?, self.certificate(act, who)?);
        self.become_one(act, who)?;
        let instance = Instance::new(act.shared.config.instance());
        let gathering = self.gathering(gathering)?.0.to_be_bytes();
        let at = act.now.seconds();
        let (Some(minute), Some(begin)) = (Minutes::from_unix(at - 600), Seconds::from_unix(at - 20)) else {
            return Err(missing("a moment after 2025"));
        };
        // The newest anchor that the phones have is ten minutes old.
        let anchor = AnchorKey::new(act.shared.keys.anchors).anchor(&instance, minute);
        // By name: of numbers mixed into one, two meetings of somebody could come to the same nonce.
        let mut chance = Chance::of(self.seed, &format!("nonce {who} {other} {at}"));
        let (a, b) = (self.key(who), self.key(other));
        let side = |key: &SecretKey, nonce, later: u32, identity| {
            Side::new(&key.public(), nonce, Seconds(begin.0 + later), anchor).at(gathering).with_identity(identity)
        };
        let offer = Offer::make(&instance, side(&a, chance.bytes(), 0, mine), |bytes| a.sign(bytes));
        let answer =
            Answer::make(&instance, &offer.hash(), side(&b, chance.bytes(), LOOP / 2, theirs), |bytes| b.sign(bytes));
        let (m1, m2) = (offer.to_bytes(), answer.to_bytes());
        let end = Seconds(begin.0 + LOOP);
        let hundredths = u16::try_from(LOOP * 100).unwrap_or(u16::MAX);
        let confirm =
            Confirm::make(&instance, a.public().algorithm(), (&m1, &m2), end, hundredths, |bytes| a.sign(bytes));
        let m3 = visavis_wire::card::Confirmation::Scanned(confirm).to_bytes();
        let outcomes = encounters::upload(act, &[encounters::Record { m1, m2: Some(m2), m3: Some(m3) }])?;
        match outcomes.first().map(|outcome| outcome.verdict) {
            Some(verdict) if verdict.is_mutual() => Ok(()),
            verdict => Err(Error::Inner(format!("the demonstration’s encounter is worth {verdict:?}"))),
        }
    }
}

fn missing(what: &str) -> Error {
    Error::Inner(format!("the demonstration’s plan names {what}"))
}
