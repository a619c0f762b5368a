//! Taking everything along, and leaving for good.

use serde_json::{Value, json};

use super::{mail, profile::Profile, store};
use crate::{
    act::{Act, Look},
    communities, encounters,
    error::{Error, Result},
    feeds, gatherings,
    http::api,
    id::{self, PersonId},
    imports,
    jobs::Job,
    journal::{self, Happened},
    notices, series, talk, ties, town, webhooks, whom,
};

/// One file of an export.
#[derive(Debug, Clone)]
pub struct Part {
    /// Its path in the archive.
    pub name: String,
    /// What it holds.
    pub json: Value,
}

/// All that the viewer's account has here: files, and the names of the pictures that they speak of.
pub fn export(look: &mut Look<'_>) -> Result<(Vec<Part>, Vec<String>)> {
    let me = look.viewer.me()?.clone();
    let account = store::account(look, me.account)?;
    let personas = store::personas(look, me.account)?;
    let sessions = store::sessions(look, me.account)?;
    let passkeys = store::passkeys(look, me.account)?;
    let blocked = store::blocked(look, me.account)?;
    let mut parts = vec![Part {
        name: "account.json".into(),
        json: json!({
            "made": id::made_at(me.account.0).iso(),
            "email": account.email,
            "language": account.locale,
            "zone": account.zone,
            "theme": account.theme,
            "personas": personas.iter().map(|face| &face.handle).collect::<Vec<_>>(),
            "sessions": sessions.iter().map(|row| json!({
                "device": row.label, "persona": row.handle, "began": row.began_at.iso(), "seen": row.seen_at.iso(),
            })).collect::<Vec<_>>(),
            "passkeys": passkeys.iter().map(|row| json!({
                "device": row.label, "made": row.made_at.iso(), "used": row.used_at.map(|at| at.iso()),
            })).collect::<Vec<_>>(),
            "blocked": blocked.iter().map(|(face, at)| json!({ "handle": face.handle, "since": at.iso() })).collect::<Vec<_>>(),
        }),
    }];
    for face in &personas {
        let profile = store::profile(look, face.id)?.ok_or(Error::NotFound)?;
        let happened = journal::of(look, face.id)?;
        let areas = [
            ("profile", own(look, &profile)?),
            ("ties", ties::export(look, face.id)?),
            ("talk", talk::export(look, face.id)?),
            ("communities", communities::export(look, face.id)?),
            ("gatherings", gatherings::export(look, face.id)?),
            ("series", series::export(look, face.id)?),
            ("encounters", encounters::export(look, face.id)?),
            ("whom-to-meet", whom::export(look, face.id)?),
            ("notices", notices::export(look, face.id)?),
            ("calendars", feeds::export(look, face.id)?),
            ("imports", imports::export(look, face.id)?),
            ("webhooks", webhooks::export(look, face.id)?),
            (
                "journal",
                happened.iter().map(|(row, kind)| json!({ "at": id::made_at(row.0).iso(), "kind": kind })).collect(),
            ),
        ];
        for (area, json) in areas {
            if !json.is_null() {
                parts.push(Part { name: format!("{}/{area}.json", face.handle), json });
            }
        }
    }
    let mut pictures = Vec::new();
    for part in &parts {
        pictures_of(&part.json, &mut pictures);
    }
    pictures.sort();
    pictures.dedup();
    Ok((parts, pictures))
}

fn own(look: &mut Look<'_>, profile: &Profile) -> Result<Value> {
    let words = |list: &str| list.split_whitespace().map(ToOwned::to_owned).collect::<Vec<_>>();
    Ok(json!({
        "handle": profile.handle,
        "name": profile.name,
        "made": id::made_at(profile.id.0).iso(),
        "words": profile.words,
        "picture": profile.photo,
        "town": profile.town().map(|place| town::label(&place)),
        "interests": store::interests(look, profile.id)?,
        "languages": words(&profile.languages),
        "likes_to_meet": words(&profile.how),
        "times": words(&profile.when),
    }))
}

/// The values of members named `picture` anywhere in it: those are one's own; other people's faces are not.
fn pictures_of(json: &Value, found: &mut Vec<String>) {
    match json {
        Value::Object(members) => {
            for (name, value) in members {
                match value {
                    Value::String(hash) if name == "picture" => found.push(hash.clone()),
                    other => pictures_of(other, found),
                }
            }
        }
        Value::Array(values) => values.iter().for_each(|value| pictures_of(value, found)),
        _ => {}
    }
}

/// Deletes the viewer's account with all its personas, once they have typed their handle.
pub fn delete(act: &mut Act<'_>, typed: &str) -> Result<()> {
    let me = act.viewer.me()?.clone();
    if typed.trim().trim_start_matches('@').to_lowercase() != me.handle {
        return Err(Error::invalid("handle", "problem-handle-to-confirm"));
    }
    let account = store::account(act, me.account)?;
    let personas: Vec<(PersonId, Option<String>)> =
        store::personas(act, me.account)?.into_iter().map(|face| (face.id, face.photo)).collect();
    for (person, photo) in personas {
        act.happened(Happened::Left { person })?;
        journal::forget(act, person)?;
        api::forget_person(act, person)?;
        store::delete_person(act, person)?;
        if let Some(hash) = photo {
            act.later(&Job::DeletePicture { hash })?;
        }
    }
    store::delete_account(act, me.account, account.email.as_deref())?;
    match account.email {
        Some(email) => mail::farewell(act, &email, mail::say_of(account.locale.as_deref()), &me.name),
        None => Ok(()),
    }
}
