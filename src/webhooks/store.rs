//! All SQL about addresses that are told what happens.

use crate::{
    act::{Act, Look},
    error::Result,
    id::{CommunityId, DeliveryId, PersonId, WebhookId},
    params, rows,
    time::Moment,
};

rows! {
    /// An address.
    #[derive(Debug, Clone)]
    pub struct HookRow {
        pub id: WebhookId,
        pub person: PersonId,
        pub community: Option<CommunityId>,
        pub url: String,
        pub events: String,
        pub salt: [u8; 16],
        pub failing_since: Option<Moment>,
        pub off_at: Option<Moment>,
    }

    /// What one was told.
    #[derive(Debug, Clone)]
    pub struct DeliveryRow {
        pub id: DeliveryId,
        pub webhook: WebhookId,
        pub event: String,
        pub body: String,
        pub tries: i64,
        pub status: Option<i64>,
        pub fault: Option<String>,
        pub next_at: Option<Moment>,
    }
}

pub fn hook(look: &mut Look<'_>, id: WebhookId) -> Result<Option<HookRow>> {
    look.opt(
        "SELECT id, person, community, url, events, salt, failing_since, off_at FROM webhook WHERE id = $1",
        params![id],
    )
}

/// Those of a person, the newest first.
pub fn of_person(look: &mut Look<'_>, person: PersonId) -> Result<Vec<HookRow>> {
    look.all(
        "SELECT id, person, community, url, events, salt, failing_since, off_at FROM webhook
         WHERE person = $1 ORDER BY id DESC",
        params![person],
    )
}

/// Whether any is told anything: mostly there is none, and then nothing else need be asked.
pub fn any(look: &mut Look<'_>) -> Result<bool> {
    let (any,): (bool,) = look.one("SELECT EXISTS (SELECT 1 FROM webhook WHERE off_at IS NULL)", params![])?;
    Ok(any)
}

/// Those for a community that are told.
pub fn of_community(look: &mut Look<'_>, community: CommunityId) -> Result<Vec<HookRow>> {
    look.all(
        "SELECT id, person, community, url, events, salt, failing_since, off_at FROM webhook
         WHERE community = $1 AND off_at IS NULL ORDER BY id",
        params![community],
    )
}

/// Those of a person for what they host themselves.
pub fn of_host(look: &mut Look<'_>, person: PersonId) -> Result<Vec<HookRow>> {
    look.all(
        "SELECT id, person, community, url, events, salt, failing_since, off_at FROM webhook
         WHERE person = $1 AND community IS NULL AND off_at IS NULL ORDER BY id",
        params![person],
    )
}

pub fn put(act: &mut Act<'_>, row: &HookRow) -> Result<()> {
    act.put(
        "INSERT INTO webhook (id, person, community, url, events, salt) VALUES ($1, $2, $3, $4, $5, $6)",
        params![row.id, row.person, row.community, row.url, row.events, row.salt],
    )
}

/// Since when it fails, and since when it is told no more.
pub fn put_standing(
    act: &mut Act<'_>,
    id: WebhookId,
    failing_since: Option<Moment>,
    off_at: Option<Moment>,
) -> Result<()> {
    act.put("UPDATE webhook SET failing_since = $2, off_at = $3 WHERE id = $1", params![id, failing_since, off_at])
}

/// Takes an address for oneself until then; whether nobody else has it.
pub fn hold(act: &mut Act<'_>, id: WebhookId, now: Moment, until: Moment) -> Result<bool> {
    let held = act.run(
        "UPDATE webhook SET busy_until = $3 WHERE id = $1 AND busy_until <= $2 AND off_at IS NULL",
        params![id, now, until],
    )?;
    Ok(held == 1)
}

/// Keeps it until then.
pub fn put_held(act: &mut Act<'_>, id: WebhookId, until: Moment) -> Result<()> {
    act.put("UPDATE webhook SET busy_until = $2 WHERE id = $1", params![id, until])
}

pub fn let_go(act: &mut Act<'_>, id: WebhookId) -> Result<()> {
    act.put("UPDATE webhook SET busy_until = 0 WHERE id = $1", params![id])
}

