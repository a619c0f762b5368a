//! All SQL about people.

use super::{
    model::{Face, Handle, Joining, Name, fold, words_of},
    profile::{Edit, Profile},
};
use crate::{
    act::{Act, Look},
    db::Tx,
    error::{Error, Result},
    id::{AccountId, PersonId},
    params, rows,
    time::Moment,
};

// ── Sessions ───────────────────────────────────────────────────────────────────────────────────────────────────────

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
        pub seen_at: Moment,
        pub operator: bool,
    }

    /// A token with its persona, as every request that brings it reads them.
    pub struct BearerRow {
        pub person: PersonId,
        pub account: AccountId,
        pub handle: String,
        pub name: String,
        pub photo: Option<String>,
        pub locale: Option<String>,
        pub zone: Option<String>,
        pub news: bool,
        pub scopes: String,
        pub used_at: Option<Moment>,
        pub expires_at: Moment,
    }

    /// A token in the list of one's own.
    pub struct TokenRow {
        pub hash: [u8; 32],
        pub name: String,
        pub scopes: String,
        pub made_at: Moment,
        pub used_at: Option<Moment>,
        pub expires_at: Moment,
    }

    /// A session in the list of one's own.
    pub struct DeviceRow {
        pub hash: [u8; 32],
        pub label: String,
        pub handle: String,
        pub began_at: Moment,
        pub seen_at: Moment,
    }

    /// A passkey in the list of one's own.
    pub struct PasskeyRow {
        pub id: Vec<u8>,
        pub label: String,
        pub made_at: Moment,
        pub used_at: Option<Moment>,
    }
}

pub fn session(tx: &mut Tx<'_>, hash: [u8; 32]) -> Result<Option<SessionRow>> {
    Ok(tx.opt(
        "SELECT p.id, p.account, p.handle, p.name, p.photo, a.locale, a.zone, a.theme,
                EXISTS (SELECT 1 FROM notice n WHERE n.person = p.id AND n.seen_at IS NULL), s.seen_at,
                EXISTS (SELECT 1 FROM operator o WHERE o.account = p.account)
         FROM session s JOIN person p ON p.id = s.person JOIN account a ON a.id = s.account
         WHERE s.hash = $1",
        params![hash],
    )?)
}

pub fn bearer(tx: &mut Tx<'_>, hash: [u8; 32]) -> Result<Option<BearerRow>> {
    Ok(tx.opt(
        "SELECT p.id, p.account, p.handle, p.name, p.photo, a.locale, a.zone,
                EXISTS (SELECT 1 FROM notice n WHERE n.person = p.id AND n.seen_at IS NULL), t.scopes, t.used_at,
                t.expires_at
         FROM token t JOIN person p ON p.id = t.person JOIN account a ON a.id = p.account
         WHERE t.hash = $1",
        params![hash],
    )?)
}

pub fn note_token(act: &mut Act<'_>, hash: [u8; 32], now: Moment) -> Result<()> {
    act.put("UPDATE token SET used_at = $2 WHERE hash = $1", params![hash, now])
}

pub fn put_token(
    act: &mut Act<'_>,
    hash: [u8; 32],
    person: PersonId,
    (name, scopes): (&str, &str),
    expires: Moment,
) -> Result<()> {
    let now = act.now;
    act.put(
        "INSERT INTO token (hash, person, name, scopes, made_at, expires_at) VALUES ($1, $2, $3, $4, $5, $6)",
        params![hash, person, *name, *scopes, now, expires],
    )
}

/// What a token is good for, as it is stored.
pub fn scopes_of_token(look: &mut Look<'_>, hash: [u8; 32]) -> Result<Option<String>> {
    let row = look.opt("SELECT scopes FROM token WHERE hash = $1", params![hash])?;
    Ok(row.map(|(scopes,)| scopes))
}

