//! What other slices ask of gatherings: the next ones, those nearby, those that two people share.

use std::collections::{HashMap, HashSet, VecDeque};

use serde_json::{Value, json};
use visavis_places::{areas, distance_km};

use super::{
    about, after, approval, crew, door, drafts, guests, letters,
    model::{Brief, EARLY, FACES, Filter, LATE, Reply, Shared},
    parts, photos, questions, recap, reminders,
    store::{self, BothGo, Wanted},
    venues,
};
use crate::{
    act::Look,
    communities,
    error::{Error, Result},
    id::{CommunityId, GatheringId, PersonId, SeriesId},
    people::Face,
    series,
    time::{DAY, Moment},
    town,
};

/// So many gatherings make a page of a list.
pub const PAGE: usize = 20;

/// So many pages a list has: each costs what the ones before it do, and strangers may ask for them too.
const MOST_PAGES: usize = 25;

/// The next gathering, not over and not called off, that both said yes to.
pub fn shared_ahead(look: &mut Look<'_>, a: PersonId, b: PersonId) -> Result<Option<Shared>> {
    let now = look.now;
    store::shared_ahead(look, a, b, now)
}

/// So many past gatherings of two are looked through.
const MOST_SHARED: i64 = 10;

/// Those begun since then that both said yes to and the viewer may see, the newest first.
pub fn shared_past(look: &mut Look<'_>, a: PersonId, b: PersonId, since: Moment) -> Result<Vec<Brief>> {
    let now = look.now;
    let mut found = Vec::new();
    for (id,) in store::shared_past(look, (a, b), (since, now), MOST_SHARED)? {
        found.extend(brief(look, id)?);
    }
    Ok(found)
}

/// When the last gathering ahead that both said yes to ends.
pub fn last_shared_end(look: &mut Look<'_>, a: PersonId, b: PersonId) -> Result<Option<Moment>> {
    let now = look.now;
    store::last_shared_end(look, a, b, now)
}

/// The community that a gathering belongs to, and its title; whoever asks.
pub fn community_and_title(look: &mut Look<'_>, id: GatheringId) -> Result<Option<(CommunityId, String)>> {
    Ok(store::gathering(look, id)?.and_then(|gathering| Some((gathering.community?, gathering.title))))
}

/// At how many gatherings of a community each was; who was at none is left out.
pub fn been_in(look: &mut Look<'_>, id: CommunityId) -> Result<HashMap<PersonId, i64>> {
    Ok(store::been_in(look, id)?.into_iter().collect())
}

/// At how many gatherings of a community somebody was.
pub fn times_in(look: &mut Look<'_>, id: CommunityId, person: PersonId) -> Result<i64> {
    store::times_in(look, id, person)
}

/// Everybody who said yes.
pub fn going(look: &mut Look<'_>, id: GatheringId) -> Result<Vec<PersonId>> {
    store::going(look, id)
}

/// Everybody who said yes or maybe.
pub fn answered(look: &mut Look<'_>, id: GatheringId) -> Result<Vec<PersonId>> {
    store::answered(look, id)
}

/// What somebody answered.
pub fn reply_of(look: &mut Look<'_>, id: GatheringId, person: PersonId) -> Result<Option<Reply>> {
    store::reply(look, id, person)
}

/// Everybody who is there, as far as it is known: who said yes or has checked in, and the host.
pub fn there(look: &mut Look<'_>, id: GatheringId) -> Result<Vec<PersonId>> {
    store::there(look, id)
}

/// Whether somebody is one of them.
pub fn is_there(look: &mut Look<'_>, id: GatheringId, person: PersonId) -> Result<bool> {
    store::is_there(look, id, person)
}

/// Those with whom somebody has a tie and who said yes. Its work grows with the person's ties, not with how many go.
pub fn tied_and_going(look: &mut Look<'_>, person: PersonId, id: GatheringId) -> Result<Vec<BothGo>> {
    let now = look.now;
    store::tied_and_going(look, person, id, now)
}

/// What a list shows of a gathering, if the viewer may see it.
pub fn brief(look: &mut Look<'_>, id: GatheringId) -> Result<Option<Brief>> {
    let (person, mine) = (look.viewer.person_if_any(), look.viewer.account_if_any());
    let found = store::brief(look, id, person, mine)?.into_iter().collect();
    Ok(shown(look, found, 1)?.pop())
}

/// What somebody hosts or goes to that is still ahead or goes on, the next first; of oneself also the maybes.
pub fn ahead_of(look: &mut Look<'_>, person: PersonId, limit: usize) -> Result<Vec<Brief>> {
    ahead_of_after(look, person, None, limit)
}

