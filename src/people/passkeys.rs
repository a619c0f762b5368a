//! Passkeys: keys that never leave somebody's phone or computer. What is said between browser and server is
//! WebAuthn's; the checking is webauthn-rs's.

use data_encoding::BASE64URL_NOPAD;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use webauthn_rs::prelude::{
    DiscoverableAuthentication, Passkey, PasskeyRegistration, PublicKeyCredential, RegisterPublicKeyCredential, Url,
    Uuid, Webauthn, WebauthnBuilder,
};

use super::{
    actions::{free_handle, join_as},
    door,
    model::{Email, Handle, Joining, Name},
    store,
};
use crate::{
    act::{Act, Look},
    app::{self, Keys},
    config::Config,
    error::{Error, Result},
    id::AccountId,
    time::MINUTE,
};

/// So long a ceremony may take (milliseconds).
pub(super) const CEREMONY_LIVES: i64 = 5 * MINUTE;
/// So many passkeys one account may have.
const MOST_PASSKEYS: usize = 20;

/// Our side of WebAuthn; `None` where people reach this server by a bare IP address, which passkeys can't be for.
pub(super) fn relying_party(config: &Config) -> Option<Webauthn> {
    let origin = Url::parse(&config.base_url).ok()?;
    let host = origin.domain()?;
    WebauthnBuilder::new(host, &origin).ok()?.rp_name("Visavis").build().ok()
}

fn ready(config: &Config) -> Result<Webauthn> {
    relying_party(config).ok_or(Error::Conflict("error-no-passkeys-here"))
}

/// How a passkey names the account it is for: says nothing of it to others.
fn user_handle(keys: &Keys, account: AccountId) -> Uuid {
    let code = keys.seal(&format!("passkey of {account}"));
    let mut half = [0; 16];
    half.copy_from_slice(&code[..16]);
    Uuid::from_bytes(half)
}

/// What the server must remember between the two requests of a ceremony.
#[derive(Serialize, Deserialize)]
#[serde(tag = "ceremony", rename_all = "snake_case")]
pub(super) enum Ceremony {
    /// Somebody becomes a member.
    Join {
        /// The id their account will have.
        account: AccountId,
        name: String,
        handle: String,
        email: Option<String>,
        next: Option<String>,
        state: PasskeyRegistration,
    },
    /// A member adds a passkey.
    Add { account: AccountId, state: PasskeyRegistration },
    /// Somebody signs in.
    Enter { next: Option<String>, state: DiscoverableAuthentication },
}

/// Options for the browser, and what to remember.
pub(super) type Begun = (Value, Ceremony);

/// The options to make a passkey that the device keeps and finds again by itself.
fn make(
    webauthn: &Webauthn,
    keys: &Keys,
    account: AccountId,
    handle: &str,
    name: &str,
    known: Vec<Vec<u8>>,
) -> Result<(Value, PasskeyRegistration)> {
    let (options, state) = webauthn
        .start_passkey_registration(user_handle(keys, account), handle, name, Some(known))
        .map_err(|error| Error::Inner(format!("passkey: {error:?}")))?;
    let mut options = serde_json::to_value(options).map_err(|error| Error::Inner(error.to_string()))?;
    if let Some(selection) = options.pointer_mut("/publicKey/authenticatorSelection") {
        selection["residentKey"] = "required".into();
        selection["requireResidentKey"] = true.into();
    }
    Ok((options, state))
}

/// Begins to make somebody a member who has given these.
pub(super) fn begin_join(
    shared: &app::Shared,
    joining: &Joining,
    email: Option<&Email>,
    next: Option<String>,
) -> Result<Begun> {
    let webauthn = ready(&shared.config)?;
    let account = AccountId(shared.ids.next(shared.clock.now()));
    let (name, handle) = (joining.name.as_str(), joining.handle.as_str());
    let (options, state) = make(&webauthn, &shared.keys, account, handle, name, Vec::new())?;
    let ceremony = Ceremony::Join {
        account,
        name: name.to_owned(),
        handle: handle.to_owned(),
        email: email.map(|email| email.as_str().to_owned()),
        next,
        state,
    };
    Ok((options, ceremony))
}

