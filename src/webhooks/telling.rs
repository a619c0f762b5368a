//! Telling addresses: one thing at a time to each, in the order in which it happened, and as many addresses at once as
//! there are lanes (`jobs`). So nobody waits for one that is slow but itself.

use super::{
    actions::{note, secret},
    model::signature,
    store,
};
use crate::{
    act::Act,
    app::App,
    error::Result,
    http::Ask,
    id::{DeliveryId, WebhookId},
    jobs::Job,
    time::MINUTE,
};

/// So long an address is one's own at a time; longer than it may take to answer (milliseconds).
const HELD: i64 = MINUTE;
/// After so long one looks again whether an address is free (milliseconds). Whoever has it tells it what waits meanwhile.
const AGAIN: i64 = MINUTE / 2;
/// So much is told at once before others have their turn.
const PART: usize = 10;

/// Tells an address what it is to be told by now, and notes what came of it. The net is asked outside of all transactions.
pub async fn deliver(app: &App, id: DeliveryId) -> Result<()> {
    let Some(hook) = app.act(&Ask::system(), move |act| begin(act, id)).await? else { return Ok(()) };
    for _ in 0..PART {
        let task = app.act(&Ask::system(), move |act| next(act, hook)).await?;
        let Some(Letter { id, url, headers, body }) = task else { break };
        let outcome = app.shared.web.post(&url, headers, body).await;
        app.act(&Ask::system(), move |act| note(act, id, outcome)).await?;
    }
    app.act(&Ask::system(), move |act| end(act, hook)).await
}

/// Takes the address for oneself; `None` where nothing is to be done now.
fn begin(act: &mut Act<'_>, id: DeliveryId) -> Result<Option<WebhookId>> {
    let now = act.now;
    let due = store::delivery(act, id)?.filter(|row| row.next_at.is_some_and(|at| at <= now));
    // It may have been told with what was before it, or be tried again later by another job.
    let Some(row) = due else { return Ok(None) };
    if store::hold(act, row.webhook, now, now.plus(HELD))? {
        return Ok(Some(row.webhook));
    }
    let told_no_more = store::hook(act, row.webhook)?.is_none_or(|hook| hook.off_at.is_some());
    if !told_no_more {
        act.later_at(&Job::Webhook { delivery: id }, now.plus(AGAIN))?;
    }
    Ok(None)
}

/// What is to be told, and where.
struct Letter {
    id: DeliveryId,
    url: String,
    headers: Vec<(&'static str, String)>,
    body: String,
}

/// What is next, signed.
fn next(act: &mut Act<'_>, id: WebhookId) -> Result<Option<Letter>> {
    let now = act.now;
    let Some(hook) = store::hook(act, id)?.filter(|hook| hook.off_at.is_none()) else { return Ok(None) };
    let Some(row) = store::next_due(act, id, now)? else { return Ok(None) };
    let Some(row) = store::delivery(act, row)? else { return Ok(None) };
    store::put_held(act, id, now.plus(HELD))?;
    let (name, seconds) = (format!("msg_{}", row.id), now.seconds());
    let signed = signature(&secret(act, &hook), &name, seconds, &row.body);
    let headers = vec![("webhook-id", name), ("webhook-timestamp", seconds.to_string()), ("webhook-signature", signed)];
    Ok(Some(Letter { id: row.id, url: hook.url, headers, body: row.body }))
}

/// Lets it go. What came in between is told by the next.
fn end(act: &mut Act<'_>, id: WebhookId) -> Result<()> {
    let now = act.now;
    store::let_go(act, id)?;
    match store::next_due(act, id, now)? {
        Some(delivery) => act.later(&Job::Webhook { delivery }),
        None => Ok(()),
    }
}