/// The same from a place in that order on.
pub fn ahead_of_after(look: &mut Look<'_>, person: PersonId, after: Option<Place>, limit: usize) -> Result<Vec<Brief>> {
    let (now, me, mine) = (look.now, look.viewer.person_if_any(), look.viewer.account_if_any());
    let after = after.unwrap_or((Moment::from_ms(0), GatheringId(0)));
    let found = store::ahead_of(look, person, now, me, mine, after)?;
    shown(look, found, limit)
}

/// A community's gatherings: those ahead, the next first, or those that are over, the last first.
pub fn of_community(look: &mut Look<'_>, id: CommunityId, past: bool, limit: usize) -> Result<Vec<Brief>> {
    of_community_after(look, id, past, None, limit)
}

/// The same from a place in that order on.
pub fn of_community_after(
    look: &mut Look<'_>,
    id: CommunityId,
    past: bool,
    after: Option<Place>,
    limit: usize,
) -> Result<Vec<Brief>> {
    let (now, me, mine) = (look.now, look.viewer.person_if_any(), look.viewer.account_if_any());
    let most = i64::try_from(limit).unwrap_or(i64::MAX);
    let found = if past {
        store::of_community_past(look, id, now, me, mine, after, most)?
    } else {
        store::of_community_ahead(look, id, now, me, mine, after, most)?
    };
    shown(look, found, limit)
}

/// What a community plans, the next first, of each series only the next.
pub fn next_of_community(look: &mut Look<'_>, id: CommunityId, limit: usize) -> Result<Vec<Brief>> {
    let (now, me, mine) = (look.now, look.viewer.person_if_any(), look.viewer.account_if_any());
    let mut seen = HashSet::new();
    let mut kept = Vec::new();
    for mut brief in store::of_community_ahead(look, id, now, me, mine, None, MOST_OF_SERIES)? {
        if kept.len() < limit && is_next(look, &mut brief, &mut seen)? {
            kept.push(brief);
        }
    }
    shown(look, kept, limit)
}

/// So many dates are looked through for those of different series.
const MOST_OF_SERIES: i64 = 200;

/// Whether a gathering is of no series, or the first of its series in a list; then it says how many follow.
fn is_next(look: &mut Look<'_>, brief: &mut Brief, seen: &mut HashSet<SeriesId>) -> Result<bool> {
    let Some((series, later)) = series::later_dates(look, brief.id)? else { return Ok(true) };
    // One that was called off stands for itself alone.
    if brief.cancelled {
        return Ok(!seen.contains(&series));
    }
    brief.more_dates = later;
    Ok(seen.insert(series))
}

/// What a community plans next besides one gathering.
pub fn next_of(look: &mut Look<'_>, id: CommunityId, but: GatheringId) -> Result<Option<Brief>> {
    let (now, me, mine) = (look.now, look.viewer.person_if_any(), look.viewer.account_if_any());
    let mut found = store::of_community_ahead(look, id, now, me, mine, None, 5)?;
    found.retain(|brief| brief.id != but && !brief.cancelled);
    Ok(shown(look, found, 1)?.pop())
}

/// What is around now that somebody said yes to, hosts or has checked in at.
pub fn now_at(look: &mut Look<'_>, person: PersonId) -> Result<Vec<Brief>> {
    let (from, to, mine) = (look.now.plus(-LATE), look.now.plus(EARLY), look.viewer.account_if_any());
    let found = store::around(look, person, from, to, mine)?;
    shown(look, found, usize::MAX)
}

/// What fits a search, the next first; page 0 is the first, and one shorter than [`PAGE`] the last. After so many there
/// are no more, however much there is.
pub fn near(look: &mut Look<'_>, filter: &Filter, page: usize) -> Result<Vec<Brief>> {
    Ok(search(look, filter, page)?.found)
}

/// The same, with how far was looked.
pub fn search(look: &mut Look<'_>, filter: &Filter, page: usize) -> Result<Searched> {
    if page >= MOST_PAGES {
        return Ok(Searched::default());
    }
    // The last page is one short, so that none is looked for after it.
    let end = (page + 1) * PAGE - usize::from(page + 1 == MOST_PAGES);
    let mut searched = first(look, filter, None, end, None, |_| true)?;
    searched.found = searched.found.into_iter().skip(page * PAGE).collect();
    with_people(look, &mut searched.found)?;
    Ok(searched)
}

/// A place in a list in order of time: after the gathering that begins then.
pub type Place = (Moment, GatheringId);

/// A gathering's place as it stands in a cursor.
pub fn place_of(brief: &Brief) -> String {
    format!("{}.{}", brief.starts_at.ms(), brief.id)
}

