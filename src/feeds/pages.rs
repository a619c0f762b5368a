//! Calendars and feeds for everybody: of a community, and of a search.

use axum::{
    extract::{Path, State},
    http::HeaderMap,
};

use super::atom::{self, Feed};
use crate::{
    act::Look,
    app::App,
    communities,
    error::{Error, Result},
    find,
    gatherings::{self, Subscription},
    http::{Answer, Ask, Document, Reach, Routes, Who},
    id,
    time::{DAY, Moment},
};

/// What people and programs can reach here.
pub fn routes() -> Routes {
    Routes::new()
        .get("/c/{handle}/calendar.ics", Who::Anyone, community_calendar)
        .get("/c/{handle}/feed.atom", Who::Anyone, community_feed)
        .get("/find/calendar.ics", Who::Anyone, search_calendar)
        .get("/find/feed.atom", Who::Anyone, search_feed)
}

pub(super) const CALENDAR: &str = "text/calendar; charset=utf-8; method=PUBLISH";
const ATOM: &str = "application/atom+xml; charset=utf-8";

/// A document as a stranger gets it, whoever asks.
async fn public(
    app: &App,
    ask: &Ask,
    headers: &HeaderMap,
    kind: &'static str,
    read: impl FnMut(&mut Look<'_>) -> Result<String> + Send + 'static,
) -> Answer {
    let body = app.look(&ask.as_stranger(), read).await?;
    Ok(Document { kind, reach: Reach::Everybody, body }.answer(headers))
}

async fn community_calendar(
    State(app): State<App>,
    ask: Ask,
    Path(handle): Path<String>,
    headers: HeaderMap,
) -> Answer {
    let with = ask.query().text("with") == "subgroups";
    public(&app, &ask, &headers, CALENDAR, move |look| {
        let community = communities::visible(look, &handle)?;
        let entries = of_community(look, &community, with)?;
        let subscription = Subscription { name: &community.name, path: &community.url(), alarm: None };
        Ok(gatherings::calendar(look, &subscription, &entries))
    })
    .await
}

/// What a community plans and, where that is asked for, what its sub-groups do, as far as everybody may see both.
fn of_community(look: &mut Look<'_>, community: &communities::Community, with: bool) -> Result<Vec<gatherings::Entry>> {
    let mut entries = gatherings::calendar_of_community(look, community.id)?;
    if with {
        for id in communities::subgroups_seen(look, community)? {
            // Strangers may ask for it: it costs little more than one community does.
            if entries.len() >= gatherings::MOST_LISTED {
                break;
            }
            entries.extend(gatherings::calendar_of_community(look, id)?);
        }
        entries.sort_by_key(|entry| (entry.gathering.starts_at, entry.gathering.id));
        entries.truncate(gatherings::MOST_LISTED);
    }
    Ok(entries)
}

async fn community_feed(State(app): State<App>, ask: Ask, Path(handle): Path<String>, headers: HeaderMap) -> Answer {
    let with = ask.query().text("with") == "subgroups";
    public(&app, &ask, &headers, ATOM, move |look| {
        let community = communities::visible(look, &handle)?;
        let entries = of_community(look, &community, with)?;
        let page = community.url();
        let feed = Feed {
            title: &community.name,
            path: &format!("{page}/feed.atom{}", if with { "?with=subgroups" } else { "" }),
            page: &page,
            author: &community.name,
            since: id::made_at(community.id.0),
        };
        Ok(atom::feed(look, &feed, entries))
    })
    .await
}

/// What the address looks for: what it does not say is not guessed from who asks.
fn search(look: &Look<'_>, ask: &Ask) -> Result<(find::Search, gatherings::Filter)> {
    let (search, problems) = find::Search::read(&ask.query(), None);
    problems.check()?;
    let filter = search.gatherings(look.now, &look.zone);
    Ok((search, filter))
}

async fn search_calendar(State(app): State<App>, ask: Ask, headers: HeaderMap) -> Answer {
    let asked = ask.clone();
    public(&app, &ask, &headers, CALENDAR, move |look| {
        let (search, filter) = search(look, &asked)?;
        let entries = gatherings::calendar_of_search(look, &filter)?;
        let subscription =
            Subscription { name: &find::in_words(look, &search), path: &search.url("/find", None), alarm: None };
        Ok(gatherings::calendar(look, &subscription, &entries))
    })
    .await
}

async fn search_feed(State(app): State<App>, ask: Ask, headers: HeaderMap) -> Answer {
    let asked = ask.clone();
    public(&app, &ask, &headers, ATOM, move |look| {
        let (search, filter) = search(look, &asked)?;
        let entries = gatherings::calendar_of_search(look, &filter)?;
        let feed = Feed {
            title: &find::in_words(look, &search),
            path: &search.url("/find/feed.atom", None),
            page: &search.url("/find", None),
            author: look.shared.config.instance(),
            // To the day, so that an empty feed has not changed each time it is read.
            since: Moment::from_ms(look.now.ms().div_euclid(DAY) * DAY),
        };
        Ok(atom::feed(look, &feed, entries))
    })
    .await
}

/// What opens a calendar of somebody's own, or nothing.
pub(super) fn secret(text: &str) -> Result<[u8; 32]> {
    super::actions::hash_of(text).ok_or(Error::NotFound)
}
