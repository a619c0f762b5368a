//! A newcomer's path: the first gathering, and a regular who is glad to greet them.
//!
//! It is there for two months, for who belongs and was at none of the gatherings yet. Who greets has said that they are
//! glad to, and was there themselves.

pub mod api;
mod store;

use maud::{Markup, html};

use super::model::{Community, Role};
use crate::{
    act::Look,
    args,
    error::Result,
    gatherings,
    id::PersonId,
    page::{parts, photo},
    people::{self, Face},
    time::DAY,
};

/// So long somebody is a newcomer (milliseconds).
const NEW: i64 = 60 * DAY;
/// So many of those who would greet are looked at.
const LOOKED_AT: i64 = 20;

/// What a newcomer could do next.
pub struct Path {
    /// The next gathering with room, else the next.
    pub first: Option<gatherings::Brief>,
    /// Who is glad to greet them.
    pub buddy: Option<Face>,
}

/// The one of those who greet whom a newcomer is sent to: for each the same as long as they greet, and for all newcomers
/// together each of those who greet about as often.
pub fn buddy_of(newcomer: PersonId, greeters: &[PersonId]) -> Option<PersonId> {
    // Ids of the same second differ in few bits: these are spread over all of them (the finalizer of SplitMix64).
    let mixed = |greeter: PersonId| {
        let mut bits = (newcomer.0 as u64).rotate_left(32) ^ (greeter.0 as u64).wrapping_mul(0x9e37_79b9_7f4a_7c15);
        bits = (bits ^ (bits >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        bits = (bits ^ (bits >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        bits ^ (bits >> 31)
    };
    greeters.iter().copied().max_by_key(|greeter| mixed(*greeter))
}

/// The viewer's path, where they are new and there is one.
pub fn path(look: &mut Look<'_>, community: &Community, ahead: &[gatherings::Brief]) -> Result<Option<Path>> {
    let Ok(me) = look.viewer.me() else { return Ok(None) };
    let (person, account) = (me.person, me.account);
    if community.role != Some(Role::Member) {
        return Ok(None);
    }
    let since = store::since(look, community.id, person)?;
    if since.is_none_or(|at| look.now.since(at) >= NEW) || gatherings::times_in(look, community.id, person)? > 0 {
        return Ok(None);
    }
    let room = |brief: &&gatherings::Brief| brief.capacity.is_none_or(|most| brief.going < most);
    let first = ahead.iter().find(room).or(ahead.first()).cloned();
    let mut greeters = Vec::new();
    for greeter in store::greeters(look, community.id, person, account, LOOKED_AT)? {
        if gatherings::times_in(look, community.id, greeter)? > 0 {
            greeters.push(greeter);
        }
    }
    let buddy = match buddy_of(person, &greeters) {
        Some(buddy) => people::face(look, buddy)?,
        None => None,
    };
    Ok((first.is_some() || buddy.is_some()).then_some(Path { first, buddy }))
}

/// The path as it stands on the community's page.
pub fn section(look: &Look<'_>, path: &Path) -> Markup {
    let say = look.say;
    html! {
        section.note {
            h2 { (say.t("newcomer-title")) }
            @if let Some(brief) = &path.first {
                p { (say.t("newcomer-first")) }
                ul.gatherings { li { (gatherings::row(look, brief)) } }
            }
            @if let Some(face) = &path.buddy {
                @let words = html! { p { (say.with("newcomer-buddy", args! { name: face.name.as_str() })) } };
                (parts::person(&face.name, &face.url(), photo(face.photo.as_deref()).as_deref(), &words, None))
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_newcomer_has_one_buddy_and_each_buddy_their_share() {
        assert_eq!(buddy_of(PersonId(1), &[]), None);
        let greeters: Vec<PersonId> = (0..5).map(|at| PersonId((7 << 22) | at)).collect();
        let mut share = [0; 5];
        for newcomer in 0..1_000 {
            let newcomer = PersonId((9 << 22) | newcomer);
            let Some(buddy) = buddy_of(newcomer, &greeters) else { panic!("nobody") };
            let at = greeters.iter().position(|greeter| *greeter == buddy).unwrap_or_default();
            share[at] += 1;
            // Whoever else stops greeting, it stays the same one.
            let left: Vec<PersonId> = greeters.iter().copied().filter(|one| *one == buddy || one.0 % 2 == 0).collect();
            assert_eq!(buddy_of(newcomer, &left), Some(buddy));
        }
        assert!(share.iter().all(|count| (150..250).contains(count)), "{share:?}");
    }
}
