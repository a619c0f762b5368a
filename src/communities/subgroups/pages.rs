//! What people reach of sub-groups.

use axum::extract::{Path, State};
use maud::{Markup, html};

pub use super::views::{Circle, kicker, parent_first, section};
use super::{
    super::{
        actions::{self, hosted, visible},
        model::{Community, Role},
        pages::{forget, read},
    },
    model::may_take_in,
    views,
};
use crate::{
    act::Look,
    app::App,
    args,
    error::{Error, Problems, Result},
    http::{Answer, Ask, Fields, Routes, Who},
    page::{Page, Place},
    town,
};

/// What people can reach here.
pub fn routes() -> Routes {
    Routes::new()
        .get("/c/{handle}/subgroups", Who::Anyone, all)
        .get("/c/{handle}/subgroups/new", Who::Person, new)
        .post("/c/{handle}/subgroups/new", Who::Person, found)
        .get("/c/{handle}/take-in", Who::Person, choose)
        .post("/c/{handle}/take-in", Who::Person, take_in)
        .get("/c/{handle}/subgroups/{group}", Who::Person, tend)
        .post("/c/{handle}/subgroups/{group}/release", Who::Person, release)
        .post("/c/{handle}/subgroups/{group}/hand-over", Who::Person, hand_over)
        .post("/c/{handle}/subgroups/{group}/end", Who::Person, end)
        .get("/c/{handle}/leave", Who::Person, leaving)
}

/// What the page of a community says of sub-groups.
pub fn circle(look: &mut Look<'_>, community: &Community) -> Result<Circle> {
    Ok(Circle {
        part_of: super::part_of(look, community)?,
        parts: super::of(look, community)?,
        mine: super::mine(look, community)?,
    })
}

/// The page for who has to join another community first. Of a private one they learn nothing.
pub fn before_the_door(look: &mut Look<'_>, community: &Community) -> Result<Page> {
    let circle = Circle { part_of: super::part_of(look, community)?, ..Circle::default() };
    let title = look.say.t("subgroup-parent-title");
    let main = html! {
        div.head { h1 { (title) } p.lead { (look.say.t("error-subgroup-parent-first")) } }
        div.buttons { (parent_first(look, &circle)) }
    };
    Ok(Page::new(title, Place::Find, main).alone().private())
}

/// What is said before a community is closed that others are part of.
pub fn before_closing(look: &mut Look<'_>, community: &Community) -> Result<Markup> {
    let any = !super::seen_ids(look, community)?.is_empty();
    Ok(html! { @if any { p { (look.say.t("subgroups-before-closing")) } } })
}

async fn all(State(app): State<App>, ask: Ask, Path(handle): Path<String>) -> Answer {
    app.page(&ask, move |look| {
        let community = visible(look, &handle)?;
        let parts = super::of(look, &community)?;
        let title = look.say.with("subgroups-of", args! { name: community.name.clone() });
        let page = Page::new(title.clone(), Place::Find, views::all(look, &community, &title, &parts));
        Ok(if community.access == super::Access::Open { page } else { page.private() })
    })
    .await
}

// --- making ---

async fn new(State(app): State<App>, ask: Ask, Path(handle): Path<String>) -> Answer {
    app.page(&ask, move |look| {
        let fields = Fields::default().with("access", "open");
        founding(look, &handle, &fields, &Problems::default())
    })
    .await
}

fn founding(look: &mut Look<'_>, handle: &str, fields: &Fields, problems: &Problems) -> Result<Page> {
    let parent = hosted(look, handle)?;
    if parent.parent.is_some() {
        return Err(Error::Conflict("error-subgroup-deep"));
    }
    let main = views::founding(look, &parent, fields, problems);
    Ok(Page::new(look.say.t("subgroup-new"), Place::Find, main).alone().private().script(town::SCRIPT))
}

async fn found(State(app): State<App>, ask: Ask, Path(handle): Path<String>, fields: Fields) -> Answer {
    let outcome = match read(&app, &ask, &fields).await {
        Ok(draft) => {
            let (parent, photo) = (handle.clone(), draft.photo.clone());
            let founded = app.act(&ask, move |act| super::found(act, &parent, &draft)).await;
            if founded.is_err() {
                forget(&app, photo).await?;
            }
            founded
        }
        Err(error) => Err(error),
    };
    match outcome {
        Ok(group) => Ok(app.see(&format!("/c/{group}"), "done-subgroup-founded")),
        Err(Error::Invalid(problems)) => {
            app.page_again(&ask, move |look| founding(look, &handle, &fields, &problems)).await
        }
        Err(error) => Err(error.into()),
    }
}