/// The first of what is to be told by now.
pub fn next_due(look: &mut Look<'_>, id: WebhookId, now: Moment) -> Result<Option<DeliveryId>> {
    let row: Option<(DeliveryId,)> = look.opt(
        "SELECT id FROM webhook_delivery WHERE webhook = $1 AND next_at IS NOT NULL AND next_at <= $2 ORDER BY id LIMIT 1",
        params![id, now],
    )?;
    Ok(row.map(|(id,)| id))
}

pub fn delete(act: &mut Act<'_>, id: WebhookId) -> Result<()> {
    act.put("DELETE FROM webhook_delivery WHERE webhook = $1", params![id])?;
    act.put("DELETE FROM webhook WHERE id = $1", params![id])
}

pub fn put_delivery(act: &mut Act<'_>, row: &DeliveryRow) -> Result<()> {
    act.put(
        "INSERT INTO webhook_delivery (id, webhook, event, body, fault, next_at) VALUES ($1, $2, $3, $4, $5, $6)",
        params![row.id, row.webhook, row.event, row.body, row.fault, row.next_at],
    )
}

/// How much of what one is to be told waits.
pub fn waiting(look: &mut Look<'_>, webhook: WebhookId) -> Result<i64> {
    let (waiting,): (i64,) =
        look.one("SELECT COUNT(*) FROM webhook_delivery WHERE webhook = $1 AND next_at IS NOT NULL", params![webhook])?;
    Ok(waiting)
}

/// Whether something of that kind waits.
pub fn waits(look: &mut Look<'_>, webhook: WebhookId, event: &str) -> Result<bool> {
    let (waits,): (bool,) = look.one(
        "SELECT EXISTS (SELECT 1 FROM webhook_delivery WHERE webhook = $1 AND event = $2 AND next_at IS NOT NULL)",
        params![webhook, *event],
    )?;
    Ok(waits)
}

/// Gives up all that waits.
pub fn end_waiting(act: &mut Act<'_>, webhook: WebhookId) -> Result<()> {
    act.put("UPDATE webhook_delivery SET next_at = NULL WHERE webhook = $1 AND next_at IS NOT NULL", params![webhook])
}

/// Deletes what is older than the last so many and waits no more.
pub fn delete_older(act: &mut Act<'_>, webhook: WebhookId, most: i64) -> Result<()> {
    act.put(
        "DELETE FROM webhook_delivery WHERE webhook = $1 AND next_at IS NULL AND id < (
             SELECT COALESCE(MIN(n.id), 0) FROM (
                 SELECT d.id FROM webhook_delivery d WHERE d.webhook = $1 ORDER BY d.id DESC LIMIT $2) n)",
        params![webhook, most],
    )
}

pub fn delivery(look: &mut Look<'_>, id: DeliveryId) -> Result<Option<DeliveryRow>> {
    look.opt(
        "SELECT id, webhook, event, body, tries, status, fault, next_at FROM webhook_delivery WHERE id = $1",
        params![id],
    )
}

/// The last that one was told, the newest first.
pub fn deliveries(look: &mut Look<'_>, webhook: WebhookId, most: i64) -> Result<Vec<DeliveryRow>> {
    look.all(
        "SELECT id, webhook, event, body, tries, status, fault, next_at FROM webhook_delivery
         WHERE webhook = $1 ORDER BY id DESC LIMIT $2",
        params![webhook, most],
    )
}

pub fn put_outcome(act: &mut Act<'_>, row: &DeliveryRow) -> Result<()> {
    act.put(
        "UPDATE webhook_delivery SET tries = $2, status = $3, fault = $4, next_at = $5 WHERE id = $1",
        params![row.id, row.tries, row.status, row.fault, row.next_at],
    )
}

/// Whether two people have nothing to do with each other.
pub fn is_blocked(look: &mut Look<'_>, one: PersonId, other: PersonId) -> Result<bool> {
    let (blocked,): (bool,) = look.one(
        "SELECT EXISTS (
             SELECT 1 FROM person x JOIN person y ON y.id = $2
                  JOIN block b ON (b.blocker = x.account AND b.blocked = y.account)
                               OR (b.blocker = y.account AND b.blocked = x.account)
             WHERE x.id = $1)",
        params![one, other],
    )?;
    Ok(blocked)
}
