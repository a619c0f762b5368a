//! The first page there is.

use axum::extract::State;

use super::{store, views};
use crate::{
    act::Look,
    app::App,
    communities,
    error::Result,
    find, gatherings,
    http::{Answer, Ask, Routes, Who},
    page::Page,
    people,
};

/// So many of the viewer's own gatherings stand on home.
const AHEAD: usize = 5;
/// So many suggestions of each kind.
const FEW: usize = 4;

/// What people and programs can reach here.
pub fn routes() -> Routes {
    Routes::new().get("/", Who::Anyone, home)
}

async fn home(State(app): State<App>, ask: Ask) -> Answer {
    app.page(&ask, |look| match look.viewer.me() {
        Ok(_) => member(look),
        Err(_) => stranger(look),
    })
    .await
}

/// What is on anywhere: so that a stranger sees that this is alive.
fn stranger(look: &mut Look<'_>) -> Result<Page> {
    let mut ahead = gatherings::near(look, &gatherings::Filter::default(), 0)?;
    ahead.truncate(FEW);
    let communities = communities::near(look, &communities::Filter::default(), FEW)?;
    Ok(views::welcome(look, &ahead, &communities))
}

fn member(look: &mut Look<'_>) -> Result<Page> {
    let me = look.viewer.me()?;
    let (person, account) = (me.person, me.account);
    let town = people::town(look, person)?;
    let interests = people::interests(look, person)?;
    let ahead = gatherings::ahead_of(look, person, AHEAD)?;
    let place = town.map(|town| (town.point(), f64::from(find::NEAR)));
    let near = gatherings::undecided(look, &gatherings::Filter { place, once: true, ..Default::default() }, FEW)?;
    let home = views::Home {
        soon_met: store::soon_met(look, person, account, 6)?,
        waiting: communities::waiting(look)?,
        suggested: suggested(look, place, &interests)?,
        mine: communities::mine_in_brief(look)?,
        town,
        interests,
        ahead,
        near,
    };
    Ok(home.page(look))
}

/// Communities around here that the viewer is not in: about what they like, else whichever there are.
fn suggested(
    look: &mut Look<'_>,
    place: Option<(visavis_places::Point, f64)>,
    interests: &[String],
) -> Result<Vec<communities::Brief>> {
    if place.is_none() && interests.is_empty() {
        return Ok(Vec::new());
    }
    let found = communities::largest(look, place, interests, FEW)?;
    if found.is_empty() && !interests.is_empty() && place.is_some() {
        return communities::largest(look, place, &[], FEW);
    }
    Ok(found)
}
