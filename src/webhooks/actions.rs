//! Naming addresses, and telling them.

use serde_json::{Value, json};

use super::{
    model::{Event, PATIENCE, Wanted, pause, shown},
    store::{self, DeliveryRow, HookRow},
};
use crate::{
    act::{Act, Look},
    communities,
    error::{Error, Result},
    gatherings::{self, Gathering},
    id::{CommunityId, DeliveryId, GatheringId, PersonId, WebhookId, made_at},
    jobs::Job,
    journal::Happened,
    notices,
    outside::WebFault,
    people,
    time::Moment,
    viewer::Viewer,
};

/// So many a persona may have.
const MOST: usize = 10;
/// So many of what one was told are kept.
pub const KEPT: i64 = 50;
/// So much of what one is to be told may wait.
const MOST_WAITING: i64 = 100;
/// What a test is called.
const TEST: &str = "webhook.test";

pub(super) fn secret(look: &Look<'_>, row: &HookRow) -> [u8; 32] {
    let salt = data_encoding::HEXLOWER.encode(&row.salt);
    look.shared.keys.seal(&format!("webhook {} {salt}", row.id))
}

impl HookRow {
    /// What it is told of.
    pub fn events(&self) -> Vec<Event> {
        Event::ALL.into_iter().filter(|event| self.events.split(' ').any(|name| name == event.as_str())).collect()
    }
}

/// Names an address; it, and the secret that is shown this once.
pub fn make(act: &mut Act<'_>, wanted: &Wanted) -> Result<(WebhookId, String)> {
    let person = act.viewer.person()?;
    if let Some(community) = wanted.community
        && !communities::mine(act)?.iter().any(|(mine, _)| *mine == community)
    {
        return Err(Error::invalid("community", "problem-webhook-community"));
    }
    if store::of_person(act, person)?.len() >= MOST {
        return Err(Error::Conflict("error-webhook-many"));
    }
    let events: Vec<&str> = wanted.events.iter().map(|event| event.as_str()).collect();
    let row = HookRow {
        id: act.id(),
        person,
        community: wanted.community,
        url: wanted.url.clone(),
        events: events.join(" "),
        salt: act.chance(),
        failing_since: None,
        off_at: None,
    };
    store::put(act, &row)?;
    Ok((row.id, shown(&secret(act, &row))))
}

/// The addresses of the viewer's persona.
pub fn list(look: &mut Look<'_>) -> Result<Vec<HookRow>> {
    let person = look.viewer.person()?;
    store::of_person(look, person)
}

/// One of them.
pub fn own(look: &mut Look<'_>, id: WebhookId) -> Result<HookRow> {
    let person = look.viewer.person()?;
    store::hook(look, id)?.filter(|hook| hook.person == person).ok_or(Error::NotFound)
}

/// What one of them was told, the newest first.
pub fn log(look: &mut Look<'_>, id: WebhookId) -> Result<Vec<DeliveryRow>> {
    own(look, id)?;
    store::deliveries(look, id, KEPT)
}

/// Takes one away, with what it was told.
pub fn delete(act: &mut Act<'_>, id: WebhookId) -> Result<()> {
    let hook = own(act, id)?;
    store::delete(act, hook.id)
}

/// Tells one that had been given up again from now on.
pub fn resume(act: &mut Act<'_>, id: WebhookId) -> Result<()> {
    let hook = own(act, id)?;
    store::put_standing(act, hook.id, None, None)
}

/// Tells one that this is a test.
pub fn test(act: &mut Act<'_>, id: WebhookId) -> Result<()> {
    let hook = own(act, id)?;
    if hook.off_at.is_some() {
        return Err(Error::Conflict("error-webhook-off"));
    }
    if store::waits(act, hook.id, TEST)? {
        return Err(Error::Conflict("error-webhook-testing"));
    }
    let data = json!({ "webhook": hook.id });
    tell(act, &hook, TEST, &data)
}

