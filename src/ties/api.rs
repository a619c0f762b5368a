//! Ties for programs: following and muting, one's ties, and each of them. Nobody sets a tie.

use serde_json::{Value, json};

use super::{
    actions,
    model::{Began, MayWrite, Stage},
    store::{self, ListRow, Part},
};
use crate::{
    act::{Act, Look},
    error::Result,
    gatherings,
    http::{
        Routes,
        api::{
            Call, Cursor, Said, Scope, Shape, delete, get, post, put,
            shape::{self, record, text, truth, word},
        },
    },
    id::PersonId,
    people::{self, Face},
    talk::{self, PairRow},
    time::Moment,
};

pub(super) fn routes() -> Routes {
    let scope = Scope::Ties;
    Routes::new()
        .looks(
            get("/api/v1/ties", "ties")
                .says("Your ties, by name")
                .asks(
                    record()
                        .may("stage", word(&STAGES).says("Only those that have come so far."))
                        .may("q", text(60).says("Letters of a name or a handle.").like("ada")),
                )
                .lists(row_shape()),
            list,
        )
        .looks(
            get("/api/v1/ties/{handle}", "tie").says("What stands between you and somebody").gives(200, tie_shape()),
            tie,
        )
        .acts(put("/api/v1/people/{handle}/follow", "follow", scope).says("Follow somebody"), follow)
        .acts(delete("/api/v1/people/{handle}/follow", "unfollow", scope).says("Cease to follow somebody"), unfollow)
        .acts(
            put("/api/v1/people/{handle}/mute", "mute", scope)
                .says("Fold away what somebody says")
                .more("For you alone; nobody learns of it."),
            mute,
        )
        .acts(delete("/api/v1/people/{handle}/mute", "unmute", scope).says("Show again what somebody says"), unmute)
        .looks(
            get("/api/v1/conversations", "conversations")
                .says("Your conversations of two, the latest first")
                .lists(pair_shape()),
            pairs,
        )
        .acts(
            post("/api/v1/conversations/{handle}/seen", "seeConversation", Scope::Talk)
                .says("Mark as read what somebody wrote to you"),
            see,
        )
        .and(talk::api_routes_for(&POSTS, |look, call| super::room(look, call.text("handle"))))
}

const POSTS: talk::Api = talk::Api {
    posts: ("/api/v1/conversations/{handle}/posts", "messages", "write"),
    post: ("/api/v1/conversations/{handle}/posts/{post}", "message", "editMessage", "deleteMessage"),
    restore: ("/api/v1/conversations/{handle}/posts/{post}/restore", "restoreMessage"),
    anyone: false,
};

fn pair_shape() -> Shape {
    shape::named("Conversation", || {
        record()
            .has("with", people::face_shape())
            .has("last_at", shape::moment())
            .has("words", text(5_000).says("What was last said.").like("See you on Thursday."))
            .has("picture", truth().says("Whether that came with a picture.").like("false"))
            .has("mine", truth().says("Whether you said it."))
            .has("unseen", truth().says("Whether something was said that you have not read.").like("false"))
            .has("muted", truth().like("false"))
    })
}

fn pairs(look: &mut Look<'_>, call: &Call) -> Result<Said> {
    let cursor = Cursor::of(call)?;
    let after = cursor.after(super::pairs::read_place)?;
    let rows = talk::pairs(look, after, cursor.and_one())?;
    let shown = |row: &PairRow| {
        Ok(json!({
            "with": people::face_json(&row.face),
            "last_at": row.last_at.iso(),
            "words": row.words,
            "picture": row.photo,
            "mine": row.mine,
            "unseen": row.unseen,
            "muted": row.muted,
        }))
    };
    cursor.said(rows, super::pairs::place_of, shown)
}

fn see(act: &mut Act<'_>, call: &Call) -> Result<Said> {
    super::pairs::see(act, call.text("handle")).map(|_| Said::done())
}

const STAGES: [&str; 5] = ["following", "mutual", "planning", "met", "regular"];

fn row_shape() -> Shape {
    shape::named("TieBrief", || {
        record()
            .has("person", people::face_shape())
            .has("stage", word(&STAGES))
            .has("muted", truth().like("false"))
            .has("follows_since", shape::moment().or_none().says("Since when you follow them."))
            .has("online_at", shape::moment().or_none().says("Your first mutual contact."))
            .has("met_days", shape::count().says("On how many days you met.").like("2"))
            .has("last_met_at", shape::moment().or_none())
    })
}

fn tie_shape() -> Shape {
    shape::named("Tie", || {
        let shared = record()
            .has("id", shape::id())
            .has("title", text(120).like("Board games at the café"))
            .has("starts", shape::moment())
            .or_none()
            .says("The next gathering that you both go to.");
        record()
            .has("person", people::face_shape())
            .has("stage", people::stage_shape())
            .has("follows_since", shape::moment().or_none().says("Since when you follow them."))
            .has("followed_since", shape::moment().or_none().says("Since when they follow you."))
            .has("online_at", shape::moment().or_none().says("Your first mutual contact."))
            .has("met_at", shape::moment().or_none().says("When you first met."))
            .has("met_days", shape::count().says("On how many days you met.").like("2"))
            .has("last_met_at", shape::moment().or_none())
            .has("began", word(&["online_first", "in_person_first"]).or_none().says("Null until you have met."))
            .has("muted", truth().like("false"))
            .has("may_write", word(&["freely", "once", "not_yet"]))
            .has("next_gathering", shared)
    })
}

