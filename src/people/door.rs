//! Coming in: sessions, and the links by e-mail that begin them.

use data_encoding::BASE64URL_NOPAD;
use serde::{Deserialize, Serialize};

use super::{
    actions::{free_handle, join},
    mail,
    model::{Email, Handle, Joining, Name},
    store,
};
use crate::{
    act::{Act, Look},
    app,
    db::Tx,
    error::{Error, Result},
    gatherings,
    id::{AccountId, PersonId},
    journal::Happened,
    page::text::Locale,
    time::{DAY, MINUTE, Moment, Zone},
    viewer::Me,
};

/// So long a link by e-mail is good (milliseconds).
pub(super) const LINK_LIVES: i64 = 15 * MINUTE;
/// So long a link is remembered, to say that it was used or is too old.
const LINK_REMEMBERED: i64 = 7 * DAY;
/// So many links may be on their way to one address.
const MOST_LINKS: i64 = 5;
/// A session that was not used for so long has ended.
const SESSION_LIVES: i64 = 180 * DAY;

/// What an account has chosen for all its devices.
pub struct Settings {
    /// The language.
    pub locale: Option<Locale>,
    /// The time zone.
    pub zone: Option<Zone>,
}

/// Who a session belongs to; `None` for one that has ended.
pub fn viewer(tx: &mut Tx<'_>, session: [u8; 32], now: Moment) -> Result<Option<(Me, Settings)>> {
    let Some(row) = store::session(tx, session)?.filter(|row| now.since(row.seen_at) < SESSION_LIVES) else {
        return Ok(None);
    };
    let settings = Settings {
        locale: row.locale.as_deref().and_then(Locale::of_tag),
        zone: row.zone.as_deref().and_then(Zone::named),
    };
    let me = Me {
        person: row.person,
        account: row.account,
        handle: row.handle,
        name: row.name,
        photo: row.photo,
        session,
        news: row.news,
        theme: row.theme,
        seen_at: row.seen_at,
        operator: row.operator,
    };
    Ok(Some((me, settings)))
}

/// Begins a session; the secret for its cookie, which is kept nowhere.
pub fn begin_session(act: &mut Act<'_>, account: AccountId, person: PersonId, label: &str) -> Result<[u8; 32]> {
    let secret: [u8; 32] = act.chance();
    let now = act.now;
    for (person, session) in store::delete_old_sessions(act, account, now.plus(-SESSION_LIVES))? {
        act.happened(Happened::SignedOut { person, session })?;
    }
    store::put_session(act, app::hash(&secret), account, person, label, now)?;
    Ok(secret)
}

/// Ends sessions that nobody has used for so long that they count no more; how many, at most so many.
pub fn end_lapsed_sessions(act: &mut Act<'_>, most: i64) -> Result<i64> {
    let before = act.now.plus(-SESSION_LIVES);
    let ended = store::delete_lapsed_sessions(act, before, most)?;
    let count = i64::try_from(ended.len()).unwrap_or(i64::MAX);
    for (person, session) in ended {
        act.happened(Happened::SignedOut { person, session })?;
    }
    Ok(count)
}

/// The same for a browser that may have had another session: that one ends, so that nobody who knew it comes in.
pub(super) fn enter(act: &mut Act<'_>, account: AccountId, label: &str) -> Result<[u8; 32]> {
    let person = store::last_persona(act, account)?.ok_or(Error::NotFound)?;
    end_session(act)?;
    begin_session(act, account, person, label)
}

/// Notes that the viewer's session is in use.
pub fn note_session(act: &mut Act<'_>) -> Result<()> {
    let now = act.now;
    match act.viewer.me() {
        // A token stands in for a session: one of the two is there.
        Ok(me) => {
            let session = me.session;
            store::note_session(act, session, now)?;
            store::note_token(act, session, now)
        }
        Err(_) => Ok(()),
    }
}

/// Ends the viewer's session, if there is one.
pub fn end_session(act: &mut Act<'_>) -> Result<()> {
    match act.viewer.me() {
        Ok(me) => {
            let (person, session) = (me.person, me.session);
            store::delete_session(act, session)?;
            act.happened(Happened::SignedOut { person, session })
        }
        Err(_) => Ok(()),
    }
}

/// Ends one of the viewer's sessions, wherever it is, and the links by which one could begin another.
pub fn revoke_session(act: &mut Act<'_>, session: &[u8]) -> Result<()> {
    let account = act.viewer.me()?.account;
    let (person, session) = store::delete_session_of(act, session, account)?.ok_or(Error::NotFound)?;
    let now = act.now;
    store::spend_links(act, account, now)?;
    act.happened(Happened::SignedOut { person, session })
}