/// Begins to sign somebody in: their device says who they are.
pub(super) fn begin_enter(shared: &app::Shared, next: Option<String>) -> Result<Begun> {
    let webauthn = ready(&shared.config)?;
    let (mut options, state) =
        webauthn.start_discoverable_authentication().map_err(|error| Error::Inner(format!("passkey: {error:?}")))?;
    // Asked for by a button, not waiting behind a field.
    options.mediation = None;
    let options = serde_json::to_value(options).map_err(|error| Error::Inner(error.to_string()))?;
    Ok((options, Ceremony::Enter { next, state }))
}

/// Begins to add a passkey to the viewer's account.
pub(super) fn begin_add(look: &mut Look<'_>) -> Result<Begun> {
    let me = look.viewer.me()?.clone();
    let webauthn = ready(&look.shared.config)?;
    let known: Vec<Vec<u8>> = store::passkeys(look, me.account)?.into_iter().map(|row| row.id).collect();
    if known.len() >= MOST_PASSKEYS {
        return Err(Error::Conflict("error-many-passkeys"));
    }
    let (options, state) = make(&webauthn, &look.shared.keys, me.account, &me.handle, &me.name, known)?;
    Ok((options, Ceremony::Add { account: me.account, state }))
}

/// Remembers a ceremony; the secret for its cookie.
pub(super) fn remember(act: &mut Act<'_>, ceremony: &Ceremony) -> Result<[u8; 32]> {
    let secret: [u8; 32] = act.chance();
    let state = serde_json::to_string(ceremony).map_err(|error| Error::Inner(error.to_string()))?;
    let now = act.now;
    store::put_ceremony(act, app::hash(&secret), &state, now.plus(CEREMONY_LIVES), now)?;
    Ok(secret)
}

/// Takes a ceremony back: each can be finished once, or failed once.
pub(super) fn recall(act: &mut Act<'_>, hash: Option<[u8; 32]>) -> Result<Ceremony> {
    let over = Error::Conflict("error-ceremony-over");
    let Some(hash) = hash else { return Err(over) };
    let now = act.now;
    let Some(state) = store::take_ceremony(act, hash, now)? else { return Err(over) };
    serde_json::from_str(&state).map_err(|error| Error::Inner(error.to_string()))
}

/// A passkey that was made and checked.
#[derive(Debug, Clone)]
pub(super) struct Made {
    id: Vec<u8>,
    data: String,
}

/// Checks what a browser sent for a passkey it made.
pub(super) fn check_made(config: &Config, sent: &[u8], state: &PasskeyRegistration) -> Result<Made> {
    let sent: RegisterPublicKeyCredential =
        serde_json::from_slice(sent).map_err(|_| Error::Unreadable("error-not-a-passkey"))?;
    let passkey = ready(config)?.finish_passkey_registration(&sent, state).map_err(|error| {
        tracing::info!(?error, "a passkey was refused");
        Error::Forbidden("error-passkey-refused")
    })?;
    let data = serde_json::to_string(&passkey).map_err(|error| Error::Inner(error.to_string()))?;
    Ok(Made { id: passkey.cred_id().to_vec(), data })
}

/// What a sent passkey says of itself: its id.
pub(super) fn read_shown(sent: &[u8]) -> Result<PublicKeyCredential> {
    serde_json::from_slice(sent).map_err(|_| Error::Unreadable("error-not-a-passkey"))
}

/// A passkey as it is stored.
pub(super) fn stored(look: &mut Look<'_>, id: &[u8]) -> Result<(AccountId, String)> {
    store::passkey(look, id)?.ok_or(Error::Forbidden("error-passkey-unknown"))
}

