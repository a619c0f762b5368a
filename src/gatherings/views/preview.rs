//! The page of a gathering that is not there yet, for its host to look at before anybody else does.

use maud::{Markup, html};

use super::{Shown, venues};
use crate::{
    act::Look,
    communities,
    error::Result,
    gatherings::{
        Draft, Gathering,
        about::{self},
        answers, store,
    },
    id::GatheringId,
};

/// What members would see of a draft: its answers can't be given, and nothing leads away from it.
pub fn preview(look: &mut Look<'_>, draft: &Draft) -> Result<Markup> {
    let me = look.viewer.person()?;
    let planned = draft.plan(look.now, None)?;
    let local = |at: jiff::civil::DateTime| at.strftime("%Y-%m-%dT%H:%M").to_string();
    let gathering = Gathering {
        id: GatheringId(0),
        community: draft.community,
        // To whoever hosts it answers are open at any time; the others have to wait.
        host: None,
        title: draft.title.clone(),
        words: draft.words.clone(),
        zone: (*draft.zone.name()).to_owned(),
        starts_local: local(planned.starts_local),
        ends_local: local(planned.ends_local),
        starts_at: planned.starts_at,
        ends_at: planned.ends_at,
        venue: draft.venue.clone(),
        address: draft.address.clone(),
        place: Some(i64::from(draft.town.id)),
        capacity: draft.capacity,
        going: 1,
        photo: draft.photo.clone(),
        photo_words: draft.photo_words.clone(),
        sequence: 0,
        changed_at: None,
        cancelled_at: None,
        cancel_words: None,
        plus: draft.terms.plus,
        hold_hours: draft.terms.hold_hours,
        opens_at: draft.terms.opens_at,
        closes_at: draft.terms.closes_at,
        tickets: 0,
        admission: draft.terms.admission,
        parts: 0,
    };
    let shown = Shown {
        host: store::face(look, me)?,
        community: draft.community.map(|community| communities::brief(look, community)).transpose()?.flatten(),
        interests: draft.interests.iter().map(|interest| interest.as_str().to_owned()).collect(),
        about: venues::completed(look, draft)?,
        reply: None,
        may_change: false,
        may_check_in: false,
        here: false,
        ties: Vec::new(),
        others: Vec::new(),
        known: 0,
        maybe: 0,
        next: None,
        thread: html! {},
        mine: answers::Mine::default(),
        part_of: html! {},
        crew: html! {},
        after: html! {},
        onward: html! {},
        photos: html! {},
        recap: html! {},
        public: false,
        guests: false,
        gathering,
    };
    let say = look.say;
    Ok(html! {
        @if let Some((_, name)) = &shown.community { p.soft { (name) } }
        (shown.hero(look))
        (shown.facts(look))
        (about::line(say, &shown.about))
        fieldset disabled { legend.visually-hidden { (say.t("gathering-answer")) } (shown.doing(look)) }
        (venues::on_a_map(look, draft.town, &html! {}))
        (shown.what(look))
    })
}
