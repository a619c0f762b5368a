//! The page on which a community is closed.

use axum::extract::{Path, State};
use maud::html;

use crate::{
    act::Look,
    app::App,
    args,
    communities::subgroups,
    error::{Error, Problems, Result},
    http::{Answer, Ask, Fields, Routes, Who},
    page::{
        Form, Page, Place,
        parts::{self, Field, Tone, Weight},
    },
};

pub fn routes() -> Routes {
    Routes::new().get("/c/{handle}/close", Who::Person, show).post("/c/{handle}/close", Who::Person, close)
}

async fn show(State(app): State<App>, ask: Ask, Path(handle): Path<String>) -> Answer {
    app.page(&ask, move |look| page(look, &handle, &Fields::default(), &Problems::default())).await
}

async fn close(State(app): State<App>, ask: Ask, Path(handle): Path<String>, fields: Fields) -> Answer {
    let (to, typed) = (handle.clone(), fields.text("handle").to_owned());
    match app.act(&ask, move |act| super::close(act, &to, &typed)).await {
        Ok(()) => Ok(app.see("/find/communities", "done-community-closed")),
        Err(Error::Invalid(problems)) => {
            app.page_again(&ask, move |look| page(look, &handle, &fields, &problems)).await
        }
        Err(error) => Err(error.into()),
    }
}

fn page(look: &mut Look<'_>, handle: &str, fields: &Fields, problems: &Problems) -> Result<Page> {
    let (community, last) = super::closable(look, handle)?;
    let say = look.say;
    let url = community.url();
    let form = Form::new(look, fields, problems);
    let freed = subgroups::pages::before_closing(look, &community)?;
    let title = say.with("close-title", args! { name: community.name.clone() });
    let main = html! {
        (parts::back(&format!("{url}/edit"), say.t("community-edit")))
        div.head { h1 { (title) } p.lead { (say.t("close-lead")) } }
        (form.summary())
        @if !last {
            (parts::notice(Tone::Info, &html! { p { (say.t("error-close-hosts")) } }))
        } @else {
            (parts::notice(Tone::Caution, &html! {
                p { (say.t("close-before")) }
                (freed)
                p { a href={ (url) "/take-along" } { (say.t("roster-title")) } }
            }))
            form.form method="post" action={ (url) "/close" } {
                (parts::field_text(&Field {
                    name: "handle",
                    label: say.t("close-handle"),
                    help: Some(&say.with("close-handle-help", args! { handle: community.handle.clone() })),
                    error: form.fault("handle"),
                    value: form.value("handle"),
                    required: true,
                    autocomplete: Some("off"),
                    ..Field::default()
                }))
                p.buttons {
                    (parts::button(Weight::Danger, say.t("close-button"), None))
                    (parts::link_button(Weight::Quiet, say.t("close-not"), None, &url))
                }
            }
        }
    };
    Ok(Page::new(title, Place::Find, main).alone().private())
}