/// Checks what a browser sent to sign in with; the passkey's data, counted on.
pub(super) fn check_shown(
    shared: &app::Shared,
    sent: &PublicKeyCredential,
    state: DiscoverableAuthentication,
    (account, data): &(AccountId, String),
) -> Result<String> {
    let refused = || Error::Forbidden("error-passkey-refused");
    let webauthn = ready(&shared.config)?;
    let (named, _) = webauthn.identify_discoverable_authentication(sent).map_err(|_| refused())?;
    if named != user_handle(&shared.keys, *account) {
        return Err(refused());
    }
    let mut passkey: Passkey = serde_json::from_str(data).map_err(|error| Error::Inner(error.to_string()))?;
    let outcome = webauthn.finish_discoverable_authentication_v2(sent, state, &passkey).map_err(|error| {
        tracing::info!(?error, "a passkey was refused");
        refused()
    })?;
    passkey.update_credential(&outcome);
    serde_json::to_string(&passkey).map_err(|error| Error::Inner(error.to_string()))
}

/// Makes the account that a ceremony was for; the session's secret.
#[expect(clippy::too_many_arguments, reason = "what a ceremony remembered, and what came of it")]
pub(super) fn finish_join(
    act: &mut Act<'_>,
    account: AccountId,
    name: &str,
    handle: &str,
    email: Option<&str>,
    made: &Made,
    label: &str,
    browser: Option<[u8; 32]>,
) -> Result<[u8; 32]> {
    let fault = |key: &'static str| Error::Inner(format!("a ceremony kept what can’t be read: {key}"));
    let handle = Handle::read(handle).map_err(fault)?;
    let joining = Joining {
        account: None,
        email: None,
        name: Name::read(name).map_err(fault)?,
        handle: free_handle(act, &handle)?,
        locale: Some(act.say.0),
    };
    join_as(act, account, &joining)?;
    let now = act.now;
    store::put_passkey(act, &made.id, account, &made.data, label, now)?;
    if let Some(email) = email {
        let email = Email::read(email).map_err(fault)?;
        match door::send_confirmation(act, account, joining.handle.as_str(), &email, browser) {
            // Too many letters on the way to that address: the account is made all the same, without it.
            Err(Error::Invalid(_)) => {}
            outcome => outcome?,
        }
    }
    door::enter(act, account, label)
}

/// Adds a passkey to the viewer's account, which must be the one that the ceremony began with.
pub(super) fn finish_add(act: &mut Act<'_>, account: AccountId, made: &Made, label: &str) -> Result<()> {
    if act.viewer.me()?.account != account {
        return Err(Error::Conflict("error-ceremony-over"));
    }
    // Several ceremonies may have begun before the last place was taken.
    if store::passkeys(act, account)?.len() >= MOST_PASSKEYS {
        return Err(Error::Conflict("error-many-passkeys"));
    }
    let now = act.now;
    store::put_passkey(act, &made.id, account, &made.data, label, now)
}

/// Signs in with a passkey that was checked.
pub(super) fn finish_enter(
    act: &mut Act<'_>,
    account: AccountId,
    id: &[u8],
    data: &str,
    label: &str,
) -> Result<[u8; 32]> {
    let now = act.now;
    // It may have been removed since it was looked up to be checked.
    if store::passkey_used(act, id, account, data, now)? == 0 {
        return Err(Error::Forbidden("error-passkey-unknown"));
    }
    door::enter(act, account, label)
}

/// Takes a passkey from the viewer's account, where another way in remains.
pub(super) fn remove(act: &mut Act<'_>, id: &str) -> Result<()> {
    let account = act.viewer.me()?.account;
    let id = BASE64URL_NOPAD.decode(id.as_bytes()).map_err(|_| Error::NotFound)?;
    let kept = store::passkeys(act, account)?;
    if !kept.iter().any(|row| row.id == id) {
        return Err(Error::NotFound);
    }
    if kept.len() == 1 && store::account(act, account)?.email.is_none() {
        return Err(Error::Conflict("error-last-way-in"));
    }
    store::delete_passkey(act, &id, account).map(drop)
}
