//! What people reach of communities.

use axum::{
    extract::{Path, State},
    response::IntoResponse,
};

use super::{
    actions::{self, Knock},
    entry,
    model::{Community, Draft, Role},
    newcomers, roster,
    store::After,
    subgroups, views,
};
use crate::{
    act::Look,
    app::App,
    error::{Error, Problems, Result},
    gatherings,
    http::{Answer, Ask, Fields, Routes, Who},
    id::PersonId,
    jobs,
    page::{Form, Page, Place},
    talk, town,
};

/// So many members stand on one page.
const MEMBERS: usize = 40;
/// So many ties are named on a community's own page.
const FEW: i64 = 6;
/// So many gatherings ahead stand there.
pub(super) const AHEAD: usize = 6;

const POSTS: talk::Paths = talk::Paths {
    posts: "/c/{handle}/posts",
    edit: "/c/{handle}/posts/{post}/edit",
    delete: "/c/{handle}/posts/{post}/delete",
    restore: "/c/{handle}/posts/{post}/restore",
};

/// What people and programs can reach here.
pub fn routes() -> Routes {
    Routes::new()
        .get("/c/new", Who::Person, new)
        .post("/c/new", Who::Person, found)
        .get("/c/{handle}", Who::Anyone, show)
        .get("/c/{handle}/join", Who::Anyone, door)
        .post("/c/{handle}/join", Who::Person, join)
        .post("/c/{handle}/leave", Who::Person, leave)
        .get("/c/{handle}/edit", Who::Person, edit)
        .post("/c/{handle}/edit", Who::Person, change)
        .get("/c/{handle}/members", Who::Person, members)
        .get("/c/{handle}/members/{person}", Who::Person, member)
        .post("/c/{handle}/members/{person}/role", Who::Person, appoint)
        .get("/c/{handle}/removed", Who::Person, removed)
        .post("/c/{handle}/removed/{person}/back", Who::Person, let_back)
        .and(talk::routes_for(POSTS, room))
        .get("/c/{handle}/invite", Who::Person, invitation)
        .post("/c/{handle}/invite", Who::Person, invite)
}

/// Its conversation, for those who may see inside.
pub(super) fn room(look: &mut Look<'_>, handle: &str) -> Result<talk::Room> {
    let community = actions::visible(look, handle)?;
    if community.is_inside(look.viewer.person_if_any().is_some()) {
        Ok(actions::room(look, &community))
    } else {
        Err(Error::NotFound)
    }
}

// --- founding and changing ---

async fn new(State(app): State<App>, ask: Ask) -> Answer {
    app.page(&ask, |look| {
        let fields = Fields::default().with("access", "open");
        Ok(founding(look, &fields, &Problems::default()))
    })
    .await
}

fn founding(look: &Look<'_>, fields: &Fields, problems: &Problems) -> Page {
    let say = look.say;
    Page::new(say.t("community-new-title"), Place::Find, views::founding(look, fields, problems))
        .alone()
        .private()
        .script(town::SCRIPT)
}

/// The form with its picture, each fault at its field.
pub(super) async fn read(app: &App, ask: &Ask, fields: &Fields) -> Result<Draft> {
    let mut problems = Problems::default();
    let picture = match app.picture(ask, fields, "photo").await {
        Ok(picture) => picture,
        Err(Error::Invalid(faults)) => {
            problems.0.extend(faults.0);
            None
        }
        Err(other) => return Err(other),
    };
    let hash = picture.map(|picture| picture.hash);
    match Draft::read(fields, problems) {
        Ok(draft) => Ok(Draft { photo: hash, ..draft }),
        Err(error) => {
            forget(app, hash).await?;
            Err(error)
        }
    }
}

/// Deletes a picture that nobody shows any more.
pub(super) async fn forget(app: &App, hash: Option<String>) -> Result<()> {
    match hash {
        Some(hash) => jobs::forget_picture(app, &hash).await,
        None => Ok(()),
    }
}

async fn found(State(app): State<App>, ask: Ask, fields: Fields) -> Answer {
    let outcome = match read(&app, &ask, &fields).await {
        Ok(draft) => {
            let photo = draft.photo.clone();
            let founded = app.act(&ask, move |act| actions::found(act, &draft)).await;
            if founded.is_err() {
                forget(&app, photo).await?;
            }
            founded
        }
        Err(error) => Err(error),
    };
    match outcome {
        Ok((_, handle)) => Ok(app.see(&format!("/c/{handle}"), "done-community-founded")),
        Err(Error::Invalid(problems)) => app.page_again(&ask, move |look| Ok(founding(look, &fields, &problems))).await,
        Err(error) => Err(error.into()),
    }
}

