//! The handlers: following and muting, one's ties, and the page of each.

use axum::extract::{Path, RawQuery, State};

use super::{
    actions,
    model::Stage,
    pairs,
    store::{self, Part},
    views::{self, Group},
};
use crate::{
    act::{Act, Look},
    app::App,
    error::Result,
    http::{Answer, Ask, Fields, Routes, Who},
    id::PersonId,
    page::{Page, own_path},
    people::{self, Face},
};

/// What people and programs can reach here.
pub fn routes() -> Routes {
    Routes::new()
        .get("/ties", Who::Person, list)
        .get("/ties/{handle}", Who::Person, show)
        .post("/@{handle}/follow", Who::Person, follow)
        .post("/@{handle}/unfollow", Who::Person, unfollow)
        .post("/@{handle}/mute", Who::Person, mute)
        .post("/@{handle}/unmute", Who::Person, unmute)
        .and(pairs::routes())
}

async fn follow(state: State<App>, handle: Path<String>, ask: Ask, fields: Fields) -> Answer {
    change(state, handle, ask, fields, actions::follow, "done-followed").await
}

async fn unfollow(state: State<App>, handle: Path<String>, ask: Ask, fields: Fields) -> Answer {
    change(state, handle, ask, fields, actions::unfollow, "done-unfollowed").await
}

async fn mute(state: State<App>, handle: Path<String>, ask: Ask, fields: Fields) -> Answer {
    change(state, handle, ask, fields, actions::mute, "done-muted").await
}

async fn unmute(state: State<App>, handle: Path<String>, ask: Ask, fields: Fields) -> Answer {
    change(state, handle, ask, fields, actions::unmute, "done-unmuted").await
}

/// One of the four; then back to where the button was.
async fn change(
    State(app): State<App>,
    Path(handle): Path<String>,
    ask: Ask,
    fields: Fields,
    verb: fn(&mut Act<'_>, &str) -> Result<Face>,
    done: &'static str,
) -> Answer {
    let other = app.act(&ask, move |act| verb(act, &handle)).await?;
    let to = fields.some("next").map_or_else(|| other.url(), |next| own_path(next).to_owned());
    Ok(app.see(&to, done))
}

/// So many ties of each stage are shown when all stages are.
const FEW: i64 = 8;
/// So many of one stage are on a page.
const PAGE: i64 = 60;

async fn list(State(app): State<App>, RawQuery(query): RawQuery, ask: Ask) -> Answer {
    let query = Fields::from_query(&query.unwrap_or_default());
    app.page(&ask, move |look| {
        let (me, account) = (look.viewer.person()?, look.viewer.me()?.account);
        let name: String = query.text("q").chars().take(60).collect();
        let pattern = pattern(&name);
        let only = query.some("stage").and_then(Stage::named);
        let counts = store::counts(look, me, account, &pattern)?;
        let after = match query.some("after").and_then(|text| text.parse::<PersonId>().ok()) {
            Some(person) => store::folded(look, person)?.map(|folded| (folded, person.0)),
            None => None,
        };
        let mut groups = Vec::new();
        // The nearest first: whom one has met, then those one is about to meet.
        for stage in Stage::ALL.into_iter().rev() {
            let count = counts.iter().find(|(number, _)| *number == stage.number()).map_or(0, |(_, count)| *count);
            if count == 0 || only.is_some_and(|only| only != stage) {
                continue;
            }
            let most = if only.is_some() { PAGE } else { FEW };
            let after = after.as_ref().filter(|_| only.is_some()).map_or(("", 0), |(name, id)| (name.as_str(), *id));
            let part = Part { stage: stage.number(), pattern: &pattern, after, most: most + 1 };
            let mut rows = store::list(look, me, account, &part)?;
            let more = rows.len() > most as usize;
            rows.truncate(most as usize);
            groups.push(Group { stage, count, rows, more });
        }
        let total = counts.iter().map(|(_, count)| count).sum();
        views::list(look, &groups, &name, only, total)
    })
    .await
}

/// For LIKE: anywhere in the name. What has no letters is in nobody's.
pub(super) fn pattern(name: &str) -> String {
    let folded = people::fold(name.trim_start_matches('@'));
    if folded.is_empty() && !name.is_empty() {
        return String::new();
    }
    let escaped: String = folded
        .chars()
        .flat_map(|char| matches!(char, '%' | '_' | '!').then_some('!').into_iter().chain([char]))
        .collect();
    format!("%{escaped}%")
}

async fn show(State(app): State<App>, Path(handle): Path<String>, ask: Ask) -> Answer {
    app.page(&ask, move |look| page(look, &handle)).await
}

fn page(look: &mut Look<'_>, handle: &str) -> Result<Page> {
    let other = actions::somebody(look, handle)?;
    views::tie_page(look, &other)
}