/// The same read; `None` for what is none.
pub fn read_place(text: &str) -> Option<Place> {
    let (starts, id) = text.split_once('.')?;
    Some((Moment::from_ms(starts.parse().ok()?), id.parse().ok()?))
}

/// What fits a search, the next first, from a place in that order on: at most so many.
pub fn search_after(look: &mut Look<'_>, filter: &Filter, after: Option<Place>, most: usize) -> Result<Searched> {
    let mut searched = first(look, filter, after, most, None, |_| true)?;
    with_people(look, &mut searched.found)?;
    Ok(searched)
}

/// The next few that fit a search and that the viewer neither hosts nor has answered.
pub fn undecided(look: &mut Look<'_>, filter: &Filter, most: usize) -> Result<Vec<Brief>> {
    let me = look.viewer.person_if_any();
    let mut found =
        first(look, filter, None, most, None, |brief| brief.reply.is_none() && (me.is_none() || brief.host != me))?
            .found;
    with_people(look, &mut found)?;
    Ok(found)
}

/// So many that began half a day ago or earlier are looked at, wherever they are.
const MOST_LONG: i64 = 500;

/// The first few that fit a search, and with them what was called off since then.
pub fn listed(look: &mut Look<'_>, filter: &Filter, most: usize, off_since: Moment) -> Result<Vec<GatheringId>> {
    let found = first(look, filter, None, most, Some(off_since), |_| true)?.found;
    Ok(found.into_iter().map(|brief| brief.id).collect())
}

/// A word that fewer gatherings have than this is where a search begins; one that more have is soon found on the way
/// through what is ahead.
const RARE: i64 = 200;

/// What is farther around than this (kilometres) is looked for among all there is …
const WIDE: f64 = 150.0;
/// … of which no more than so many are read.
const MOST_WIDE: usize = 5_000;

/// So many of what is ahead are looked through at once for those that something else is asked of, too: how many of them fit
/// no index knows.
const MOST_WALKED: i64 = 5_000;

/// What a search found.
#[derive(Debug, Default)]
pub struct Searched {
    /// It, the next first.
    pub found: Vec<Brief>,
    /// It was looked no further than to there, and there may be more behind.
    pub further: Option<Place>,
}

/// Until when a search looks, which begins then and has so many places to look in: `None` for as far as there is anything.
fn horizon(look: &mut Look<'_>, wanted: &Wanted<'_>, runs: &[Run], begins: Place) -> Result<Option<Moment>> {
    let asks = [wanted.interest, wanted.language, wanted.cost, wanted.step_free].iter().any(Option::is_some)
        || wanted.with_ties_of.is_some()
        || wanted.words.iter().any(Option::is_some);
    if !asks {
        return Ok(None);
    }
    let mut until = None;
    for run in runs {
        let each = MOST_WALKED / i64::try_from(runs.len()).unwrap_or(i64::MAX).max(1);
        let end = match run.source {
            Source::Area(area) => store::nth_in_area(look, area, begins.0, each)?,
            Source::Anywhere => store::nth_ahead(look, begins.0, each)?,
            // Few have that word.
            Source::Word => None,
        };
        until = [until, end].into_iter().flatten().min();
    }
    // So many that begin in one moment are looked through all the same.
    Ok(until.filter(|until| until.since(begins.0) > 1))
}

/// Where a list in order of time is read from.
enum Source {
    /// What is in one area.
    Area(i64),
    /// All there is.
    Anywhere,
    /// What has the first of the words.
    Word,
}

/// A list in order of time, read part by part.
struct Run {
    source: Source,
    after: Place,
    read: VecDeque<Brief>,
    whole: bool,
}

impl Run {
    /// What has been read, and is all there is.
    fn of(read: Vec<Brief>) -> Self {
        let after = (Moment::from_ms(i64::MAX), GatheringId(0));
        Self { source: Source::Anywhere, after, read: read.into(), whole: true }
    }

    fn new(source: Source, after: Place) -> Self {
        Self { source, after, read: VecDeque::new(), whole: false }
    }

    /// When the next of it begins; reads on where all that was read has been taken.
    fn next(&mut self, look: &mut Look<'_>, wanted: &Wanted<'_>, part: i64) -> Result<Option<(Moment, GatheringId)>> {
        if self.read.is_empty() && !self.whole {
            let found = match self.source {
                Source::Area(area) => store::in_area(look, area, self.after, wanted, part)?,
                Source::Anywhere => store::anywhere(look, self.after, wanted, part)?,
                Source::Word => store::with_word(look, self.after, wanted, part)?,
            };
            self.whole = (found.len() as i64) < part;
            self.after = found.last().map_or(self.after, |last| (last.starts_at, last.id));
            self.read = found.into();
        }
        Ok(self.read.front().map(|brief| (brief.starts_at, brief.id)))
    }
}