async fn choose(State(app): State<App>, ask: Ask, Path(handle): Path<String>) -> Answer {
    let query = ask.query();
    app.page(&ask, move |look| {
        let title = look.say.t("subgroup-take-in");
        let main = match query.some("group") {
            Some(group) => {
                let (parent, group, standing) = super::weighed(look, &handle, group)?;
                let names = args! { name: group.name.clone(), parent: parent.name.clone() };
                let title = look.say.with("subgroup-take-in-title", names);
                views::taking_in(look, &title, (&parent, &group), &standing, may_take_in(&standing).err())
            }
            None => {
                let parent = hosted(look, &handle)?;
                let mut mine = actions::mine_in_brief(look)?;
                mine.retain(|brief| brief.role == Some(Role::Host) && brief.id != parent.id);
                views::choosing(look, &parent, title, &mine)
            }
        };
        Ok(Page::new(title, Place::Find, main).alone().private())
    })
    .await
}

async fn take_in(State(app): State<App>, ask: Ask, Path(handle): Path<String>, fields: Fields) -> Answer {
    let back = format!("/c/{handle}/subgroups");
    app.act(&ask, move |act| super::take_in(act, &handle, fields.text("group"))).await?;
    Ok(app.see(&back, "done-subgroup-taken-in"))
}

// --- looking after ---

async fn tend(State(app): State<App>, ask: Ask, Path((handle, group)): Path<(String, String)>) -> Answer {
    app.page(&ask, move |look| tending(look, (&handle, &group), &Fields::default(), &Problems::default())).await
}

fn tending(look: &mut Look<'_>, (handle, group): (&str, &str), fields: &Fields, problems: &Problems) -> Result<Page> {
    let (parent, group) = super::tended(look, handle, group)?;
    let main = views::tending(look, (&parent, &group), fields, problems);
    Ok(Page::new(group.name, Place::Find, main).alone().private())
}

async fn release(State(app): State<App>, ask: Ask, Path((handle, group)): Path<(String, String)>) -> Answer {
    let to = format!("/c/{group}");
    app.act(&ask, move |act| super::release(act, &handle, &group)).await?;
    Ok(app.see(&to, "done-subgroup-released"))
}

async fn hand_over(
    State(app): State<App>,
    ask: Ask,
    Path((handle, group)): Path<(String, String)>,
    fields: Fields,
) -> Answer {
    let (parent, part, whom) = (handle.clone(), group.clone(), fields.text("person").to_owned());
    match app.act(&ask, move |act| super::hand_over(act, &parent, &part, &whom)).await {
        Ok(()) => Ok(app.see(&format!("/c/{handle}/subgroups"), "done-subgroup-handed-over")),
        Err(Error::Invalid(problems)) => {
            app.page_again(&ask, move |look| tending(look, (&handle, &group), &fields, &problems)).await
        }
        Err(error) => Err(error.into()),
    }
}

async fn end(
    State(app): State<App>,
    ask: Ask,
    Path((handle, group)): Path<(String, String)>,
    fields: Fields,
) -> Answer {
    let (parent, part, typed) = (handle.clone(), group.clone(), fields.text("handle").to_owned());
    match app.act(&ask, move |act| super::end(act, &parent, &part, &typed)).await {
        Ok(()) => Ok(app.see(&format!("/c/{handle}/subgroups"), "done-community-closed")),
        Err(Error::Invalid(problems)) => {
            app.page_again(&ask, move |look| tending(look, (&handle, &group), &fields, &problems)).await
        }
        Err(error) => Err(error.into()),
    }
}

async fn leaving(State(app): State<App>, ask: Ask, Path(handle): Path<String>) -> Answer {
    app.page(&ask, move |look| {
        let community = visible(look, &handle)?;
        if !community.mine() {
            return Err(Error::NotFound);
        }
        let mut mine = super::seen(look, &community)?;
        mine.retain(|brief| brief.role.is_some());
        let title = look.say.with("subgroup-leave-title", args! { name: community.name.clone() });
        let main = views::leaving(look, &community, &title, &mine);
        Ok(Page::new(title, Place::Find, main).alone().private())
    })
    .await
}
