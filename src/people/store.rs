//! All SQL about people.

use super::model::{Face, Handle, Joining, words_of, fold};
use crate::{
    act::{Act, Look},
    db::Tx,
    error::{Error, Result},
    id::{AccountId, PersonId},
    params, rows,
    time::Moment,
};

rows! {
    /// A session with its persona, as every request reads them.
    pub struct SessionRow {
        pub person: PersonId,
        pub account: AccountId,
        pub handle: String,
        pub name: String,
        pub photo: Option<String>,
        pub locale: Option<String>,
        pub zone: Option<String>,
        pub theme: Option<String>,
        pub news: bool,
    }
}

pub fn session(tx: &mut Tx<'_>, hash: [u8; 32]) -> Result<Option<SessionRow>> {
    Ok(tx.opt(
        "SELECT p.id, p.account, p.handle, p.name, p.photo, a.locale, a.zone, a.theme,
                EXISTS (SELECT 1 FROM notice n WHERE n.person = p.id AND n.seen_at IS NULL)
         FROM session s JOIN person p ON p.id = s.person JOIN account a ON a.id = s.account
         WHERE s.hash = $1",
        params![hash],
    )?)
}

pub fn put_session(
    act: &mut Act<'_>,
    hash: [u8; 32],
    account: AccountId,
    person: PersonId,
    label: &str,
    now: Moment,
) -> Result<()> {
    act.run(
        "INSERT INTO session (hash, account, person, label, began_at, seen_at) VALUES ($1, $2, $3, $4, $5, $5)",
        params![hash, account, person, *label, now],
    )
    .map(drop)
}

pub fn put_account(act: &mut Act<'_>, id: AccountId, email: Option<&str>) -> Result<()> {
    act.try_run("INSERT INTO account (id, email) VALUES ($1, $2)", params![id, email]).map(drop).map_err(|error| {
        if error.is_unique("account", "email") { Error::Conflict("error-email-known") } else { error.into() }
    })
}

pub fn put_person(act: &mut Act<'_>, id: PersonId, account: AccountId, joining: &Joining) -> Result<()> {
    let (name, handle) = (joining.name.as_str(), joining.handle.as_str());
    act.try_run(
        "INSERT INTO person (id, account, handle, name, folded) VALUES ($1, $2, $3, $4, $5)",
        params![id, account, *handle, *name, fold(name)],
    )
    .map_err(|error| {
        if error.is_unique("person", "handle") {
            Error::invalid("handle", "problem-handle-taken")
        } else {
            error.into()
        }
    })?;
    put_words(act, id, name, &joining.handle)
}

pub fn put_words(act: &mut Act<'_>, id: PersonId, name: &str, handle: &Handle) -> Result<()> {
    act.run("DELETE FROM person_word WHERE person = $1", params![id])?;
    for word in words_of(name, handle.as_str()) {
        act.run("INSERT INTO person_word (word, person) VALUES ($1, $2)", params![word, id])?;
    }
    Ok(())
}

/// A person by handle, unless one of the two has blocked the other.
pub fn visible(look: &mut Look<'_>, handle: &str, mine: Option<AccountId>) -> Result<Option<(Face, AccountId)>> {
    let found: Option<(PersonId, String, String, Option<String>, AccountId)> = look.opt(
        "SELECT p.id, p.handle, p.name, p.photo, p.account FROM person p
         WHERE p.handle = $1 AND NOT EXISTS (
             SELECT 1 FROM block b
             WHERE (b.blocker = p.account AND b.blocked = $2) OR (b.blocker = $2 AND b.blocked = p.account))",
        params![*handle, mine],
    )?;
    Ok(found.map(|(id, handle, name, photo, account)| (Face { id, handle, name, photo }, account)))
}