/// The tokens of a persona, the newest first; also those that have run out.
pub fn tokens(look: &mut Look<'_>, person: PersonId) -> Result<Vec<TokenRow>> {
    look.all(
        "SELECT hash, name, scopes, made_at, used_at, expires_at FROM token WHERE person = $1
         ORDER BY made_at DESC, hash",
        params![person],
    )
}

/// Whether there was one.
pub fn delete_token(act: &mut Act<'_>, hash: &[u8], person: PersonId) -> Result<bool> {
    Ok(act.run("DELETE FROM token WHERE hash = $1 AND person = $2", params![*hash, person])? > 0)
}

/// Deletes those that ran out before.
pub fn delete_old_tokens(act: &mut Act<'_>, person: PersonId, before: Moment) -> Result<()> {
    act.put("DELETE FROM token WHERE person = $1 AND expires_at < $2", params![person, before])
}

pub fn put_session(
    act: &mut Act<'_>,
    hash: [u8; 32],
    account: AccountId,
    person: PersonId,
    label: &str,
    now: Moment,
) -> Result<()> {
    act.put(
        "INSERT INTO session (hash, account, person, label, began_at, seen_at) VALUES ($1, $2, $3, $4, $5, $5)",
        params![hash, account, person, *label, now],
    )
}

pub fn note_session(act: &mut Act<'_>, hash: [u8; 32], now: Moment) -> Result<()> {
    act.put("UPDATE session SET seen_at = $2 WHERE hash = $1", params![hash, now])
}

pub fn switch_session(act: &mut Act<'_>, hash: [u8; 32], person: PersonId) -> Result<()> {
    act.put("UPDATE session SET person = $2 WHERE hash = $1", params![hash, person])
}

pub fn delete_session(act: &mut Act<'_>, hash: [u8; 32]) -> Result<u64> {
    act.run("DELETE FROM session WHERE hash = $1", params![hash])
}

pub fn delete_session_of(act: &mut Act<'_>, hash: &[u8], account: AccountId) -> Result<Option<(PersonId, [u8; 32])>> {
    act.opt("DELETE FROM session WHERE hash = $1 AND account = $2 RETURNING person, hash", params![*hash, account])
}

pub fn delete_other_sessions(
    act: &mut Act<'_>,
    account: AccountId,
    kept: [u8; 32],
) -> Result<Vec<(PersonId, [u8; 32])>> {
    act.all("DELETE FROM session WHERE account = $1 AND hash <> $2 RETURNING person, hash", params![account, kept])
}

/// Deletes the tokens of all personas of an account: whose they were, and their hashes.
pub fn delete_tokens_of(act: &mut Act<'_>, account: AccountId) -> Result<Vec<(PersonId, [u8; 32])>> {
    act.all(
        "DELETE FROM token WHERE person IN (SELECT id FROM person WHERE account = $1) RETURNING person, hash",
        params![account],
    )
}

/// Whether any persona of an account has a token that has not run out.
pub fn has_tokens(look: &mut Look<'_>, account: AccountId, now: Moment) -> Result<bool> {
    let one: Option<(i64,)> = look.opt(
        "SELECT 1 FROM token t JOIN person p ON p.id = t.person WHERE p.account = $1 AND t.expires_at > $2 LIMIT 1",
        params![account, now],
    )?;
    Ok(one.is_some())
}

pub fn delete_old_sessions(act: &mut Act<'_>, account: AccountId, before: Moment) -> Result<Vec<(PersonId, [u8; 32])>> {
    act.all("DELETE FROM session WHERE account = $1 AND seen_at < $2 RETURNING person, hash", params![account, before])
}

/// Deletes sessions of whomever that nobody has used since then, the longest unused first.
pub fn delete_lapsed_sessions(act: &mut Act<'_>, before: Moment, most: i64) -> Result<Vec<(PersonId, [u8; 32])>> {
    act.all(
        "DELETE FROM session WHERE hash IN (SELECT hash FROM session WHERE seen_at < $1 ORDER BY seen_at LIMIT $2)
         RETURNING person, hash",
        params![before, most],
    )
}

