//! What is planned and not published: a form that is kept for its maker alone until it is published or thrown away, and
//! the form of an earlier gathering filled in for the next time.
//!
//! A draft is no gathering: it is the form's own fields, so that nothing that lists gatherings can ever show one.

mod api;
pub mod model;
mod pages;
mod store;
pub(super) mod views;

use std::collections::HashSet;

use model::{Ahead, MOST, Sketch, day_of, moved, next_day};
pub(super) use pages::{back, keep, preview};
use serde_json::{Value, json};

use super::{
    actions, form, lists,
    model::{Brief, Draft, Gathering},
    questions::{self, model::Asked},
};
use crate::{
    act::{Act, Look},
    communities,
    error::{Error, Result},
    http::{Fields, Routes},
    id::{DraftId, GatheringId, PersonId},
    jobs::Job,
    rows,
    time::{Moment, Zone},
};

/// So many earlier gatherings are offered.
const EARLIER: usize = 20;

rows! {
    /// A draft.
    #[derive(Debug, Clone)]
    pub struct Row {
        /// Its id.
        pub id: DraftId,
        /// Its title; may be empty.
        pub title: String,
        /// What stands in the form, as JSON.
        pub fields: String,
        /// The hash of its picture.
        pub photo: Option<String>,
        /// When it was last kept.
        pub changed_at: Moment,
    }
}

impl Row {
    /// The address at which one goes on with it.
    pub fn url(&self) -> String {
        format!("/you/drafts/{}", self.id)
    }

    /// The form as it was kept; it says which draft it is.
    pub fn form(&self) -> Result<Fields> {
        Ok(model::fields_of(&self.fields)?.without("draft").with("draft", self.id.to_string()))
    }
}

/// What people and programs can reach here.
pub(super) fn routes() -> Routes {
    pages::routes().and(api::routes())
}

/// The viewer's drafts, the last changed first.
pub fn mine(look: &mut Look<'_>) -> Result<Vec<Row>> {
    let person = look.viewer.person()?;
    store::of_person(look, person)
}

/// One of the viewer's drafts.
pub fn own(look: &mut Look<'_>, id: DraftId) -> Result<Row> {
    let person = look.viewer.person()?;
    store::draft(look, id, person)?.ok_or(Error::NotFound)
}

/// Keeps a form: in the draft that it says it is of, else in a new one. Nothing of it has to be right.
pub fn save(act: &mut Act<'_>, fields: &Fields, photo: Option<&str>) -> Result<DraftId> {
    let person = act.viewer.person()?;
    let sketch = Sketch::read(fields)?;
    if let Some(before) = of_form(act, fields)? {
        store::change(act, before.id, person, &sketch, photo)?;
        if before.photo.as_deref() != photo {
            let_go(act, before.photo)?;
        }
        return Ok(before.id);
    }
    if store::of_person(act, person)?.len() >= MOST {
        return Err(Error::Conflict("error-drafts-many"));
    }
    let id: DraftId = act.id();
    store::put(act, id, person, &sketch, photo).map(|()| id)
}

/// The draft that a form says it is of, where it is the viewer's and still there.
fn of_form(look: &mut Look<'_>, fields: &Fields) -> Result<Option<Row>> {
    let person = look.viewer.person()?;
    match fields.some("draft").and_then(|text| text.parse().ok()) {
        Some(id) => store::draft(look, id, person),
        None => Ok(None),
    }
}

/// Throws one away.
pub fn throw_away(act: &mut Act<'_>, id: DraftId) -> Result<()> {
    let draft = own(act, id)?;
    let person = act.viewer.person()?;
    store::delete(act, id, person)?;
    let_go(act, draft.photo)
}

fn let_go(act: &mut Act<'_>, photo: Option<String>) -> Result<()> {
    photo.map_or(Ok(()), |hash| act.later(&Job::DeletePicture { hash }))
}

