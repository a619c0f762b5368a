//! What can be done with people.

use super::{
    model::{Face, Joining},
    store,
};
use crate::{
    act::{Act, Look},
    app::{self, App},
    db::Tx,
    error::{Error, Result},
    id::{AccountId, PersonId},
    journal::Happened,
    page::text::{Locale, Say},
    time::Zone,
    viewer::Me,
};

/// What an account has chosen for all its devices.
pub struct Settings {
    /// The language.
    pub locale: Option<Locale>,
    /// The time zone.
    pub zone: Option<Zone>,
}

/// Who a session belongs to; `None` for one that has ended.
pub fn viewer(tx: &mut Tx<'_>, session: [u8; 32]) -> Result<Option<(Me, Settings)>> {
    let Some(row) = store::session(tx, session)? else { return Ok(None) };
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
    };
    Ok(Some((me, settings)))
}

/// Makes a persona, and a login for it where it has none.
pub fn join(act: &mut Act<'_>, joining: &Joining) -> Result<(AccountId, PersonId)> {
    let account = match joining.account {
        Some(account) => account,
        None => {
            let id = act.id();
            store::put_account(act, id, joining.email.as_deref())?;
            id
        }
    };
    let person = act.id();
    store::put_person(act, person, account, joining)?;
    act.happened(Happened::Joined { person })?;
    Ok((account, person))
}

/// Begins a session; the secret for its cookie, which is kept nowhere.
pub fn begin_session(act: &mut Act<'_>, account: AccountId, person: PersonId, label: &str) -> Result<[u8; 32]> {
    let secret: [u8; 32] = act.chance();
    let now = act.now;
    store::put_session(act, app::hash(&secret), account, person, label, now)?;
    Ok(secret)
}

/// The person of that handle, if the viewer may see them.
pub fn visible(look: &mut Look<'_>, handle: &str) -> Result<Face> {
    let mine = look.viewer.account_if_any();
    store::visible(look, handle, mine)?.map(|(face, _)| face).ok_or(Error::NotFound)
}

/// Deletes the files of a picture, unless somebody uses it again.
pub async fn forget_picture(app: &App, hash: &str) -> Result<()> {
    app.shared.media.delete(hash).await;
    Ok(())
}

/// Writes to somebody, in their language, if they have an address: subject and text.
pub fn letter(_act: &mut Act<'_>, _to: PersonId, _compose: impl Fn(Say) -> (String, String)) -> Result<()> {
    Ok(())
}