pub fn sessions(look: &mut Look<'_>, account: AccountId) -> Result<Vec<DeviceRow>> {
    look.all(
        "SELECT s.hash, s.label, p.handle, s.began_at, s.seen_at
         FROM session s JOIN person p ON p.id = s.person WHERE s.account = $1 ORDER BY s.seen_at DESC, s.hash",
        params![account],
    )
}

// ── Passkeys and their ceremonies ──────────────────────────────────────────────────────────────────────────────────

pub fn put_ceremony(act: &mut Act<'_>, hash: [u8; 32], state: &str, expires_at: Moment, now: Moment) -> Result<()> {
    act.put("DELETE FROM ceremony WHERE expires_at < $1", params![now])?;
    act.put("INSERT INTO ceremony (hash, state, expires_at) VALUES ($1, $2, $3)", params![hash, *state, expires_at])
}

pub fn take_ceremony(act: &mut Act<'_>, hash: [u8; 32], now: Moment) -> Result<Option<String>> {
    let taken: Option<(String, Moment)> =
        act.opt("DELETE FROM ceremony WHERE hash = $1 RETURNING state, expires_at", params![hash])?;
    Ok(taken.filter(|(_, expires_at)| *expires_at > now).map(|(state, _)| state))
}

pub fn put_passkey(
    act: &mut Act<'_>,
    id: &[u8],
    account: AccountId,
    data: &str,
    label: &str,
    now: Moment,
) -> Result<()> {
    act.try_run(
        "INSERT INTO passkey (id, account, data, label, made_at) VALUES ($1, $2, $3, $4, $5)",
        params![*id, account, *data, *label, now],
    )
    .map(drop)
    .map_err(|error| {
        if error.is_unique("passkey", "id") || error.is_unique("passkey", "pkey") {
            Error::Conflict("error-passkey-known")
        } else {
            error.into()
        }
    })
}

pub fn passkey(look: &mut Look<'_>, id: &[u8]) -> Result<Option<(AccountId, String)>> {
    look.opt("SELECT account, data FROM passkey WHERE id = $1", params![*id])
}

pub fn passkey_used(act: &mut Act<'_>, id: &[u8], account: AccountId, data: &str, now: Moment) -> Result<u64> {
    act.run(
        "UPDATE passkey SET data = $3, used_at = $4 WHERE id = $1 AND account = $2",
        params![*id, account, *data, now],
    )
}

pub fn passkeys(look: &mut Look<'_>, account: AccountId) -> Result<Vec<PasskeyRow>> {
    look.all(
        "SELECT id, label, made_at, used_at FROM passkey WHERE account = $1 ORDER BY made_at, id",
        params![account],
    )
}

pub fn delete_passkey(act: &mut Act<'_>, id: &[u8], account: AccountId) -> Result<u64> {
    act.run("DELETE FROM passkey WHERE id = $1 AND account = $2", params![*id, account])
}

// ── Links by e-mail ────────────────────────────────────────────────────────────────────────────────────────────────

rows! {
    /// A link as its mail's reader finds it.
    pub struct LinkRow {
        pub email: String,
        pub browser: Option<[u8; 32]>,
        pub purpose: String,
        pub account: Option<AccountId>,
        pub data: String,
        pub expires_at: Moment,
        pub used_at: Option<Moment>,
    }
}

pub fn links_under_way(look: &mut Look<'_>, email: &str, now: Moment) -> Result<i64> {
    let (count,): (i64,) =
        look.one("SELECT COUNT(*) FROM sign_in_link WHERE email = $1 AND expires_at > $2", params![*email, now])?;
    Ok(count)
}

#[expect(clippy::too_many_arguments, reason = "the columns of one row")]
pub fn put_link(
    act: &mut Act<'_>,
    hash: [u8; 32],
    email: &str,
    browser: Option<[u8; 32]>,
    purpose: &str,
    account: Option<AccountId>,
    data: &str,
    expires_at: Moment,
    forget_before: Moment,
) -> Result<()> {
    act.put("DELETE FROM sign_in_link WHERE expires_at < $1", params![forget_before])?;
    act.put(
        "INSERT INTO sign_in_link (hash, email, browser, purpose, account, data, expires_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7)",
        params![hash, *email, browser, *purpose, account, *data, expires_at],
    )
}

