//! The page between a table and what would be done with it: which column holds what.

use std::collections::BTreeMap;

use axum::extract::{Path, State};
use maud::{Markup, html};
use serde_json::Value;

use super::{
    actions,
    model::Settings,
    store::SourceRow,
    table::{self, Order, Part, Table},
};
use crate::{
    act::Look,
    app::App,
    args,
    error::{Error, Problems, Result},
    gatherings::{self, When},
    http::{Answer, Ask, Fields, Routes, Who},
    id::SourceId,
    page::{
        Form, Page, Place,
        parts::{self, Field, Weight},
    },
};

/// So many rows are shown as they are read.
const SHOWN: usize = 4;

pub(super) fn routes() -> Routes {
    Routes::new().get("/import/table/{source}", Who::Person, show).post("/import/table/{source}", Who::Person, read)
}

fn id_of(text: &str) -> Result<SourceId> {
    text.parse().map_err(|_| Error::NotFound)
}

/// The table that is held, and what was said of it when it was sent.
fn held(look: &mut Look<'_>, id: SourceId) -> Result<(SourceRow, Table, Settings)> {
    let source = actions::own_source(look, id)?;
    let table = source.held.as_deref().and_then(|text| table::read(text.as_bytes())).ok_or(Error::NotFound)?;
    let settings = source.settings()?;
    Ok((source, table, settings))
}

async fn show(State(app): State<App>, ask: Ask, Path(id): Path<String>) -> Answer {
    let id = id_of(&id)?;
    app.page(&ask, move |look| {
        let (source, table, settings) = held(look, id)?;
        let mut columns = table::guess(&table);
        let date = columns.get(Part::Date.name()).map(String::as_str);
        let order = table::order(&table, date, settings.town.country);
        columns.insert("order".into(), order.as_str().into());
        page(look, &source, &table, &Settings { columns, ..settings }, &Problems::default())
    })
    .await
}

/// What the form names: only columns that there are.
fn named(table: &Table, fields: &Fields) -> (BTreeMap<String, String>, Problems) {
    let mut problems = Problems::default();
    let mut columns = BTreeMap::from([("order".to_owned(), Order::read(fields.text("order")).as_str().to_owned())]);
    for part in Part::ALL {
        if let Some(head) = fields.some(part.name()).filter(|head| table.head.iter().any(|known| known == head)) {
            columns.insert(part.name().to_owned(), head.to_owned());
        } else if matches!(part, Part::Title | Part::Date) {
            problems.add(part.name(), "problem-import-column");
        }
    }
    (columns, problems)
}

async fn read(State(app): State<App>, ask: Ask, Path(id): Path<String>, fields: Fields) -> Answer {
    let id = id_of(&id)?;
    let (source, table, settings) = app.look(&ask, move |look| held(look, id)).await?;
    let (columns, problems) = named(&table, &fields);
    let settings = Settings { columns, ..settings };
    let wrong = !problems.0.is_empty();
    if wrong || fields.has("again") {
        let show = move |look: &mut Look<'_>| page(look, &source, &table, &settings, &problems);
        return if wrong { app.page_again(&ask, show).await } else { app.page(&ask, show).await };
    }
    let now = app.shared.clock.now();
    let (bytes, kept) = (source.held.unwrap_or_default().into_bytes(), settings.clone());
    let reading = tokio::task::spawn_blocking(move || actions::read(&bytes, &kept, now))
        .await
        .map_err(|_| Error::Inner("reading a table was interrupted".into()))??;
    let run = app.act(&ask, move |act| actions::show(act, Some(id), None, &settings, &reading)).await?;
    Ok(app.see(&format!("/import/{run}"), ""))
}

fn page(
    look: &mut Look<'_>,
    source: &SourceRow,
    table: &Table,
    settings: &Settings,
    problems: &Problems,
) -> Result<Page> {
    let say = look.say;
    let fields =
        settings.columns.iter().fold(Fields::default(), |fields, (name, head)| fields.with(name, head.as_str()));
    let form = Form::new(look, &fields, problems);
    let options: Vec<(&str, &str)> = std::iter::once(("", say.t("import-table-none")))
        .chain(table.head.iter().filter(|head| !head.is_empty()).map(|head| (head.as_str(), head.as_str())))
        .collect();
    let orders = [Order::Day, Order::Month].map(|order| {
        (order.as_str(), say.t(if order == Order::Day { "import-order-day" } else { "import-order-month" }))
    });
    let main = html! {
        (parts::back("/import", say.t("import-title")))
        (form.summary())
        div.head {
            h1 { (say.t("import-table-title")) }
            p.lead { (say.with("import-table-lead", args! { n: table.rows.len() as i64 })) }
        }
        form.form method="post" action={ "/import/table/" (source.id) } novalidate {
            @for part in Part::ALL {
                (parts::field_select(&Field {
                    name: part.name(), label: say.t(part.key()), value: form.value(part.name()), error: form.fault(part.name()),
                    help: (part == Part::Id).then(|| say.t("import-column-id-help")), ..Field::default()
                }, &options))
            }
            (parts::field_select(&Field {
                name: "order", label: say.t("import-order"), value: form.value("order"), ..Field::default()
            }, &orders))
            (sample(look, table, settings))
            div.buttons {
                (parts::button(Weight::Primary, say.t("import-look"), None))
                (parts::button_value(Weight::Quiet, say.t("import-table-guess"), None, "again", "yes"))
            }
            p.small.soft { (say.t("import-table-end")) }
        }
    };
    Ok(Page::new(say.t("import-table-title"), Place::Find, main).alone().private())
}

/// The first rows as they are read with these columns.
fn sample(look: &Look<'_>, table: &Table, settings: &Settings) -> Markup {
    let say = look.say;
    let first = Table { head: table.head.clone(), rows: table.rows.iter().take(SHOWN).cloned().collect() };
    let found = table::found(&first, settings, look.now);
    let zone = settings.zone();
    html! {
        section.flow {
            h2 { (say.t("import-table-so")) }
            ul.people {
                @for one in &found {
                    li { p {
                        strong { (one.said.get("title").and_then(Value::as_str).filter(|title| !title.is_empty()).unwrap_or(say.t("import-untitled"))) }
                        @if let Some((starts_at, ends_at)) = one.time {
                            br; (gatherings::when_line(say, &When { starts_at, ends_at, zone: &zone }, look.now))
                        }
                        @if let Some(why) = one.why { br; span.small.soft { (say.t(why)) } }
                    } }
                }
            }
        }
    }
}
