//! A page: what a handler has to say, in the frame that all pages share.

pub mod art;
pub mod map;
mod markdown;
pub mod parts;
pub mod preview;
mod qr;
mod subscribe;
pub mod text;
pub mod when;

use axum::{
    http::{HeaderValue, StatusCode, header},
    response::{IntoResponse, Redirect, Response},
};
use maud::{DOCTYPE, Markup, html};
use parts::{Icon, Size};

use crate::{
    act::Look,
    app::App,
    error::{Problems, Result},
    http::{Answer, Ask, Fields, assets, set_cookie},
    jobs, outside,
};

pub use markdown::{excerpt, markdown};
pub use qr::qr;
pub use subscribe::{alternates, shown_elsewhere, subscribe, webcal};

/// Where in the product a page is: which of the five places is marked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Place {
    /// What is next.
    Home,
    /// Communities, gatherings and people.
    Find,
    /// We've met.
    Meet,
    /// Conversations.
    Talk,
    /// Oneself: profile, ties, settings.
    You,
    /// None of them.
    #[default]
    Elsewhere,
}

/// How wide a page is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Width {
    /// A main column and an aside.
    #[default]
    Usual,
    /// One narrow column in the middle: forms, the door.
    Alone,
    /// All there is.
    Wide,
}

/// What a handler has to say.
#[derive(Default)]
pub struct Page {
    /// For the browser's tab, without the product's name.
    pub title: String,
    /// One or two sentences for search engines and previews.
    pub description: Option<String>,
    /// Which place is marked.
    pub place: Place,
    /// How wide it is.
    pub width: Width,
    /// The main column.
    pub main: Body,
    /// The way out of the screen.
    pub aside: Option<Markup>,
    /// Modules below `web/assets/js/` that this page needs besides the usual.
    pub scripts: Vec<&'static str>,
    /// Styles below `web/assets/css/` that this page needs besides the usual.
    pub styles: Vec<&'static str>,
    /// What programs look for in the head of the page.
    pub head: Option<Markup>,
    /// Not for search engines.
    pub private: bool,
}

/// The main column: `Markup` with an empty default.
pub struct Body(pub Markup);

impl Default for Body {
    fn default() -> Self {
        Self(html! {})
    }
}

impl From<Markup> for Body {
    fn from(markup: Markup) -> Self {
        Self(markup)
    }
}

impl Page {
    /// A page with a title and a main column.
    pub fn new(title: impl Into<String>, place: Place, main: Markup) -> Self {
        Self { title: title.into(), place, main: main.into(), ..Self::default() }
    }

    /// The page of an error.
    pub fn error(look: &Look<'_>, title: &str, sentence: &str) -> Self {
        let say = look.say;
        let main = html! {
            div.head { h1 { (title) } p.lead { (sentence) } }
            p.buttons { (parts::link_button(parts::Weight::Primary, say.t("error-home"), None, "/")) }
        };
        Self { width: Width::Alone, private: true, ..Self::new(title, Place::Elsewhere, main) }
    }

    /// With an aside.
    #[must_use]
    pub fn aside(mut self, aside: Markup) -> Self {
        self.aside = Some(aside);
        self
    }

    /// One narrow column.
    #[must_use]
    pub fn alone(mut self) -> Self {
        self.width = Width::Alone;
        self
    }

    /// With more script.
    #[must_use]
    pub fn script(mut self, path: &'static str) -> Self {
        self.scripts.push(path);
        self
    }

    /// With more style.
    #[must_use]
    pub fn style(mut self, path: &'static str) -> Self {
        self.styles.push(path);
        self
    }

    /// With what programs look for in its head.
    #[must_use]
    pub fn head(mut self, head: Markup) -> Self {
        self.head = Some(head);
        self
    }

    /// Not for search engines.
    #[must_use]
    pub fn private(mut self) -> Self {
        self.private = true;
        self
    }

    /// With words for previews.
    #[must_use]
    pub fn describe(mut self, description: impl Into<String>) -> Self {
        self.description = Some(description.into());
        self
    }