pub fn link(look: &mut Look<'_>, hash: [u8; 32]) -> Result<Option<LinkRow>> {
    look.opt(
        "SELECT email, browser, purpose, account, data, expires_at, used_at FROM sign_in_link WHERE hash = $1",
        params![hash],
    )
}

pub fn use_link(act: &mut Act<'_>, hash: [u8; 32], now: Moment) -> Result<Option<LinkRow>> {
    act.opt(
        "UPDATE sign_in_link SET used_at = $2 WHERE hash = $1 AND used_at IS NULL AND expires_at > $2
         RETURNING email, browser, purpose, account, data, expires_at, used_at",
        params![hash, now],
    )
}

/// No link on its way to an account leads in any more. They stay as used ones: they count among those sent.
pub fn spend_links(act: &mut Act<'_>, account: AccountId, now: Moment) -> Result<()> {
    act.put(
        "UPDATE sign_in_link SET used_at = $2
         WHERE used_at IS NULL AND (account = $1 OR email = (SELECT a.email FROM account a WHERE a.id = $1))",
        params![account, now],
    )
}

// ── Accounts ───────────────────────────────────────────────────────────────────────────────────────────────────────

rows! {
    /// What an account has chosen, and how one signs in to it.
    pub struct AccountRow {
        pub email: Option<String>,
        pub locale: Option<String>,
        pub zone: Option<String>,
        pub theme: Option<String>,
    }
}

pub fn put_account(act: &mut Act<'_>, id: AccountId, email: Option<&str>, locale: Option<&str>) -> Result<()> {
    act.try_run("INSERT INTO account (id, email, locale) VALUES ($1, $2, $3)", params![id, email, locale])
        .map(drop)
        .map_err(email_known)
}

pub fn account(look: &mut Look<'_>, id: AccountId) -> Result<AccountRow> {
    look.one("SELECT email, locale, zone, theme FROM account WHERE id = $1", params![id])
}

pub fn account_of(look: &mut Look<'_>, email: &str) -> Result<Option<(AccountId, Option<String>)>> {
    look.opt("SELECT id, locale FROM account WHERE email = $1", params![*email])
}

pub fn set_email(act: &mut Act<'_>, id: AccountId, email: Option<&str>) -> Result<()> {
    let touched =
        act.try_run("UPDATE account SET email = $2 WHERE id = $1", params![id, email]).map_err(email_known)?;
    if touched == 0 { Err(Error::NotFound) } else { Ok(()) }
}

fn email_known(error: crate::db::Error) -> Error {
    if error.is_unique("account", "email") { Error::Conflict("error-email-known") } else { error.into() }
}

pub fn set_locale(act: &mut Act<'_>, id: AccountId, locale: Option<&str>) -> Result<()> {
    act.put("UPDATE account SET locale = $2 WHERE id = $1", params![id, locale])
}

pub fn set_settings(
    act: &mut Act<'_>,
    id: AccountId,
    locale: Option<&str>,
    zone: Option<&str>,
    theme: Option<&str>,
) -> Result<()> {
    act.put("UPDATE account SET locale = $2, zone = $3, theme = $4 WHERE id = $1", params![id, locale, zone, theme])
}

/// Where letters to a person go, and in which language.
pub fn address(look: &mut Look<'_>, person: PersonId) -> Result<Option<(Option<String>, Option<String>)>> {
    look.opt(
        "SELECT a.email, a.locale FROM person p JOIN account a ON a.id = p.account WHERE p.id = $1",
        params![person],
    )
}

// ── Personas ───────────────────────────────────────────────────────────────────────────────────────────────────────

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
    act.put("DELETE FROM person_word WHERE person = $1", params![id])?;
    for word in words_of(name, handle.as_str()) {
        act.put("INSERT INTO person_word (word, person) VALUES ($1, $2)", params![word, id])?;
    }
    Ok(())
}

