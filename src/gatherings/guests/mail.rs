//! Letters to guests. Each has a link of its own, by which its answer is changed or taken back.

use visavis_wire::ical::Method;

use super::{Guest, model::Comer, put_link, store::LinkRow};
use crate::{
    act::Act,
    args,
    error::Result,
    gatherings::{Gathering, Reply, approval, invitations, mail::about, model},
    id::GuestId,
    outside::Invite,
    page::text::Say,
    people,
};

/// The letter by which somebody confirms their address. It says nothing of what a stranger typed.
pub fn confirm(act: &mut Act<'_>, gathering: &Gathering, link: &LinkRow, url: &str) -> Result<()> {
    // Whoever has not come in yet is told no more than a stranger.
    let gathering = &gathering.clone().without_place();
    let (now, url) = (act.now, act.shared.config.url(url));
    people::letter_to(act, &link.email, &link.locale, None, |say| {
        let text = say.with("mail-guest-confirm-text", args! { url: url.as_str() });
        let subject = say.with("mail-guest-confirm", args! { title: gathering.title.as_str() });
        (subject, [about(say, gathering, now), text].join("\n\n"))
    })
}

/// The letter to somebody who has an account: they answer with it.
pub fn has_account(act: &mut Act<'_>, gathering: &Gathering, link: &LinkRow) -> Result<()> {
    let gathering = &gathering.clone().without_place();
    let next: String = form_urlencoded::byte_serialize(model::url(gathering.id).as_bytes()).collect();
    let (now, url) = (act.now, act.shared.config.url(&format!("/sign-in?next={next}")));
    people::letter_to(act, &link.email, &link.locale, None, |say| {
        let text = say.with("mail-guest-account-text", args! { url: url.as_str() });
        let subject = say.with("mail-guest-confirm", args! { title: gathering.title.as_str() });
        (subject, [about(say, gathering, now), text].join("\n\n"))
    })
}

/// Writes to a guest in their language: `compose` gets the address of their link.
pub fn write(
    act: &mut Act<'_>,
    guest: GuestId,
    invite: Option<Invite>,
    compose: impl Fn(Say, &str) -> (String, String),
) -> Result<()> {
    let Some((link, url)) = link_for(act, guest)? else { return Ok(()) };
    people::letter_to(act, &link.email, &link.locale, invite, |say| compose(say, &url))
}

/// The same of what many get, with the address that ends it.
pub fn write_to_many(
    act: &mut Act<'_>,
    guest: GuestId,
    leave: &str,
    compose: impl Fn(Say, &str) -> (String, String),
) -> Result<()> {
    let Some((link, url)) = link_for(act, guest)? else { return Ok(()) };
    people::letter_to_with_a_way_out(act, &link.email, &link.locale, leave, |say| compose(say, &url))
}

/// A new link for a letter to a guest, and its address; `None` where they are no longer known.
fn link_for(act: &mut Act<'_>, guest: GuestId) -> Result<Option<(LinkRow, String)>> {
    let Some(guest) = super::known(act, guest)? else { return Ok(None) };
    let Some(email) = guest.email else { return Ok(None) };
    let Some(gathering) = crate::gatherings::store::gathering(act, guest.gathering)? else { return Ok(None) };
    let link = LinkRow {
        gathering: guest.gathering,
        email,
        name: guest.name,
        locale: guest.locale,
        expires_at: super::forget_at(gathering.ends_at),
    };
    let url = put_link(act, &link)?;
    let url = act.shared.config.url(&url);
    Ok(Some((link, url)))
}

/// That they come, wait for a place, or have asked.
pub fn confirmed(act: &mut Act<'_>, gathering: &Gathering, guest: GuestId, reply: Reply) -> Result<()> {
    let now = act.now;
    let gathering = &approval::as_seen_by(act, gathering, Comer::Guest(guest))?;
    let invite = invitations::invite(act, gathering, Comer::Guest(guest), Some(Method::Request))?;
    write(act, guest, invite, |say, url| {
        let title = gathering.title.as_str();
        let (subject, text) = match reply {
            Reply::Yes => (say.with("mail-guest-yes", args! { title: title }), say.t("mail-guest-yes-text")),
            Reply::Asked => (say.with("mail-guest-asked", args! { title: title }), say.t("mail-guest-asked-text")),
            _ => (say.with("mail-guest-waiting", args! { title: title }), say.t("mail-guest-waiting-text")),
        };
        let mut link = say.with("mail-guest-link", args! { url: url });
        if reply == Reply::Yes {
            link = [link, say.with("mail-guest-card", args! { url: format!("{url}#entry") })].join("\n");
        }
        let links = invitations::links(say, url);
        (subject, [text.to_owned(), about(say, gathering, now), link, links].join("\n\n"))
    })
}

/// That they can't come after all: it is for members only now.
pub fn shut(act: &mut Act<'_>, gathering: &Gathering, guest: &Guest) -> Result<()> {
    let Some(email) = &guest.email else { return Ok(()) };
    let gathering = &gathering.clone().without_place();
    let now = act.now;
    people::letter_to(act, email, &guest.locale, None, |say| {
        let subject = say.with("mail-guest-shut", args! { title: gathering.title.as_str() });
        (subject, [say.t("mail-guest-shut-text").to_owned(), about(say, gathering, now)].join("\n\n"))
    })
}