    /// The whole document. `done` is the key of a message about what the reader has just done.
    pub fn render(&self, look: &Look<'_>, done: Option<&str>) -> Markup {
        let say = look.say;
        let me = look.viewer.me().ok();
        let theme = me.and_then(|me| me.theme.as_deref());
        // Which persona's keys and codes this device should hold.
        let persona = me.map(|me| format!("{}@{}", me.handle, look.shared.config.instance()));
        let width = match self.width {
            Width::Usual => "page",
            Width::Alone => "page alone",
            Width::Wide => "page wide",
        };
        html! {
            (DOCTYPE)
            html lang=(say.0.tag()) data-theme=[theme] data-persona=[persona] data-signed-out[me.is_none()] {
                head {
                    meta charset="utf-8";
                    title { (self.title) " · Visavis" }
                    meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover";
                    @if let Some(description) = &self.description {
                        meta name="description" content=(description);
                        meta property="og:title" content=(self.title);
                        meta property="og:description" content=(description);
                    }
                    @if self.private { meta name="robots" content="noindex"; }
                    @if let Some(head) = &self.head { (head) }
                    meta name="theme-color" content="#fbf6ec" media="(prefers-color-scheme: light)";
                    meta name="theme-color" content="#1c1611" media="(prefers-color-scheme: dark)";
                    @for path in ["css/tokens.css", "css/base.css", "css/components.css"].into_iter().chain(self.styles.iter().copied()) {
                        link rel="stylesheet" href=(assets::url(path));
                    }
                    link rel="icon" type="image/svg+xml" href=(assets::url("img/favicon.svg"));
                    link rel="manifest" href="/manifest.webmanifest";
                    link rel="apple-touch-icon" href=(assets::url("img/apple-touch-icon.png"));
                    @for path in ["js/register.js"].into_iter().chain(self.scripts.iter().copied()) {
                        script type="module" src=(assets::url(path)) {}
                    }
                }
                body class=[me.is_none().then_some("no-places")] {
                    a.skip href="#main" { (say.t("frame-skip")) }
                    (self.top(look))
                    div class=(width) {
                        main #main tabindex="-1" {
                            @if let Some(key) = done { (parts::toast(say.t(key), None)) }
                            (self.main.0)
                        }
                        @if let Some(aside) = &self.aside {
                            aside.way-out aria-label=(say.t("frame-aside")) { (aside) }
                        }
                    }
                    (foot(look))
                }
            }
        }
    }

    fn top(&self, look: &Look<'_>) -> Markup {
        let say = look.say;
        let here = |place: Place| (self.place == place).then_some("page");
        html! {
            header.top {
                div.top-in {
                    a.logo href="/" { (parts::logo(Some("Visavis"))) }
                    @if let Ok(me) = look.viewer.me() {
                        nav.places aria-label=(say.t("frame-places")) {
                            ul {
                                li { a href="/" aria-current=[here(Place::Home)] { (Icon::Home) span { (say.t("frame-home")) } } }
                                li { a href="/find" aria-current=[here(Place::Find)] { (Icon::Find) span { (say.t("frame-find")) } } }
                                li.place-meet { a href="/meet" aria-current=[here(Place::Meet)] { (Icon::Meet) span { (say.t("frame-meet")) } } }
                                li { a href="/talk" aria-current=[here(Place::Talk)] { (Icon::Talk) span { (say.t("frame-talk")) } } }
                                li { a href="/you" aria-current=[here(Place::You)] { (Icon::You) span { (say.t("frame-you")) } } }
                            }
                        }
                        div.tools {
                            a.tool href="/notices" {
                                (Icon::Bell)
                                span.visually-hidden { (say.t(if me.news { "frame-notices-new" } else { "frame-notices" })) }
                                @if me.news { span.news aria-hidden="true" {} }
                            }
                            a.tool href={ "/@" (me.handle) } {
                                (parts::face(&me.name, photo(me.photo.as_deref()).as_deref(), Size::S))
                                span.visually-hidden { (me.name) }
                            }
                        }
                    } @else {
                        div.tools {
                            a.tool href="/find" { (say.t("frame-find")) }
                            a.tool href="/sign-in" { (say.t("frame-sign-in")) }
                        }
                    }
                }
            }
        }
    }
}

fn foot(look: &Look<'_>) -> Markup {
    let say = look.say;
    html! {
        footer.foot {
            div.foot-in {
                @if look.shared.config.demo { span { (say.t("frame-demo")) } }
                a href="/about" { (say.t("frame-about")) }
                @for locale in text::Locale::ALL {
                    @if locale != say.0 {
                        form method="post" action="/language" {
                            button.link type="submit" name="language" value=(locale.tag()) lang=(locale.tag()) { (locale.name()) }
                        }
                    }
                }
            }
        }
    }
}

/// The address of a face's picture.
pub fn photo(hash: Option<&str>) -> Option<String> {
    hash.map(|hash| format!("/media/{hash}/s"))
}

/// The address of a whole picture.
pub fn picture(hash: &str) -> String {
    format!("/media/{hash}")
}

