//! gatherings

use crate::{act::Act, error::Result, http::Routes, journal::Happened};

/// What people and programs can reach here.
pub fn routes() -> Routes {
    Routes::new()
}

/// What follows here from what happened elsewhere.
pub fn follow_up(_act: &mut Act<'_>, _happened: &Happened) -> Result<()> {
    Ok(())
}

// What `find`, `home` and `communities` call; the gatherings slice brings the real ones.
#[derive(Debug, Clone, Default)]
pub struct Filter {
    pub place: Option<(visavis_places::Point, f64)>,
    pub interest: Option<String>,
    pub from: Option<crate::time::Moment>,
    pub to: Option<crate::time::Moment>,
    pub text: Option<String>,
}

#[derive(Debug, Clone)]
pub struct Brief {
    pub id: crate::id::GatheringId,
    pub starts_at: crate::time::Moment,
    pub zone: crate::time::Zone,
    pub title: String,
    pub url: String,
}

/// So many `near` answers at once.
pub const PAGE: usize = 20;

pub fn near(_look: &mut crate::act::Look<'_>, _filter: &Filter, _page: usize) -> Result<Vec<Brief>> {
    Ok(Vec::new())
}

pub fn of_community(_look: &mut crate::act::Look<'_>, _id: crate::id::CommunityId, _past: bool, _limit: usize) -> Result<Vec<Brief>> {
    Ok(Vec::new())
}

pub fn ahead_of(_look: &mut crate::act::Look<'_>, _person: crate::id::PersonId, _limit: usize) -> Result<Vec<Brief>> {
    Ok(Vec::new())
}

pub fn row(_look: &crate::act::Look<'_>, _brief: &Brief) -> maud::Markup {
    maud::html! {}
}