/// Writes down what is to be told, and lets it be told.
fn tell(act: &mut Act<'_>, hook: &HookRow, event: &str, data: &Value) -> Result<()> {
    let now = act.now;
    let body = json!({ "type": event, "timestamp": now.iso(), "data": data }).to_string();
    let id: DeliveryId = act.id();
    // What is too much is noted, and not told: the oldest are first.
    let many = store::waiting(act, hook.id)? >= MOST_WAITING;
    let row = DeliveryRow {
        id,
        webhook: hook.id,
        event: event.to_owned(),
        body: if many { String::new() } else { body },
        tries: 0,
        status: None,
        fault: many.then(|| "webhook-fault-many".to_owned()),
        next_at: (!many).then_some(now),
    };
    store::put_delivery(act, &row)?;
    store::delete_older(act, hook.id, KEPT)?;
    if many { Ok(()) } else { act.later(&Job::Webhook { delivery: id }) }
}

/// Whether the person of an address may still learn that.
fn may_learn(look: &mut Look<'_>, hook: &HookRow, gathering: &Gathering, event: Event, by: PersonId) -> Result<bool> {
    let hosts_it = gathering.host == Some(hook.person);
    if let Some(community) = hook.community {
        let hosts = communities::role(look, community, hook.person)? == Some(communities::Role::Host);
        let fine = if event.names_people() {
            hosts || hosts_it
        } else {
            communities::open_to(look, community, hook.person)?.1
        };
        if !fine {
            return Ok(false);
        }
    }
    for other in gathering.host.into_iter().chain([by]).filter(|other| *other != hook.person) {
        if store::is_blocked(look, hook.person, other)? {
            return Ok(false);
        }
    }
    Ok(true)
}

/// What others are told of a gathering.
fn about(look: &Look<'_>, gathering: &Gathering) -> Value {
    json!({
        "id": gathering.id, "url": look.shared.config.url(&gathering.url()), "title": gathering.title,
        "starts": gathering.starts_at.iso(), "ends": gathering.ends_at.iso(), "zone": gathering.zone,
        "venue": gathering.venue, "address": gathering.address,
        "town": gathering.town().map(|town| town.name), "community": gathering.community,
        "cancelled": gathering.cancelled_at.is_some(), "going": gathering.going, "version": gathering.sequence,
    })
}

fn spread(act: &mut Act<'_>, event: Event, id: GatheringId, by: PersonId) -> Result<()> {
    if !store::any(act)? {
        return Ok(());
    }
    let viewer = std::mem::replace(&mut act.viewer, Viewer::System);
    let gathering = gatherings::visible(act, id);
    act.viewer = viewer;
    let gathering = match gathering {
        Ok(gathering) => gathering,
        Err(Error::NotFound) => return Ok(()),
        Err(error) => return Err(error),
    };
    let mut hooks = match gathering.community {
        Some(community) => store::of_community(act, community)?,
        None => Vec::new(),
    };
    if let Some(host) = gathering.host {
        hooks.extend(store::of_host(act, host)?);
    }
    for hook in hooks {
        // That one does oneself is no news, where it is about people.
        let own = event.names_people() && hook.person == by;
        if own || !hook.events().contains(&event) || !may_learn(act, &hook, &gathering, event, by)? {
            continue;
        }
        // What the person of the address may not know, neither may the address.
        let seen = gatherings::known_to(act, &gathering, hook.person)?;
        let mut data = json!({ "gathering": about(act, &seen) });
        if event.names_people() {
            let face = people::face(act, by)?;
            let reply = gatherings::reply_of(act, id, by)?;
            data["person"] = json!(face.map(|face| json!({ "handle": face.handle, "name": face.name })));
            data["reply"] = json!(reply.map(gatherings::Reply::as_str));
        }
        tell(act, &hook, event.as_str(), &data)?;
    }
    Ok(())
}