/// A form being filled in: what was typed, and what is wrong with it.
pub struct Form<'a> {
    /// What was typed, or what is stored.
    pub fields: &'a Fields,
    /// What is wrong, in the reader's words.
    faults: Vec<(&'static str, String)>,
    say: text::Say,
}

impl<'a> Form<'a> {
    /// A form with these values and faults.
    pub fn new(look: &Look<'_>, fields: &'a Fields, problems: &Problems) -> Self {
        let say = look.say;
        let faults = problems.0.iter().map(|fault| (fault.field, crate::http::problem(fault, say))).collect();
        Self { fields, faults, say }
    }

    /// The value of a field.
    pub fn value(&self, name: &str) -> &'a str {
        self.fields.text(name)
    }

    /// The fault of a field.
    pub fn fault(&self, name: &str) -> Option<&str> {
        self.faults.iter().find(|(field, _)| *field == name).map(|(_, words)| words.as_str())
    }

    /// All faults together, above the form; takes the focus.
    pub fn summary(&self) -> Markup {
        let faults: Vec<(&str, &str)> = self.faults.iter().map(|(name, words)| (*name, words.as_str())).collect();
        html! { @if !faults.is_empty() { (parts::error_summary(self.say.t("form-faults"), &faults)) } }
    }
}

impl App {
    /// Shows a page to whoever asks.
    pub async fn page(&self, ask: &Ask, show: impl FnMut(&mut Look<'_>) -> Result<Page> + Send + 'static) -> Answer {
        self.page_with(ask, StatusCode::OK, show).await
    }

    /// Shows a form again, with its faults.
    pub async fn page_again(
        &self,
        ask: &Ask,
        show: impl FnMut(&mut Look<'_>) -> Result<Page> + Send + 'static,
    ) -> Answer {
        self.page_with(ask, StatusCode::UNPROCESSABLE_ENTITY, show).await
    }

    async fn page_with(
        &self,
        ask: &Ask,
        status: StatusCode,
        mut show: impl FnMut(&mut Look<'_>) -> Result<Page> + Send + 'static,
    ) -> Answer {
        let done = ask.done.clone();
        let markup = self
            .look(ask, move |look| {
                let page = show(look)?;
                let done = done.as_deref().filter(|key| key.starts_with("done-") && look.say.knows(key));
                Ok(page.render(look, done))
            })
            .await?;
        let mut response = (status, markup).into_response();
        if ask.done.is_some()
            && let Some(forget) = set_cookie("done", "", 0, self.shared.config.is_tls())
        {
            response.headers_mut().append(header::SET_COOKIE, forget);
        }
        Ok(response)
    }

    /// Leads on after something was done; `done` is the key of a message that the next page shows once.
    pub fn see(&self, path: &str, done: &str) -> Response {
        let mut response = Redirect::to(path).into_response();
        if !done.is_empty()
            && let Some(cookie) = set_cookie("done", done, 60, self.shared.config.is_tls())
        {
            response.headers_mut().append(header::SET_COOKIE, cookie);
        }
        response
    }

    /// Reads a picture that was sent in a form, off the runtime; `None` where none was chosen.
    ///
    /// # Errors
    /// [`crate::error::Error::SignIn`] for everybody but members: nothing of a stranger's is read, let alone kept.
    pub async fn picture(&self, ask: &Ask, fields: &Fields, field: &'static str) -> Result<Option<outside::Picture>> {
        let Some(upload) = fields.file(field).cloned() else { return Ok(None) };
        self.look(ask, |look| look.viewer.person()).await?;
        let _turn = self.shared.pictures.acquire().await;
        let shared = self.shared.clone();
        let picture = tokio::task::spawn_blocking(move || shared.media.keep(&upload.bytes, field))
            .await
            .map_err(|_| crate::error::Error::Inner("reading a picture was interrupted".into()))??;
        let noted = picture.clone();
        self.act(ask, move |act| jobs::note_picture(act, &noted)).await?;
        Ok(Some(picture))
    }
}

/// A path of ours to lead on to: never another site. (Browsers drop tabs and line breaks from addresses, so that
/// `/⇥/other.example` would be one.)
pub fn own_path(path: &str) -> &str {
    let ours = path.starts_with('/')
        && !path.starts_with("//")
        && !path.contains(|char: char| char == '\\' || char.is_control());
    if ours { path } else { "/" }
}

/// A cookie that script may read and that outlives the session: language and the like.
pub fn preference(name: &str, value: &str, tls: bool) -> Option<HeaderValue> {
    set_cookie(name, value, 365 * 24 * 3600, tls)
}