/// Puts the rarest of the words first; whether it is a rare one.
fn rarest_first(look: &mut Look<'_>, wanted: &mut Wanted<'_>) -> Result<bool> {
    let mut rarest = None;
    for (at, range) in wanted.words.iter().enumerate() {
        if let Some(range) = range {
            let count = store::having_word(look, range, RARE)?;
            rarest = [rarest, Some((count, at))].into_iter().flatten().min();
        }
    }
    match rarest {
        Some((count, at)) if count < RARE => {
            wanted.words.swap(0, at);
            Ok(true)
        }
        _ => Ok(false),
    }
}

/// What goes on in some areas and began half a day ago or earlier, the first of it first.
fn long_in(look: &mut Look<'_>, areas: &[i64], wanted: &Wanted<'_>) -> Result<Vec<Brief>> {
    let mut found = Vec::new();
    for some in areas.chunks(store::AREAS) {
        let Some(first) = some.first() else { continue };
        let some = std::array::from_fn(|at| *some.get(at).unwrap_or(first));
        found.extend(store::long_in_areas(look, some, wanted, MOST_LONG)?);
    }
    found.sort_by_key(|brief| (brief.starts_at, brief.id));
    Ok(found)
}

/// The first so many that fit a search, that the viewer may see and that are asked for.
fn first(
    look: &mut Look<'_>,
    filter: &Filter,
    after: Option<Place>,
    most: usize,
    off_since: Option<Moment>,
    asked_for: impl Fn(&Brief) -> bool,
) -> Result<Searched> {
    let from = filter.from.unwrap_or(look.now);
    let mut wanted = Wanted {
        from,
        to: filter.to.unwrap_or(from.plus(10 * 366 * DAY)),
        // Nothing is called off after the end of all days.
        off_since: off_since.unwrap_or(Moment::from_ms(i64::MAX)),
        interest: filter.interest.as_deref(),
        language: filter.language.as_deref(),
        cost: filter.cost.as_deref(),
        step_free: filter.step_free.then_some("yes"),
        with_ties_of: look.viewer.person_if_any().filter(|_| filter.known),
        words: store::ranges(filter.text.as_deref().unwrap_or_default()),
        person: look.viewer.person_if_any(),
        mine: look.viewer.account_if_any(),
    };
    let begins = store::beginning(&wanted);
    let begins = after.map_or(begins, |after| after.max(begins));
    let near = filter.place.filter(|(_, km)| *km <= WIDE).map(|(point, km)| areas(point, km));
    let mut runs: Vec<Run> = match &near {
        Some(areas) => areas.iter().map(|area| Run::new(Source::Area(*area), begins)).collect(),
        None if rarest_first(look, &mut wanted)? => vec![Run::new(Source::Word, begins)],
        None => vec![Run::new(Source::Anywhere, begins)],
    };
    let until = horizon(look, &wanted, &runs, begins)?.filter(|until| *until < wanted.to);
    wanted.to = until.unwrap_or(wanted.to);
    let mut further = until.map(|until| (until.plus(-1), GatheringId(i64::MAX)));
    let mut long = match &near {
        Some(areas) => long_in(look, areas, &wanted)?,
        None => store::long(look, &wanted, MOST_LONG)?,
    };
    long.retain(|brief| after.is_none_or(|after| (brief.starts_at, brief.id) > after));
    runs.push(Run::of(long));
    // Each has its share, twice over: rows that are read and not shown cost more than to read on where it was little.
    let part = (2 * most / runs.len().max(1)) as i64 + 4;
    let (mut found, mut seen, mut read) = (Vec::new(), HashSet::new(), 0);
    let wide = filter.place.is_some_and(|(_, km)| km > WIDE);
    let mut last: Option<Moment> = None;
    while found.len() < most {
        let mut soonest = None;
        for (at, run) in runs.iter_mut().enumerate() {
            let next = run.next(look, &wanted, part)?;
            soonest = [soonest, next.map(|next| (next, at))].into_iter().flatten().min();
        }
        // Between two moments: the place names none that the viewer may not see, and none is left out or shown twice.
        if wide
            && read >= MOST_WIDE
            && let (Some(last), Some(((next, _), _))) = (last, soonest)
            && last < next
        {
            further = Some((last, GatheringId(i64::MAX)));
            break;
        }
        read += 1;
        let Some(mut brief) = soonest.and_then(|(_, at)| runs.get_mut(at)?.read.pop_front()) else { break };
        last = Some(brief.starts_at);
        // Areas reach beyond the circle.
        let inside = filter.place.is_none_or(|(point, km)| {
            town::stored(brief.place).is_some_and(|town| distance_km(point, town.point()) <= km)
        });
        if inside
            && asked_for(&brief)
            && may_see(look, &brief)?
            && (!filter.once || is_next(look, &mut brief, &mut seen)?)
        {
            approval::brief_as_seen(look, &mut brief)?;
            found.push(brief);
        }
    }
    // Where there is enough, the list goes on behind the last of it.
    let further = further.filter(|_| found.len() < most);
    Ok(Searched { found, further })
}