/// Ends all of the viewer's sessions but this one, the tokens of all their personas, and the links by which one could begin
/// another session: who had come in can have made themselves a token.
pub fn revoke_others(act: &mut Act<'_>) -> Result<()> {
    let (account, kept) = act.viewer.me().map(|me| (me.account, me.session))?;
    let mut ended = store::delete_other_sessions(act, account, kept)?;
    ended.extend(store::delete_tokens_of(act, account)?);
    for (person, session) in ended {
        act.happened(Happened::SignedOut { person, session })?;
    }
    let now = act.now;
    store::spend_links(act, account, now)
}

// ── Links ──────────────────────────────────────────────────────────────────────────────────────────────────────────

/// What a link must remember until it is opened.
#[derive(Debug, Default, Serialize, Deserialize)]
struct Kept {
    #[serde(skip_serializing_if = "Option::is_none")]
    name: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    handle: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    next: Option<String>,
}

/// Who asks for a link: their browser, and where they were going.
#[derive(Debug, Clone)]
pub(super) struct Asker {
    /// The hash of the browser's cookie.
    pub browser: Option<[u8; 32]>,
    /// The path to go on to.
    pub next: Option<String>,
}

fn put_link(
    act: &mut Act<'_>,
    email: &Email,
    browser: Option<[u8; 32]>,
    purpose: &str,
    account: Option<AccountId>,
    kept: &Kept,
) -> Result<String> {
    let now = act.now;
    if store::links_under_way(act, email.as_str(), now)? >= MOST_LINKS {
        return Err(Error::invalid("email", "problem-email-often"));
    }
    let secret: [u8; 32] = act.chance();
    let data = serde_json::to_string(kept).map_err(|error| Error::Inner(error.to_string()))?;
    let (expires, forget) = (now.plus(LINK_LIVES), now.plus(-LINK_REMEMBERED));
    store::put_link(act, app::hash(&secret), email.as_str(), browser, purpose, account, &data, expires, forget)?;
    Ok(BASE64URL_NOPAD.encode(&secret))
}

/// Sends a link that signs in. Whether somebody has that address only its owner learns: from the letter.
pub(super) fn send_sign_in(act: &mut Act<'_>, email: &Email, asker: &Asker) -> Result<()> {
    let kept = Kept { next: asker.next.clone(), ..Kept::default() };
    match store::account_of(act, email.as_str())? {
        Some((_, locale)) => {
            let secret = put_link(act, email, asker.browser, "enter", None, &kept)?;
            let say = locale.as_deref().map_or(act.say, |tag| mail::say_of(Some(tag)));
            mail::sign_in(act, email, say, &secret)
        }
        None => {
            put_link(act, email, None, "nobody", None, &Kept::default())?;
            mail::nobody(act, email, act.say)
        }
    }
}

/// Sends a link that makes an account; to somebody who has one, a link that signs in to it.
pub(super) fn send_sign_up(act: &mut Act<'_>, joining: &Joining, email: &Email, asker: &Asker) -> Result<()> {
    let say = act.say;
    if let Some((_, locale)) = store::account_of(act, email.as_str())? {
        let kept = Kept { next: asker.next.clone(), ..Kept::default() };
        let secret = put_link(act, email, asker.browser, "enter", None, &kept)?;
        let say = locale.as_deref().map_or(say, |tag| mail::say_of(Some(tag)));
        return mail::has_account(act, email, say, &secret);
    }
    let name = joining.name.as_str();
    let kept = Kept {
        name: Some(name.to_owned()),
        handle: Some(joining.handle.as_str().to_owned()),
        next: asker.next.clone(),
    };
    let secret = put_link(act, email, asker.browser, "join", None, &kept)?;
    mail::sign_up(act, email, say, name, &secret)
}

/// Sends a link that makes an address the one of an account.
pub(super) fn send_confirmation(
    act: &mut Act<'_>,
    account: AccountId,
    handle: &str,
    email: &Email,
    browser: Option<[u8; 32]>,
) -> Result<()> {
    let secret = put_link(act, email, browser, "confirm", Some(account), &Kept::default())?;
    mail::confirm(act, email, act.say, handle, &secret)
}

/// What a link is good for, for the page that it leads to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Standing {
    /// It can be used.
    Fresh {
        /// Whether the browser that asked for it is the one that opened it.
        same_browser: bool,
        /// What it is for.
        purpose: Purpose,
        /// The address it was sent to.
        email: String,
        /// The account that wants the address, by a handle, where that is to be confirmed.
        handle: Option<String>,
    },
    /// It was used.
    Used(String),
    /// It is too old.
    Expired(String),
    /// There was never such a link, or it is forgotten.
    Unknown,
}

/// What a link is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Purpose {
    /// To sign in.
    Enter,
    /// To become a member.
    Join,
    /// To confirm an address.
    Confirm,
}

impl Purpose {
    fn of(text: &str) -> Option<Self> {
        match text {
            "enter" => Some(Self::Enter),
            "join" => Some(Self::Join),
            "confirm" => Some(Self::Confirm),
            _ => None,
        }
    }
}