rows! {
    /// What is derived for a persona, and what it follows from.
    pub struct Derived {
        pub id: PersonId,
        pub handle: String,
        pub name: String,
        pub folded: String,
        pub place: Option<i64>,
        pub cell: Option<i64>,
    }
}

pub fn count_all(look: &mut Look<'_>) -> Result<i64> {
    let (count,): (i64,) = look.one("SELECT COUNT(*) FROM person", &[])?;
    Ok(count)
}

pub fn derived(look: &mut Look<'_>, after: i64, most: i64) -> Result<Vec<Derived>> {
    look.all(
        "SELECT id, handle, name, folded, place, cell FROM person WHERE id > $1 ORDER BY id LIMIT $2",
        params![after, most],
    )
}

/// The words of all whose ids lie between two, without the first of these, by id and word.
pub fn words_kept(look: &mut Look<'_>, after: i64, last: i64) -> Result<Vec<(i64, String)>> {
    look.all(
        "SELECT person, word FROM person_word WHERE person > $1 AND person <= $2 ORDER BY person, word",
        params![after, last],
    )
}

pub fn put_derived(act: &mut Act<'_>, id: PersonId, folded: &str, cell: Option<i64>) -> Result<()> {
    act.put("UPDATE person SET folded = $2, cell = $3 WHERE id = $1", params![id, *folded, cell])
}

pub fn is_taken(look: &mut Look<'_>, handle: &str) -> Result<bool> {
    let (taken,): (bool,) = look.one("SELECT EXISTS (SELECT 1 FROM person WHERE handle = $1)", params![*handle])?;
    Ok(taken)
}

/// The personas of an account, the oldest first.
pub fn personas(look: &mut Look<'_>, account: AccountId) -> Result<Vec<Face>> {
    let found: Vec<(PersonId, String, String, Option<String>)> =
        look.all("SELECT id, handle, name, photo FROM person WHERE account = $1 ORDER BY id", params![account])?;
    Ok(found.into_iter().map(face).collect())
}

/// The persona that an account used last, or its first.
pub fn last_persona(look: &mut Look<'_>, account: AccountId) -> Result<Option<PersonId>> {
    let found: Option<(PersonId,)> = look.opt(
        "SELECT p.id FROM person p LEFT JOIN session s ON s.person = p.id
         WHERE p.account = $1 ORDER BY COALESCE(s.seen_at, 0) DESC, p.id LIMIT 1",
        params![account],
    )?;
    Ok(found.map(|(id,)| id))
}

pub fn profile(look: &mut Look<'_>, id: PersonId) -> Result<Option<Profile>> {
    look.opt(
        "SELECT id, account, handle, name, photo, words, place, languages, meet_how, meet_when
         FROM person WHERE id = $1",
        params![id],
    )
}

pub fn interests(look: &mut Look<'_>, id: PersonId) -> Result<Vec<String>> {
    let found: Vec<(String,)> =
        look.all("SELECT interest FROM person_interest WHERE person = $1 ORDER BY interest", params![id])?;
    Ok(found.into_iter().map(|(slug,)| slug).collect())
}

pub fn place(look: &mut Look<'_>, id: PersonId) -> Result<Option<i64>> {
    let found: Option<(Option<i64>,)> = look.opt("SELECT place FROM person WHERE id = $1", params![id])?;
    Ok(found.and_then(|(place,)| place))
}

pub fn set_profile(act: &mut Act<'_>, id: PersonId, edit: &Edit, cell: Option<i64>) -> Result<()> {
    let place = edit.place.map(|place| i64::from(place.id));
    let name = edit.name.as_str();
    act.put(
        "UPDATE person SET name = $2, folded = $3, words = $4, place = $5, cell = $6, languages = $7, meet_how = $8,
             meet_when = $9 WHERE id = $1",
        params![id, *name, fold(name), edit.words, place, cell, edit.languages, edit.how, edit.when],
    )?;
    act.put("DELETE FROM person_interest WHERE person = $1", params![id])?;
    for interest in &edit.interests {
        let slug = interest.as_str();
        act.put("INSERT INTO person_interest (person, interest) VALUES ($1, $2)", params![id, *slug])?;
    }
    Ok(())
}