/// The first so many that the viewer may know of, with their people.
pub(super) fn shown(look: &mut Look<'_>, found: Vec<Brief>, limit: usize) -> Result<Vec<Brief>> {
    let mut kept = Vec::with_capacity(found.len().min(limit));
    for mut brief in found {
        if kept.len() == limit {
            break;
        }
        if may_see(look, &brief)? {
            approval::brief_as_seen(look, &mut brief)?;
            kept.push(brief);
        }
    }
    with_people(look, &mut kept)?;
    Ok(kept)
}

/// Whether the viewer may know of its community.
fn may_see(look: &mut Look<'_>, brief: &Brief) -> Result<bool> {
    let me = look.viewer.person_if_any();
    match brief.community.filter(|_| me.is_none() || brief.host != me) {
        Some(community) => communities::may_see(look, community),
        None => Ok(true),
    }
}

/// Fills in who of the viewer's people is going.
fn with_people(look: &mut Look<'_>, briefs: &mut [Brief]) -> Result<()> {
    let Ok(me) = look.viewer.me() else { return Ok(()) };
    let (person, account) = (me.person, me.account);
    for brief in briefs {
        let which = (brief.id, brief.going);
        let goers = store::ties_going(look, which, person, account, FACES)?;
        brief.known = goers.len() as i64;
        if brief.known == FACES {
            brief.known = store::count_ties_going(look, which, person, account)?;
        }
        brief.people = goers
            .into_iter()
            .map(|goer| Face { id: goer.id, handle: goer.handle, name: goer.name, photo: goer.photo })
            .collect();
    }
    Ok(())
}

/// All that a person hosted, answered and attended, for them to take along.
pub fn export(look: &mut Look<'_>, person: PersonId) -> Result<Value> {
    let hosted: Vec<Value> = store::export_hosted(look, person)?
        .into_iter()
        .map(|gathering| {
            let about = about::of(look, gathering.id)?;
            Ok(json!({
                "id": gathering.id,
                "title": gathering.title,
                "words": gathering.words,
                "zone": gathering.zone,
                "starts": gathering.starts_local,
                "ends": gathering.ends_local,
                "where": gathering.where_in_words(),
                "picture": gathering.photo,
                "picture_shows": gathering.photo_words,
                "capacity": gathering.capacity,
                "going": gathering.going,
                "parts": parts::export(look, &gathering)?,
                "called_off": gathering.cancelled_at,
                "called_off_because": gathering.cancel_words,
                "language": about.language,
                "cost": about.cost,
                "price": about.price,
                "step_free": about.step_free,
            }))
        })
        .collect::<Result<_>>()?;
    let answers = store::export_answers(look, person)?;
    let check_ins = store::export_check_ins(look, person)?;
    let (asked, answered) = questions::export(look, person)?;
    let as_guest = guests::export(look, person)?;
    let reminders = reminders::export(look, person)?;
    let json =
        |value| serde_json::to_value::<Vec<store::Exported>>(value).map_err(|error| Error::Inner(error.to_string()));
    let (said, thanks) = after::export(look, person)?;
    let (letters, no_letters) = letters::export(look, person)?;
    Ok(json!({
        "hosted": hosted,
        "answers": json(answers)?,
        "check_ins": json(check_ins)?,
        "asked": asked,
        "answered": answered,
        "as_guest": as_guest,
        "reminders": reminders,
        "helps": crew::export(look, person)?,
        "crew_links": crew::links::export(look, person)?,
        "doors": door::export(look, person)?,
        "screens": door::screen::export(look, person)?,
        "venues": venues::history::export(look, person)?,
        "feedback": said,
        "thanks": thanks,
        "drafts": drafts::export(look, person)?,
        "letters": letters,
        "no_letters_about": no_letters,
        "asked_to_come": approval::export(look, person)?,
        "photos": photos::export(look, person)?,
        "recaps": recap::export(look, person)?,
    }))
}