pub(super) fn note(act: &mut Act<'_>, id: DeliveryId, outcome: Result<u16, WebFault>) -> Result<()> {
    // It may have been taken away meanwhile.
    let Some(mut row) = store::delivery(act, id)? else { return Ok(()) };
    let Some(hook) = store::hook(act, row.webhook)? else { return Ok(()) };
    let now = act.now;
    row.tries += 1;
    row.status = outcome.ok().map(i64::from);
    row.fault = outcome.err().map(|fault| fault.key().to_owned());
    let through = outcome.is_ok_and(|status| (200..300).contains(&status));
    // It says that it is there no more.
    let gone = outcome == Ok(410);
    let since = hook.failing_since.unwrap_or(now);
    let off = !through && (gone || now.since(since) >= PATIENCE);
    row.next_at = pause(row.tries).filter(|_| !through && !off).map(|pause| now.plus(pause));
    store::put_outcome(act, &row)?;
    if through {
        return if hook.failing_since.is_some() {
            store::put_standing(act, hook.id, None, hook.off_at)
        } else {
            Ok(())
        };
    }
    store::put_standing(act, hook.id, Some(since), if off { Some(now) } else { hook.off_at })?;
    if off {
        store::end_waiting(act, hook.id)?;
        store::delete_older(act, hook.id, KEPT)?;
    }
    if off && hook.off_at.is_none() {
        let leads = json!({ "url": format!("/you/webhooks/{}", hook.id), "title": hook.url });
        notices::put(act, hook.person, "webhook-off", Some(hook.id.0), None, &leads)?;
    }
    match row.next_at {
        Some(next) => act.later_at(&Job::Webhook { delivery: id }, next),
        None => Ok(()),
    }
}

/// The addresses that a person named, for them to take along.
pub fn export(look: &mut Look<'_>, person: PersonId) -> Result<Value> {
    let rows = store::of_person(look, person)?;
    Ok(rows
        .into_iter()
        .map(|row| {
            json!({
                "url": row.url, "community": row.community, "events": row.events.split(' ').collect::<Vec<_>>(),
                "made": made_at(row.id.0).iso(), "off": row.off_at.map(Moment::iso),
            })
        })
        .collect())
}

fn leave_community(act: &mut Act<'_>, community: CommunityId, person: PersonId) -> Result<()> {
    for hook in store::of_person(act, person)?.into_iter().filter(|hook| hook.community == Some(community)) {
        store::delete(act, hook.id)?;
    }
    Ok(())
}

/// What follows here from what happened.
pub fn follow_up(act: &mut Act<'_>, happened: &Happened) -> Result<()> {
    match *happened {
        Happened::Published { gathering, person } => spread(act, Event::Published, gathering, person),
        Happened::Moved { gathering, person } => spread(act, Event::Moved, gathering, person),
        Happened::Reworded { gathering, person } => spread(act, Event::Changed, gathering, person),
        Happened::Cancelled { gathering, person } => spread(act, Event::Cancelled, gathering, person),
        Happened::Answered { gathering, person, .. } => spread(act, Event::Answered, gathering, person),
        Happened::CheckedIn { gathering, person } => spread(act, Event::CheckedIn, gathering, person),
        Happened::LeftCommunity { community, person } => leave_community(act, community, person),
        Happened::Left { person } => {
            for hook in store::of_person(act, person)? {
                store::delete(act, hook.id)?;
            }
            Ok(())
        }
        Happened::Joined { .. }
        | Happened::Followed { .. }
        | Happened::Unfollowed { .. }
        | Happened::Blocked { .. }
        | Happened::Unblocked { .. }
        | Happened::Founded { .. }
        | Happened::AskedToJoin { .. }
        | Happened::BecameMember { .. }
        | Happened::MadePrivate { .. }
        | Happened::Ended { .. }
        | Happened::Posted { .. }
        | Happened::SignedOut { .. }
        | Happened::CheckedOut { .. }
        | Happened::Claimed { .. }
        | Happened::Met { .. } => Ok(()),
    }
}