async fn edit(State(app): State<App>, ask: Ask, Path(handle): Path<String>) -> Answer {
    app.page(&ask, move |look| {
        let community = actions::hosted(look, &handle)?;
        let fields = stored(look, &community)?;
        changing(look, &handle, &fields, &Problems::default())
    })
    .await
}

/// What is stored, as the fields of the form.
pub(super) fn stored(look: &mut Look<'_>, community: &Community) -> Result<Fields> {
    let mut fields = Fields::default()
        .with("name", &community.name)
        .with("words", &community.words)
        .with("rules", &community.rules)
        .with("access", community.wanted().as_str());
    if let Some(place) = town::stored(community.place) {
        fields = fields.with("town", town::label(&place));
    }
    for interest in super::store::interests(look, community.id)? {
        fields = fields.with("interest", interest);
    }
    Ok(fields)
}

fn changing(look: &mut Look<'_>, handle: &str, fields: &Fields, problems: &Problems) -> Result<Page> {
    let community = actions::hosted(look, handle)?;
    let title = look.say.with("community-edit-title", crate::args! { name: community.name.clone() });
    let main = views::changing(look, &community, &title, fields, problems);
    Ok(Page::new(title, Place::Find, main).alone().private().script(town::SCRIPT))
}

async fn change(State(app): State<App>, ask: Ask, Path(handle): Path<String>, fields: Fields) -> Answer {
    let outcome = match read(&app, &ask, &fields).await {
        Ok(draft) => {
            let (handle, photo) = (handle.clone(), draft.photo.clone());
            let changed = app.act(&ask, move |act| actions::change(act, &handle, &draft)).await;
            if changed.is_err() {
                forget(&app, photo).await?;
            }
            changed
        }
        Err(error) => Err(error),
    };
    match outcome {
        Ok(before) => {
            forget(&app, before).await?;
            Ok(app.see(&format!("/c/{handle}"), "done-community-changed"))
        }
        Err(Error::Invalid(problems)) => {
            app.page_again(&ask, move |look| changing(look, &handle, &fields, &problems)).await
        }
        Err(error) => Err(error.into()),
    }
}

// --- seeing ---

async fn show(State(app): State<App>, ask: Ask, Path(handle): Path<String>) -> Answer {
    let query = ask.query();
    app.page(&ask, move |look| {
        let community = actions::visible(look, &handle)?;
        let inside = community.is_inside(look.viewer.person_if_any().is_some());
        let ahead = gatherings::next_of_community(look, community.id, AHEAD)?;
        let path = newcomers::path(look, &community, &ahead)?;
        let shown = views::Shown {
            interests: super::store::interests(look, community.id)?,
            leaders: actions::leaders(look, community.id)?,
            known: if inside { actions::known(look, community.id, FEW)? } else { Vec::new() },
            waiting: actions::asking(look, &community)?.len(),
            out: actions::is_out(look, community.id)?,
            head: entry::pages::head(look, &community)?,
            colour: entry::of(look, community.id)?.colour,
            circle: subgroups::pages::circle(look, &community)?,
            path: path.map(|path| newcomers::section(look, &path)),
            ahead,
            inside,
            conversation: if inside {
                Some(talk::thread(look, &actions::room(look, &community), &query)?)
            } else {
                None
            },
            community,
        };
        Ok(shown.page(look))
    })
    .await
}

async fn members(State(app): State<App>, ask: Ask, Path(handle): Path<String>) -> Answer {
    let query = ask.query();
    app.page(&ask, move |look| {
        let community = actions::visible(look, &handle)?;
        let after = after(query.text("after"));
        let mut members = actions::members(look, &community, after, i64::try_from(MEMBERS + 1).unwrap_or(i64::MAX))?;
        let more = members.len() > MEMBERS;
        members.truncate(MEMBERS);
        let next = members.last().filter(|_| more).map(|last| format!("{}.{}", last.rank, last.face.id));
        let asking = if after.is_none() { actions::asking(look, &community)? } else { Vec::new() };
        let said = if asking.is_empty() { entry::Answered::new() } else { entry::answered(look, &community, true)? };
        let asking = (asking.as_slice(), &said);
        let removed = actions::has_removed(look, &community)?;
        Ok(views::members(look, &community, &members, asking, after.is_some(), next.as_deref(), removed))
    })
    .await
}

/// Where a part of the list begins; what can't be read begins at the top.
pub(super) fn after(text: &str) -> Option<After> {
    let (rank, person) = text.split_once('.')?;
    Some(After { rank: rank.parse().ok()?, person: person.parse::<PersonId>().ok()? })
}

async fn member(State(app): State<App>, ask: Ask, Path((handle, whom)): Path<(String, String)>) -> Answer {
    app.page(&ask, move |look| {
        let (community, face, role) = actions::led(look, &handle, &whom)?;
        Ok(views::member(look, &community, &face, role))
    })
    .await
}

