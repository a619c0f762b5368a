//! The pages of what there is to find.

use axum::extract::State;

use super::{
    model::{Search, Way},
    views,
};
use crate::{
    act::Look,
    app::App,
    communities,
    error::{Problems, Result},
    gatherings,
    http::{Answer, Ask, Fields, Routes, Who},
    id::CommunityId,
    page::Page,
    people,
};

/// So many communities stand on one page.
const COMMUNITIES: usize = 20;

/// What people and programs can reach here.
pub fn routes() -> Routes {
    Routes::new()
        .get("/find", Who::Anyone, find_gatherings)
        .get("/find/communities", Who::Anyone, find_communities)
        .and(super::api::routes())
}

/// What the address asks for, from where the viewer is at home.
fn search(look: &mut Look<'_>, fields: &Fields) -> Result<(Search, Problems)> {
    let home = match look.viewer.person_if_any() {
        Some(person) => people::town(look, person)?,
        None => None,
    };
    Ok(Search::read(fields, home))
}

/// An address that has a fault is shown again with 422, like a form.
async fn page(
    app: &App,
    ask: &Ask,
    show: impl Fn(&mut Look<'_>, &Search, &Problems) -> Result<Page> + Clone + Send + 'static,
) -> Answer {
    let fields = ask.query();
    // Where one is at home bears on what is found, not on what is at fault.
    let fine = Search::read(&fields, None).1.0.is_empty();
    let shown = move |look: &mut Look<'_>| {
        let (search, problems) = search(look, &fields)?;
        show(look, &search, &problems)
    };
    if fine { app.page(ask, shown).await } else { app.page_again(ask, shown).await }
}

async fn find_gatherings(State(app): State<App>, ask: Ask) -> Answer {
    page(&app, &ask, |look, search, problems| {
        match search.way {
            Way::List => {}
            Way::Calendar => return super::month::page(look, search, problems),
            Way::Map => return super::map::page(look, search, problems),
        }
        let filter = gatherings::Filter { once: true, ..search.gatherings(look.now, &look.zone) };
        if !problems.0.is_empty() {
            return Ok(views::gatherings(look, search, problems, &gatherings::Searched::default(), None));
        }
        // Behind what was looked through, a list goes on from a place in it; before that by its pages.
        let place = gatherings::read_place(&search.after);
        let page: usize = search.after.parse().unwrap_or(0);
        let searched = match place {
            Some(_) => gatherings::search_after(look, &filter, place, gatherings::PAGE)?,
            None => gatherings::search(look, &filter, page)?,
        };
        let full = searched.found.len() >= gatherings::PAGE;
        let next = match place {
            Some(_) => searched.found.last().filter(|_| full).map(gatherings::place_of),
            None => full.then(|| page.saturating_add(1).to_string()),
        };
        Ok(views::gatherings(look, search, problems, &searched, next.as_deref()))
    })
    .await
}

async fn find_communities(State(app): State<App>, ask: Ask) -> Answer {
    page(&app, &ask, |look, search, problems| {
        let filter = communities::Filter {
            place: search.place(),
            interest: search.interest.clone(),
            text: Some(search.text.clone()),
            not_mine: false,
            after: after_community(&search.after),
        };
        let mut found =
            if problems.0.is_empty() { communities::near(look, &filter, COMMUNITIES + 1)? } else { Vec::new() };
        let more = found.len() > COMMUNITIES;
        found.truncate(COMMUNITIES);
        let next = found.last().filter(|_| more).map(|last| format!("{}.{}", last.members, last.id));
        Ok(views::communities(look, search, problems, &found, next.as_deref()))
    })
    .await
}

pub(super) fn after_community(text: &str) -> Option<(i64, CommunityId)> {
    let (members, id) = text.split_once('.')?;
    Some((members.parse().ok()?, id.parse().ok()?))
}