/// How a link stands.
pub(super) fn standing(look: &mut Look<'_>, secret: &str, browser: Option<[u8; 32]>) -> Result<Standing> {
    let Some(hash) = hash_of(secret) else { return Ok(Standing::Unknown) };
    let Some(row) = store::link(look, hash)? else { return Ok(Standing::Unknown) };
    let Some(purpose) = Purpose::of(&row.purpose) else { return Ok(Standing::Unknown) };
    Ok(if row.used_at.is_some() {
        Standing::Used(row.email)
    } else if row.expires_at <= look.now {
        Standing::Expired(row.email)
    } else {
        let handle = match row.account {
            Some(account) => store::personas(look, account)?.into_iter().next().map(|face| face.handle),
            None => None,
        };
        let same_browser = browser.is_some() && row.browser == browser;
        Standing::Fresh { same_browser, purpose, email: row.email, handle }
    })
}

/// What came of a link.
#[derive(Debug)]
pub(super) enum Opened {
    /// Signed in: the session's secret, whether the account is new, and where to go on.
    In {
        /// For the cookie.
        secret: [u8; 32],
        /// Whether they have just become a member.
        new: bool,
        /// Where they were going.
        next: Option<String>,
    },
    /// The address is theirs now.
    Confirmed,
}

/// Uses a link, once.
///
/// # Errors
/// [`Error::NotFound`] where it can't be used: the page then says why.
pub(super) fn open(act: &mut Act<'_>, secret: &str, label: &str) -> Result<Opened> {
    let hash = hash_of(secret).ok_or(Error::NotFound)?;
    let now = act.now;
    let row = store::use_link(act, hash, now)?.ok_or(Error::NotFound)?;
    let kept: Kept = serde_json::from_str(&row.data).map_err(|error| Error::Inner(error.to_string()))?;
    let known = store::account_of(act, &row.email)?.map(|(account, _)| account);
    match (Purpose::of(&row.purpose).ok_or(Error::NotFound)?, known) {
        // The address proves itself: who asked twice to become a member signs in the second time.
        (Purpose::Enter | Purpose::Join, Some(account)) => {
            Ok(Opened::In { secret: enter(act, account, label)?, new: false, next: kept.next })
        }
        (Purpose::Enter, None) => Err(Error::NotFound),
        (Purpose::Join, None) => {
            let wanted = |text: Option<String>| text.ok_or(Error::NotFound);
            let fault = |key: &'static str| Error::Inner(format!("a link kept what can’t be read: {key}"));
            let handle = Handle::read(&wanted(kept.handle)?).map_err(fault)?;
            let joining = Joining {
                account: None,
                email: Some(row.email),
                name: Name::read(&wanted(kept.name)?).map_err(fault)?,
                handle: free_handle(act, &handle)?,
                locale: Some(act.say.0),
            };
            let (account, _) = join(act, &joining)?;
            Ok(Opened::In { secret: enter(act, account, label)?, new: true, next: kept.next })
        }
        (Purpose::Confirm, known) => {
            let account = row.account.ok_or(Error::NotFound)?;
            if known.is_some_and(|known| known != account) {
                return Err(Error::Conflict("error-email-known"));
            }
            change_email(act, account, Some(&row.email))?;
            if let Some(person) = store::last_persona(act, account)? {
                gatherings::greet_guest(act, person)?;
            }
            Ok(Opened::Confirmed)
        }
    }
}

fn change_email(act: &mut Act<'_>, account: AccountId, email: Option<&str>) -> Result<()> {
    let former = store::account(act, account)?;
    store::set_email(act, account, email)?;
    match former.email {
        Some(address) if Some(address.as_str()) != email => {
            mail::address_changed(act, &address, mail::say_of(former.locale.as_deref()))
        }
        _ => Ok(()),
    }
}

/// Asks for another address: it counts once its owner has opened the link.
pub(super) fn ask_for_email(act: &mut Act<'_>, email: &Email, browser: Option<[u8; 32]>) -> Result<()> {
    let me = act.viewer.me()?.clone();
    send_confirmation(act, me.account, &me.handle, email, browser)
}

/// Takes the address away, where a passkey remains to sign in with.
pub(super) fn remove_email(act: &mut Act<'_>) -> Result<()> {
    let account = act.viewer.me()?.account;
    if store::passkeys(act, account)?.is_empty() {
        return Err(Error::Conflict("error-last-way-in"));
    }
    change_email(act, account, None)
}

/// The hash of a secret as it stands in an address.
fn hash_of(secret: &str) -> Option<[u8; 32]> {
    let bytes = BASE64URL_NOPAD.decode(secret.as_bytes()).ok()?;
    (bytes.len() == 32).then(|| app::hash(&bytes))
}