async fn appoint(
    State(app): State<App>,
    ask: Ask,
    Path((handle, whom)): Path<(String, String)>,
    fields: Fields,
) -> Answer {
    let to = match fields.text("role") {
        "none" => None,
        "host" => Some(Role::Host),
        "moderator" => Some(Role::Moderator),
        "member" => Some(Role::Member),
        _ => return Err(Error::invalid("role", "problem-community-role").into()),
    };
    let back = format!("/c/{handle}/members");
    app.act(&ask, move |act| actions::appoint(act, &handle, &whom, to)).await?;
    Ok(app.see(&back, if to.is_some() { "done-community-appointed" } else { "done-community-removed" }))
}

async fn removed(State(app): State<App>, ask: Ask, Path(handle): Path<String>) -> Answer {
    app.page(&ask, move |look| {
        let (community, removed) = actions::removed(look, &handle)?;
        Ok(views::removed(look, &community, &removed))
    })
    .await
}

async fn let_back(State(app): State<App>, ask: Ask, Path((handle, whom)): Path<(String, String)>) -> Answer {
    let back = format!("/c/{handle}/removed");
    app.act(&ask, move |act| actions::let_back(act, &handle, &whom)).await?;
    Ok(app.see(&back, "done-community-let-back"))
}

// --- coming and going ---

async fn door(State(app): State<App>, ask: Ask, Path(handle): Path<String>) -> Answer {
    let query = ask.query();
    let back = ask.target.uri.clone();
    let standing = handle.clone();
    let invite = query.text("invite").to_owned();
    let belongs = app.look(&ask, move |look| Ok(actions::at_the_door(look, &standing, &invite)?.0.mine())).await?;
    if belongs {
        return Ok(app.see(&format!("/c/{handle}"), ""));
    }
    app.page(&ask, move |look| at_the_door(look, &handle, &query, &back, &Problems::default())).await
}

fn at_the_door(look: &mut Look<'_>, handle: &str, fields: &Fields, back: &str, problems: &Problems) -> Result<Page> {
    let (community, invitation) = actions::at_the_door(look, handle, fields.text("invite"))?;
    if actions::is_out(look, community.id)? {
        return Err(Error::Forbidden("error-community-removed"));
    }
    if !community.admits() {
        return subgroups::pages::before_the_door(look, &community);
    }
    let leaders = actions::leaders(look, community.id)?;
    let questions = entry::asked(look, &community, invitation.is_some())?;
    let form = Form::new(look, fields, problems);
    let more = maud::html! {
        (entry::pages::questions(look, &questions, &form))
        (roster::pages::shares_field(look.say, form.value("shares") == "yes"))
    };
    Ok(views::door(look, &community, invitation, &leaders, fields, (back, &more), problems))
}

async fn join(State(app): State<App>, ask: Ask, Path(handle): Path<String>, fields: Fields) -> Answer {
    let knock = Knock::read(&fields);
    let path = format!("/c/{handle}");
    let standing = handle.clone();
    match app.act(&ask, move |act| actions::join(act, &standing, &knock)).await {
        Ok(Role::Asked) => Ok(app.see(&path, "done-community-asked")),
        Ok(_) => Ok(app.see(&path, "done-community-joined")),
        Err(Error::Invalid(problems)) => {
            app.page_again(&ask, move |look| at_the_door(look, &handle, &fields, "", &problems)).await
        }
        Err(error) => Err(error.into()),
    }
}

async fn leave(State(app): State<App>, ask: Ask, Path(handle): Path<String>) -> Answer {
    let path = format!("/c/{handle}");
    let there = app
        .act(&ask, move |act| {
            actions::leave(act, &handle)?;
            match actions::visible(act, &handle) {
                Ok(_) => Ok(true),
                Err(Error::NotFound) => Ok(false),
                Err(error) => Err(error),
            }
        })
        .await?;
    Ok(app.see(if there { &path } else { "/find/communities" }, "done-community-left"))
}

async fn invite(State(app): State<App>, ask: Ask, Path(handle): Path<String>) -> Answer {
    let host = handle.clone();
    let sealed = app.look(&ask, move |look| actions::invite(look, &host)).await?;
    Ok(app.see(&format!("/c/{handle}/invite?link={sealed}"), ""))
}

/// The link that was just made, for handing on.
async fn invitation(State(app): State<App>, ask: Ask, Path(handle): Path<String>) -> Answer {
    let query = ask.query();
    app.page(&ask, move |look| {
        let community = actions::hosted(look, &handle)?;
        let sealed = query.text("link");
        let given = super::Invitation::read(sealed, community.id, &look.shared.keys);
        Ok(views::invitation(look, &community, given.map(|given| (sealed, given))))
    })
    .await
    .map(IntoResponse::into_response)
}
