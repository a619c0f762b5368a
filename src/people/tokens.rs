//! Tokens by which programs act as a persona: for some things, for some time. They are good for the API alone, which can
//! do nothing to sessions, tokens, or the account.

use data_encoding::BASE64URL_NOPAD;

use super::{door::Settings, mail, store};
use crate::{
    act::{Act, Look},
    app,
    db::Tx,
    error::{Error, Problems, Result},
    http::{
        Ask, Bearer, Fields,
        api::{Scope, Scopes},
    },
    journal::Happened,
    page::text::Locale,
    time::{DAY, Moment, Zone},
    viewer::Me,
};

/// How every token begins, so that those who find one know what it is.
const PREFIX: &str = "visavis_";
/// So many tokens a persona may have.
const MOST: usize = 20;
/// The longest name of a token (characters).
pub const MOST_NAME: usize = 60;
/// For how many days one can make a token.
pub const DAYS: [i64; 4] = [7, 30, 90, 365];
/// So long one that has run out is still listed (milliseconds).
const LISTED: i64 = 30 * DAY;

/// The hash of a token as it is sent; `None` for what can be none of ours.
pub fn hash_of(token: &str) -> Option<[u8; 32]> {
    let bytes = BASE64URL_NOPAD.decode(token.strip_prefix(PREFIX)?.as_bytes()).ok()?;
    (bytes.len() == 32).then(|| app::hash(&bytes))
}

/// Whom a token stands for.
///
/// # Errors
/// [`Error::Token`] where it is unknown or has run out, [`Error::Scope`] where it is not good for that.
pub fn viewer(tx: &mut Tx<'_>, token: &Bearer, now: Moment) -> Result<(Me, Settings)> {
    let hash = token.hash.ok_or(Error::Token)?;
    let row = store::bearer(tx, hash)?.filter(|row| now < row.expires_at).ok_or(Error::Token)?;
    if let Some(scope) = token.scope
        && !Scopes::read(row.scopes.split(' ')).allow(scope)
    {
        return Err(Error::Scope(scope));
    }
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
        session: hash,
        news: row.news,
        theme: None,
        // What runs the server is no program's business.
        operator: false,
        seen_at: row.used_at.unwrap_or(Moment::from_ms(0)),
    };
    Ok((me, settings))
}

/// Whether who asks may do that, too: one who brings no token may do everything.
///
/// # Errors
/// Those of storage.
pub fn may(look: &mut Look<'_>, ask: &Ask, scope: Scope) -> Result<bool> {
    let Some(token) = &ask.token else { return Ok(true) };
    let scopes = match token.hash {
        Some(hash) => store::scopes_of_token(look, hash)?,
        None => None,
    };
    Ok(scopes.is_some_and(|scopes| Scopes::read(scopes.split(' ')).allow(scope)))
}

/// A token as somebody wants it.
#[derive(Debug, Clone)]
pub struct Wanted {
    /// What it is for, in their words.
    pub name: String,
    /// What it is good for.
    pub scopes: Scopes,
    /// For how many days.
    pub days: i64,
}

impl Wanted {
    /// Reads the form.
    ///
    /// # Errors
    /// The faults of its fields.
    pub fn read(fields: &Fields) -> Result<Self> {
        let mut problems = Problems::default();
        let name = fields.text("name").split_whitespace().collect::<Vec<_>>().join(" ");
        problems.unless((1..=MOST_NAME).contains(&name.chars().count()), "name", "problem-token-name");
        let scopes = Scopes::read(fields.all("scope"));
        problems.unless(!scopes.is_empty(), "scope", "problem-token-scope");
        let days = fields.text("days").parse().ok().filter(|days| DAYS.contains(days));
        problems.unless(days.is_some(), "days", "problem-token-days");
        problems.check()?;
        Ok(Self { name, scopes, days: days.unwrap_or_default() })
    }
}

/// Makes a token of the viewer's persona, and writes to them that there is one; the token itself, which is kept nowhere.
pub fn make(act: &mut Act<'_>, wanted: &Wanted) -> Result<String> {
    let person = act.viewer.person()?;
    let now = act.now;
    store::delete_old_tokens(act, person, now.plus(-LISTED))?;
    if store::tokens(act, person)?.len() >= MOST {
        return Err(Error::Conflict("error-token-many"));
    }
    let secret: [u8; 32] = act.chance();
    let scopes = wanted.scopes.to_string();
    store::put_token(act, app::hash(&secret), person, (&wanted.name, &scopes), now.plus(wanted.days * DAY))?;
    mail::token_made(act, person, wanted)?;
    Ok(format!("{PREFIX}{}", BASE64URL_NOPAD.encode(&secret)))
}

/// Takes a token of the viewer's persona back: at once, with the keys of devices that were certified by it.
pub fn revoke(act: &mut Act<'_>, name: &str) -> Result<()> {
    let person = act.viewer.person()?;
    let hash: Option<[u8; 32]> = BASE64URL_NOPAD.decode(name.as_bytes()).ok().and_then(|bytes| bytes.try_into().ok());
    let hash = hash.ok_or(Error::NotFound)?;
    if !store::delete_token(act, &hash, person)? {
        return Err(Error::NotFound);
    }
    act.happened(Happened::SignedOut { person, session: hash })
}

/// A token in the list of one's own.
pub struct Token {
    /// Its name in the form that takes it back.
    pub id: String,
    /// What it is for.
    pub name: String,
    /// What it is good for.
    pub scopes: Scopes,
    /// When it was made.
    pub made_at: Moment,
    /// When it was last used, to the hour.
    pub used_at: Option<Moment>,
    /// When it runs out.
    pub expires_at: Moment,
}

/// The tokens of the viewer's persona.
pub fn list(look: &mut Look<'_>) -> Result<Vec<Token>> {
    let person = look.viewer.person()?;
    let rows = store::tokens(look, person)?;
    Ok(rows
        .into_iter()
        .map(|row| Token {
            id: BASE64URL_NOPAD.encode(&row.hash),
            name: row.name,
            scopes: Scopes::read(row.scopes.split(' ')),
            made_at: row.made_at,
            used_at: row.used_at,
            expires_at: row.expires_at,
        })
        .collect())
}

/// All scopes, as the form offers them.
pub fn scopes() -> impl Iterator<Item = Scope> {
    Scope::ALL.into_iter()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_we_made_can_be_a_token() {
        let token = format!("{PREFIX}{}", BASE64URL_NOPAD.encode(&[7; 32]));
        assert_eq!(hash_of(&token), Some(app::hash(&[7; 32])));
        for other in ["", "visavis_", "visavis_AAAA", &token[1..], "Ünïcode"] {
            assert_eq!(hash_of(other), None, "{other}");
        }
    }

    #[test]
    fn a_token_wants_a_name_a_scope_and_an_end() {
        let wanted = Wanted::read(&Fields::from_query("name=+My++script&scope=read&scope=x&days=30"));
        assert!(wanted.is_ok_and(|wanted| wanted.name == "My script" && wanted.scopes.to_string() == "read"));
        let Err(Error::Invalid(problems)) = Wanted::read(&Fields::from_query("days=31")) else { panic!("no faults") };
        assert_eq!(problems.0.iter().map(|fault| fault.field).collect::<Vec<_>>(), ["name", "scope", "days"]);
    }
}