/// What follows where a form was published: its draft is one no longer, so that it can't be published twice.
///
/// # Errors
/// [`Error::Conflict`] where its draft is gone: then somebody has published it already, or thrown it away.
pub fn published(act: &mut Act<'_>, fields: &Fields) -> Result<()> {
    if fields.some("draft").is_none() {
        return Ok(());
    }
    let person = act.viewer.person()?;
    let draft = of_form(act, fields)?.ok_or(Error::Conflict("error-draft-gone"))?;
    store::delete(act, draft.id, person)?;
    // The gathering shows it now, unless another was chosen.
    let_go(act, draft.photo)
}

/// The same, and the questions of the gathering that served as the template are asked again.
pub fn published_as(act: &mut Act<'_>, fields: &Fields, id: GatheringId) -> Result<()> {
    published(act, fields)?;
    let Some(template) = fields.some("template").and_then(|text| text.parse::<GatheringId>().ok()) else {
        return Ok(());
    };
    // It may be gone, or be run by others meanwhile: then there is nothing to ask.
    if template == id || !runs(act, template)? {
        return Ok(());
    }
    for question in questions::asked(act, template)? {
        let asked = Asked {
            kind: question.kind,
            words: question.words,
            choices: question.choices,
            required: question.required,
        };
        questions::ask(act, id, &asked)?;
    }
    Ok(())
}

fn runs(look: &mut Look<'_>, id: GatheringId) -> Result<bool> {
    match actions::own(look, id) {
        Ok(_) => Ok(true),
        Err(Error::NotFound | Error::Forbidden(_)) => Ok(false),
        Err(error) => Err(error),
    }
}

/// A draft as it would be published: read, held against the clock, and in a community in which the viewer may publish.
pub fn publishable(look: &mut Look<'_>, draft: &Draft) -> Result<()> {
    draft.plan(look.now, None)?;
    if let Some(community) = draft.community
        && !(communities::may_see(look, community)? && communities::may_publish(look, community)?)
    {
        return Err(Error::invalid("community", "problem-gathering-community"));
    }
    Ok(())
}

/// The form of a gathering that the viewer runs, for the next time; and its picture.
pub fn template(look: &mut Look<'_>, id: GatheringId, ahead: Ahead) -> Result<(Fields, Gathering)> {
    let gathering = actions::own(look, id)?;
    let fields = form::stored(look, &gathering)?;
    let zone: Zone = gathering.zone();
    let today = look.now.on_the_wall(&zone).date();
    let then = day_of(&gathering.starts_local).ok_or(Error::NotFound)?;
    let next = next_day(then, today, ahead).ok_or(Error::NotFound)?;
    let mut fields = moved(fields, then, next).with("template", id.to_string());
    if let Some(community) = gathering.community {
        fields = fields.with("community", community.to_string());
    }
    Ok((fields, gathering))
}

/// What the viewer ran before, the last first: of those that bear one title only the last.
pub fn earlier(look: &mut Look<'_>) -> Result<Vec<Brief>> {
    let (person, now) = (look.viewer.person()?, look.now);
    let mut found = Vec::new();
    let mut seen = HashSet::new();
    for id in store::run_by(look, person, now, 3 * EARLIER as i64)? {
        if found.len() == EARLIER {
            break;
        }
        let Some(brief) = lists::brief(look, id)? else { continue };
        if seen.insert((brief.community, brief.title.clone())) {
            found.push(brief);
        }
    }
    Ok(found)
}

/// Who leaves has planned nothing.
pub fn forget(act: &mut Act<'_>, person: PersonId) -> Result<()> {
    for draft in store::of_person(act, person)? {
        let_go(act, draft.photo)?;
    }
    store::forget(act, person)
}

/// What a person plans, for them to take along.
pub fn export(look: &mut Look<'_>, person: PersonId) -> Result<Value> {
    store::of_person(look, person)?
        .into_iter()
        .map(|row| {
            let fields: Value = serde_json::from_str(&row.fields).map_err(|error| Error::Inner(error.to_string()))?;
            Ok(json!({ "title": row.title, "form": fields, "picture": row.photo, "changed": row.changed_at.iso() }))
        })
        .collect()
}