pub fn rename(act: &mut Act<'_>, id: PersonId, name: &Name) -> Result<()> {
    let (handle,): (String,) = act.one("SELECT handle FROM person WHERE id = $1", params![id])?;
    let handle = Handle::read(&handle).map_err(|key| Error::Inner(key.to_owned()))?;
    put_words(act, id, name.as_str(), &handle)
}

pub fn set_photo(act: &mut Act<'_>, id: PersonId, photo: Option<&str>) -> Result<()> {
    act.put("UPDATE person SET photo = $2 WHERE id = $1", params![id, photo])
}

// ── Who is seen by whom ────────────────────────────────────────────────────────────────────────────────────────────

fn face((id, handle, name, photo): (PersonId, String, String, Option<String>)) -> Face {
    Face { id, handle, name, photo }
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

/// So many faces are looked up by one statement.
pub const AT_ONCE: usize = 16;

/// Those of the people who are not hidden from an account, in no order.
pub fn faces(look: &mut Look<'_>, ids: &[PersonId; AT_ONCE], mine: Option<AccountId>) -> Result<Vec<Face>> {
    let [a, b, c, d, e, f, g, h, i, j, k, l, m, n, o, p] = ids;
    let found: Vec<(PersonId, String, String, Option<String>)> = look.all(
        "SELECT p.id, p.handle, p.name, p.photo FROM person p
         WHERE p.id IN ($2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17) AND NOT EXISTS (
             SELECT 1 FROM block b
             WHERE (b.blocker = p.account AND b.blocked = $1) OR (b.blocker = $1 AND b.blocked = p.account))",
        params![mine, a, b, c, d, e, f, g, h, i, j, k, l, m, n, o, p],
    )?;
    Ok(found.into_iter().map(face).collect())
}

/// The addresses of some people; who has none is left out.
pub fn addresses(look: &mut Look<'_>, ids: &[PersonId; AT_ONCE]) -> Result<Vec<(PersonId, String)>> {
    let [a, b, c, d, e, f, g, h, i, j, k, l, m, n, o, p] = ids;
    look.all(
        "SELECT p.id, a.email FROM person p JOIN account a ON a.id = p.account
         WHERE a.email IS NOT NULL
           AND p.id IN ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16)",
        params![a, b, c, d, e, f, g, h, i, j, k, l, m, n, o, p],
    )
}

/// What some people like, by person and interest.
pub fn interests_of(look: &mut Look<'_>, ids: &[PersonId; AT_ONCE]) -> Result<Vec<(PersonId, String)>> {
    let [a, b, c, d, e, f, g, h, i, j, k, l, m, n, o, p] = ids;
    look.all(
        "SELECT person, interest FROM person_interest
         WHERE person IN ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16)
         ORDER BY person, interest",
        params![a, b, c, d, e, f, g, h, i, j, k, l, m, n, o, p],
    )
}

pub fn is_hidden(look: &mut Look<'_>, one: PersonId, other: PersonId) -> Result<bool> {
    let (hidden,): (bool,) = look.one(
        "SELECT EXISTS (
             SELECT 1 FROM person p, person q, block b
             WHERE p.id = $1 AND q.id = $2
               AND ((b.blocker = p.account AND b.blocked = q.account)
                 OR (b.blocker = q.account AND b.blocked = p.account)))",
        params![one, other],
    )?;
    Ok(hidden)
}

pub fn put_block(act: &mut Act<'_>, mine: AccountId, theirs: AccountId, person: PersonId, now: Moment) -> Result<u64> {
    act.run(
        "INSERT INTO block (blocker, blocked, person, at) VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING",
        params![mine, theirs, person, now],
    )
}

