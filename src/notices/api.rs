//! Notices for programs.

use serde_json::{Value, json};

use super::{
    actions::Leads,
    pages,
    store::{self, NoticeRow},
};
use crate::{
    act::{Act, Look},
    error::Result,
    http::{
        Routes,
        api::{
            Call, Cursor, Said, Scope, Shape, get, post,
            shape::{self, record, text},
        },
    },
    id,
    page::own_path,
    people::{self, Face},
    time::Moment,
};

pub(super) fn routes() -> Routes {
    Routes::new()
        .looks(get("/api/v1/notices", "notices").says("What you should know of, the newest first").lists(shape()), list)
        .acts(
            post("/api/v1/notices/seen", "seeNotices", Scope::Talk).says("Mark notices as seen").takes(
                record().may("up_to", shape::id().says("That one and all before it; all where it is left out.")),
            ),
            seen,
        )
}

fn shape() -> Shape {
    shape::named("Notice", || {
        record()
            .has("id", shape::id())
            .has("at", shape::moment())
            .has("kind", text(40).like("followed"))
            .has("words", text(2000).says("In your language.").like("Ada Lovelace follows you"))
            .has("by", people::face_shape().or_none())
            .has("url", shape::path().says("The page that it leads to.").like("/ties/ada-lovelace"))
            .has("title", text(300).like(""))
            .has("seen_at", shape::moment().or_none())
    })
}

fn list(look: &mut Look<'_>, call: &Call) -> Result<Said> {
    let (me, account) = look.viewer.me().map(|me| (me.person, me.account))?;
    let cursor = Cursor::of(call)?;
    let before = cursor.after(id::decode)?.unwrap_or(i64::MAX);
    let rows = store::list(look, me, account, before, cursor.and_one())?;
    let look = &*look;
    cursor.said(rows, |last| last.id.to_string(), |row| Ok(shown(look, row)))
}

fn shown(look: &Look<'_>, row: &NoticeRow) -> Value {
    let leads: Leads = serde_json::from_str(&row.data).unwrap_or_default();
    let name = row.name.as_deref().unwrap_or_default();
    let by = match (row.by, &row.handle) {
        (Some(id), Some(handle)) => {
            let face = Face { id, handle: handle.clone(), name: name.to_owned(), photo: row.photo.clone() };
            people::face_json(&face)
        }
        _ => Value::Null,
    };
    json!({
        "id": row.id,
        "at": id::made_at(row.id.0).iso(),
        "kind": row.kind,
        "words": pages::words(look.say, &row.kind, name, &leads.title),
        "by": by,
        "url": own_path(&leads.url),
        "title": leads.title,
        "seen_at": row.seen_at.map(Moment::iso),
    })
}

fn seen(act: &mut Act<'_>, call: &Call) -> Result<Said> {
    let me = act.viewer.person()?;
    store::put_seen(act, me, call.fields.some("up_to").and_then(id::decode).unwrap_or(i64::MAX))?;
    Ok(Said::done())
}
