//! Webhooks, for programs.

use axum::extract::State;
use serde_json::{Value, json};

use super::{
    actions::{self, KEPT},
    model::{Event, Wanted},
    store::{DeliveryRow, HookRow},
};
use crate::{
    act::{Act, Look},
    app::App,
    error::{Error, Result},
    http::{
        Routes,
        api::{
            Call, Said, Scope, Shape, delete, get, post,
            shape::{self, record, text, truth, word},
        },
    },
    id::made_at,
    time::Moment,
};

pub(super) fn routes() -> Routes {
    let scope = Scope::Gatherings;
    let wanted = record()
        .has("url", shape::some_text(2_000).says("Where it is told: https alone.").like("https://example.org/hook"))
        .has("event", shape::list(word(&Event::NAMES), Event::ALL.len()))
        .may("community", shape::id().says("Of which community; of what you host yourself where it is left out."));
    let made = record().has("webhook", hook_shape()).has(
        "secret",
        text(100)
            .or_none()
            .says("Checks signatures, as https://www.standardwebhooks.com says. Shown this once.")
            .like("whsec_AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8="),
    );
    Routes::new()
        .looks(
            get("/api/v1/webhooks", "webhooks")
                .says("The addresses that are told what happens")
                .scope(Scope::Read)
                .gives(200, record().has("items", shape::list(hook_shape(), 10))),
            list,
        )
        .api(
            post("/api/v1/webhooks", "makeWebhook", scope)
                .says("Have an address told what happens")
                .more("Each message is a `POST` of `{type, timestamp, data}`, signed, and tried again with growing pauses until it is answered with 2xx. Of people it tells hosts alone.")
                .conflicts()
                .takes(wanted)
                .gives(201, made),
            |State(app): State<App>, call: Call| call.act_or_derive(app, make, |act, _, at| made_at_path(act, at)),
        )
        .acts(delete("/api/v1/webhooks/{webhook}", "deleteWebhook", scope).says("Tell an address no more"), remove)
        .acts(
            post("/api/v1/webhooks/{webhook}/test", "testWebhook", scope)
                .says("Tell an address that this is a test")
                .conflicts(),
            test,
        )
        .acts(
            post("/api/v1/webhooks/{webhook}/resume", "resumeWebhook", scope)
                .says("Tell an address again that was told no more, as nothing got through"),
            resume,
        )
        .looks(
            get("/api/v1/webhooks/{webhook}/deliveries", "webhookDeliveries")
                .says("What an address was told last, and what came of it")
                .scope(Scope::Read)
                .gives(200, record().has("items", shape::list(delivery_shape(), 2 * KEPT as usize))),
            deliveries,
        )
}

fn hook_shape() -> Shape {
    shape::named("Webhook", || {
        record()
            .has("id", shape::id())
            .has("url", text(2_000).like("https://example.org/hook"))
            .has("community", shape::id().or_none())
            .has("event", shape::list(word(&Event::NAMES), Event::ALL.len()))
            .has("off", truth().says("Whether it is told no more, as nothing got through for days.").like("false"))
            .has("failing_since", shape::moment().or_none())
    })
}

fn delivery_shape() -> Shape {
    shape::named("WebhookDelivery", || {
        record()
            .has("id", shape::id())
            .has("event", text(40).like("gathering.published"))
            .has("made", shape::moment())
            .has("tries", shape::count().like("1"))
            .has("status", shape::whole(100, 999).or_none().says("What it answered.").like("204"))
            .has("fault", text(300).or_none().says("Why it could not be told.").like("Nobody answers at that address."))
            .has("next", shape::moment().or_none().says("When it is tried again."))
    })
}

fn view(row: &HookRow) -> Value {
    json!({
        "id": row.id, "url": row.url, "community": row.community,
        "event": row.events().iter().map(|event| event.as_str()).collect::<Vec<_>>(),
        "off": row.off_at.is_some(), "failing_since": row.failing_since.map(Moment::iso),
    })
}

fn list(look: &mut Look<'_>, _: &Call) -> Result<Said> {
    let rows = actions::list(look)?;
    Ok(Said::ok(json!({ "items": rows.iter().map(view).collect::<Vec<_>>() })))
}

fn make(act: &mut Act<'_>, call: &Call) -> Result<Said> {
    let wanted = Wanted::read(&call.fields)?;
    let (id, secret) = actions::make(act, &wanted)?;
    let row = actions::own(act, id)?;
    Ok(Said::made(format!("/api/v1/webhooks/{id}"), json!({ "webhook": view(&row), "secret": secret })))
}

/// What a repeated request gets: the secret was shown, and is kept nowhere.
fn made_at_path(act: &mut Act<'_>, at: &str) -> Result<Value> {
    let id = at.rsplit('/').next().unwrap_or_default().parse().map_err(|_| Error::NotFound)?;
    let row = actions::own(act, id)?;
    Ok(json!({ "webhook": view(&row), "secret": null }))
}

fn remove(act: &mut Act<'_>, call: &Call) -> Result<Said> {
    actions::delete(act, call.id("webhook")?)?;
    Ok(Said::done())
}

fn test(act: &mut Act<'_>, call: &Call) -> Result<Said> {
    actions::test(act, call.id("webhook")?)?;
    Ok(Said::done())
}

fn resume(act: &mut Act<'_>, call: &Call) -> Result<Said> {
    actions::resume(act, call.id("webhook")?)?;
    Ok(Said::done())
}

fn deliveries(look: &mut Look<'_>, call: &Call) -> Result<Said> {
    let rows = actions::log(look, call.id("webhook")?)?;
    let items: Vec<Value> = rows
        .iter()
        .map(|row: &DeliveryRow| {
            json!({
                "id": row.id, "event": row.event, "made": made_at(row.id.0).iso(), "tries": row.tries, "status": row.status,
                "fault": row.fault.as_deref().map(|key| look.say.t(key)), "next": row.next_at.map(Moment::iso),
            })
        })
        .collect();
    Ok(Said::ok(json!({ "items": items })))
}