pub fn delete_block(act: &mut Act<'_>, mine: AccountId, person: PersonId) -> Result<u64> {
    act.run("DELETE FROM block WHERE blocker = $1 AND person = $2", params![mine, person])
}

/// The persons somebody has blocked by name, the latest first. (That other personas are theirs too is not told.)
pub fn blocked(look: &mut Look<'_>, mine: AccountId) -> Result<Vec<(Face, Moment)>> {
    let found: Vec<(PersonId, String, String, Option<String>, Moment)> = look.all(
        "SELECT p.id, p.handle, p.name, p.photo, b.at FROM block b JOIN person p ON p.id = b.person
         WHERE b.blocker = $1 ORDER BY b.at DESC, p.id",
        params![mine],
    )?;
    Ok(found.into_iter().map(|(id, handle, name, photo, at)| (face((id, handle, name, photo)), at)).collect())
}

/// The row of a tie: its stage and the end of what is planned.
pub fn tie(look: &mut Look<'_>, person: PersonId, other: PersonId) -> Result<Option<(i64, Option<Moment>)>> {
    look.opt("SELECT stage, planned_until FROM tie WHERE person = $1 AND other = $2", params![person, other])
}

// ── Search ─────────────────────────────────────────────────────────────────────────────────────────────────────────

rows! {
    /// Somebody found.
    pub struct FoundRow {
        pub id: PersonId,
        pub handle: String,
        pub name: String,
        pub photo: Option<String>,
        pub place: Option<i64>,
        pub stage: Option<i64>,
        pub planned_until: Option<Moment>,
    }
}

/// Beginnings of words, as ranges: from, and up to but without.
pub type Ranges = [(String, String); 3];

/// People whose words begin so, those known to the viewer first.
pub fn search(
    look: &mut Look<'_>,
    words: &Ranges,
    interest: &str,
    me: Option<PersonId>,
    mine: Option<AccountId>,
    most: i64,
) -> Result<Vec<FoundRow>> {
    let [(a, b), (c, d), (e, f)] = words;
    look.all(
        "SELECT p.id, p.handle, p.name, p.photo, p.place, t.stage, t.planned_until
         FROM person p LEFT JOIN tie t ON t.person = $8 AND t.other = p.id
         WHERE p.id IN (SELECT w.person FROM person_word w WHERE w.word >= $1 AND w.word < $2 LIMIT 2000)
           AND EXISTS (SELECT 1 FROM person_word w WHERE w.person = p.id AND w.word >= $3 AND w.word < $4)
           AND EXISTS (SELECT 1 FROM person_word w WHERE w.person = p.id AND w.word >= $5 AND w.word < $6)
           AND ($7 = '' OR EXISTS (SELECT 1 FROM person_interest i WHERE i.person = p.id AND i.interest = $7))
           AND NOT EXISTS (
               SELECT 1 FROM block b
               WHERE (b.blocker = p.account AND b.blocked = $9) OR (b.blocker = $9 AND b.blocked = p.account))
         ORDER BY COALESCE(t.stage, 0) DESC, p.folded, p.id LIMIT $10",
        params![a, b, c, d, e, f, *interest, me, mine, most],
    )
}

/// People with an interest, those known to the viewer first.
pub fn interested(
    look: &mut Look<'_>,
    interest: &str,
    me: Option<PersonId>,
    mine: Option<AccountId>,
    most: i64,
) -> Result<Vec<FoundRow>> {
    look.all(
        "SELECT p.id, p.handle, p.name, p.photo, p.place, t.stage, t.planned_until
         FROM person p LEFT JOIN tie t ON t.person = $2 AND t.other = p.id
         WHERE p.id IN (SELECT i.person FROM person_interest i WHERE i.interest = $1 LIMIT 2000)
           AND p.account <> COALESCE($3, CAST(0 AS BIGINT))
           AND NOT EXISTS (
               SELECT 1 FROM block b
               WHERE (b.blocker = p.account AND b.blocked = $3) OR (b.blocker = $3 AND b.blocked = p.account))
         ORDER BY COALESCE(t.stage, 0) DESC, p.folded, p.id LIMIT $4",
        params![*interest, me, mine, most],
    )
}