fn row(row: &ListRow, now: Moment) -> Value {
    let face = Face { id: row.other, handle: row.handle.clone(), name: row.name.clone(), photo: row.photo.clone() };
    json!({
        "person": people::face_json(&face),
        "stage": Stage::of_row(row.stage, row.planned_until, now).map(Stage::name),
        "muted": row.muted,
        "follows_since": row.follows_since.map(Moment::iso),
        "online_at": row.online_at.map(Moment::iso),
        "met_days": row.met_days,
        "last_met_at": row.last_met_at.map(Moment::iso),
    })
}

/// One stage after the other, the nearest first, as on the page. A part begins after a stage's number, a person, and their
/// name: who bore it may have left in between.
fn list(look: &mut Look<'_>, call: &Call) -> Result<Said> {
    let (me, account) = look.viewer.me().map(|me| (me.person, me.account))?;
    let cursor = Cursor::of(call)?;
    let pattern = super::pages::pattern(call.query.text("q"));
    let only = call.query.some("stage").and_then(Stage::named);
    let begins = cursor.after(|text| {
        let mut parts = text.splitn(3, '.');
        let (stage, person, name) = (parts.next()?, parts.next()?, parts.next()?);
        Some((stage.parse::<i64>().ok()?, person.parse::<PersonId>().ok()?, name.to_owned()))
    })?;
    let mut found: Vec<ListRow> = Vec::new();
    for stage in Stage::ALL.into_iter().rev().filter(|stage| only.is_none_or(|only| only == *stage)) {
        let number = stage.number();
        let after = match &begins {
            Some((begun, ..)) if number > *begun => continue,
            Some((begun, person, name)) if number == *begun => (name.as_str(), person.0),
            _ => ("", 0),
        };
        let most = cursor.and_one() - found.len() as i64;
        if most <= 0 {
            break;
        }
        found.extend(store::list(look, me, account, &Part { stage: number, pattern: &pattern, after, most })?);
    }
    let now = look.now;
    let mark = match cursor.last(&found) {
        Some(last) => {
            let stage = Stage::of_row(last.stage, last.planned_until, now).map_or(0, Stage::number);
            format!("{stage}.{}.{}", last.other, store::folded(look, last.other)?.unwrap_or_default())
        }
        None => String::new(),
    };
    cursor.said(found, |_| mark, |one| Ok(row(one, now)))
}

fn tie(look: &mut Look<'_>, call: &Call) -> Result<Said> {
    let other = actions::somebody(look, call.text("handle"))?;
    let me = look.viewer.person()?;
    let (tie, now) = (actions::tie(look, other.id)?, look.now);
    // Where nothing stands between two people, where the other goes is none of the viewer's business here.
    let shared = if tie.is_some() { gatherings::shared_ahead(look, me, other.id)? } else { None };
    let tie = tie.as_ref();
    Ok(Said::ok(json!({
        "person": people::face_json(&other),
        "stage": tie.map(|tie| tie.stage(now).name()),
        "follows_since": tie.and_then(|tie| tie.follows_since).map(Moment::iso),
        "followed_since": tie.and_then(|tie| tie.followed_since).map(Moment::iso),
        "online_at": tie.and_then(|tie| tie.online_at).map(Moment::iso),
        "met_at": tie.and_then(|tie| tie.met_at).map(Moment::iso),
        "met_days": tie.map_or(0, |tie| tie.met_days),
        "last_met_at": tie.and_then(|tie| tie.last_met_at).map(Moment::iso),
        "began": tie.and_then(|tie| tie.began()).map(|began| match began {
            Began::OnlineFirst => "online_first",
            Began::InPersonFirst => "in_person_first",
        }),
        "muted": actions::has_muted(look, other.id)?,
        "may_write": match actions::can_write(look, other.id)? {
            MayWrite::Freely => "freely",
            MayWrite::Once => "once",
            MayWrite::NotYet => "not_yet",
        },
        "next_gathering": shared.map(|shared| json!({
            "id": shared.id, "title": shared.title, "starts": shared.starts_at.iso(),
        })),
    })))
}

fn follow(act: &mut Act<'_>, call: &Call) -> Result<Said> {
    actions::follow(act, call.text("handle")).map(|_| Said::done())
}

fn unfollow(act: &mut Act<'_>, call: &Call) -> Result<Said> {
    actions::unfollow(act, call.text("handle")).map(|_| Said::done())
}

fn mute(act: &mut Act<'_>, call: &Call) -> Result<Said> {
    actions::mute(act, call.text("handle")).map(|_| Said::done())
}

fn unmute(act: &mut Act<'_>, call: &Call) -> Result<Said> {
    actions::unmute(act, call.text("handle")).map(|_| Said::done())
}