/// People who live in a run of cells and share interests with the viewer, or at least live there.
pub fn near(
    look: &mut Look<'_>,
    cells: (i64, i64),
    me: PersonId,
    mine: AccountId,
    most: i64,
) -> Result<Vec<(PersonId, i64)>> {
    let (first, last) = cells;
    look.all(
        "SELECT p.id, (SELECT COUNT(*) FROM person_interest i JOIN person_interest j ON j.interest = i.interest
                       WHERE i.person = $3 AND j.person = p.id) AS alike
         FROM person p
         WHERE p.cell BETWEEN $1 AND $2 AND p.account <> $4
           AND NOT EXISTS (SELECT 1 FROM tie t WHERE t.person = $3 AND t.other = p.id AND t.stage > 0)
           AND NOT EXISTS (
               SELECT 1 FROM block b
               WHERE (b.blocker = p.account AND b.blocked = $4) OR (b.blocker = $4 AND b.blocked = p.account))
         ORDER BY alike DESC, p.id DESC LIMIT $5",
        params![first, last, me, mine, most],
    )
}

// ── Operators ──────────────────────────────────────────────────────────────────────────────────────────────────────

pub fn login_of(look: &mut Look<'_>, handle: &str) -> Result<Option<AccountId>> {
    let found: Option<(AccountId,)> = look.opt("SELECT account FROM person WHERE handle = $1", params![*handle])?;
    Ok(found.map(|(account,)| account))
}

pub fn put_operator(act: &mut Act<'_>, account: AccountId) -> Result<()> {
    let now = act.now;
    act.put(
        "INSERT INTO operator (account, at) VALUES ($1, $2) ON CONFLICT (account) DO NOTHING",
        params![account, now],
    )
}

pub fn delete_operator(act: &mut Act<'_>, account: AccountId) -> Result<()> {
    act.put("DELETE FROM operator WHERE account = $1", params![account])
}

/// One persona of each: the first.
pub fn operators(look: &mut Look<'_>) -> Result<Vec<Face>> {
    look.all(
        "SELECT p.id, p.handle, p.name, p.photo FROM operator o CROSS JOIN person p
         WHERE p.id = (SELECT MIN(q.id) FROM person q WHERE q.account = o.account) ORDER BY p.handle",
        &[],
    )
}

// ── Leaving ────────────────────────────────────────────────────────────────────────────────────────────────────────

/// Deletes a persona with what others may hold of it in the ground that is ours.
pub fn delete_person(act: &mut Act<'_>, person: PersonId) -> Result<()> {
    act.put("DELETE FROM person_word WHERE person = $1", params![person])?;
    act.put("DELETE FROM person_interest WHERE person = $1", params![person])?;
    act.put("DELETE FROM session WHERE person = $1", params![person])?;
    act.put("DELETE FROM token WHERE person = $1", params![person])?;
    act.put("DELETE FROM person WHERE id = $1", params![person])
}

/// Deletes a login; its personas are gone already.
pub fn delete_account(act: &mut Act<'_>, account: AccountId, email: Option<&str>) -> Result<()> {
    act.put("DELETE FROM session WHERE account = $1", params![account])?;
    act.put("DELETE FROM passkey WHERE account = $1", params![account])?;
    act.put("DELETE FROM operator WHERE account = $1", params![account])?;
    act.put("DELETE FROM block WHERE blocker = $1", params![account])?;
    act.put("DELETE FROM block WHERE blocked = $1", params![account])?;
    act.put("DELETE FROM sign_in_link WHERE email = $1", params![email])?;
    act.put("DELETE FROM sign_in_link WHERE account = $1", params![account])?;
    act.put("DELETE FROM account WHERE id = $1", params![account])
}
