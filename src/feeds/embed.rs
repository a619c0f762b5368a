//! A gathering or a community within a page of another site: a small page for a frame, without script, and the element
//! that makes such a frame. Framing is allowed here and nowhere else; what is shown is what a stranger sees.

use axum::{
    extract::{Path, State},
    http::{HeaderMap, HeaderValue, StatusCode, header},
    response::IntoResponse,
};
use maud::{DOCTYPE, Markup, html};
use serde_json::json;

use crate::{
    act::Look,
    app::App,
    args, communities,
    error::{Error, Result},
    gatherings::{self, Gathering},
    http::{Answer, Ask, Document, Reach, Routes, Who, assets},
    id::GatheringId,
    page::{
        Page, Place, art, excerpt,
        parts::{self, Icon, Tag, Weight},
        photo, picture, preview, when,
    },
    people,
};

pub(super) fn routes() -> Routes {
    Routes::new()
        .get("/g/{id}/embed", Who::Anyone, gathering)
        .get("/c/{handle}/embed", Who::Anyone, community)
        .get("/g/{id}/share", Who::Anyone, share_gathering)
        .get("/c/{handle}/share", Who::Anyone, share_community)
        .get("/g/{id}/preview.png", Who::Anyone, preview_picture)
        .get("/embed.js", Who::Anyone, element)
        .get("/oembed", Who::Anyone, oembed)
}

/// What a frame may do and who may hold it.
const FRAMED: &str = "default-src 'none'; style-src 'self'; img-src 'self' data:; font-src 'self'; form-action 'none'; \
                      frame-ancestors *; base-uri 'none'";
const HTML: &str = "text/html; charset=utf-8";
/// How large a frame is where nobody says otherwise (CSS pixels).
const SIZE: (i64, i64) = (480, 540);
/// So many gatherings of a community stand in a frame.
const AHEAD: usize = 4;

/// A page for a frame, as a stranger gets it, in the light or dark of the page around it.
async fn framed(
    app: &App,
    ask: &Ask,
    headers: &HeaderMap,
    mut show: impl FnMut(&mut Look<'_>) -> Result<(String, Markup)> + Send + 'static,
) -> Answer {
    let asked = ask.query();
    let theme = ["light", "dark"].into_iter().find(|theme| asked.text("theme") == *theme);
    let body = app
        .look(&ask.as_stranger(), move |look| {
            let (title, content) = show(look)?;
            Ok(document(look, &title, theme, &content).into_string())
        })
        .await?;
    let mut response = Document { kind: HTML, reach: Reach::Everybody, body }.answer(headers);
    response.headers_mut().insert(header::CONTENT_SECURITY_POLICY, HeaderValue::from_static(FRAMED));
    Ok(response)
}

fn document(look: &Look<'_>, title: &str, theme: Option<&str>, content: &Markup) -> Markup {
    html! {
        (DOCTYPE)
        html lang=(look.say.0.tag()) data-theme=[theme] {
            head {
                meta charset="utf-8";
                title { (title) " · Visavis" }
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta name="robots" content="noindex";
                // No other page of ours may be framed: links leave the frame.
                base target="_blank";
                @for path in ["css/tokens.css", "css/base.css", "css/components.css", "css/embed.css"] {
                    link rel="stylesheet" href=(assets::url(path));
                }
                link rel="icon" type="image/svg+xml" href=(assets::url("img/favicon.svg"));
            }
            body.embed {
                main { (content) }
                footer.small.soft { a.logo href="/" { (parts::logo(Some("Visavis"))) } span { (look.shared.config.instance()) } }
            }
        }
    }
}

fn id_of(text: &str) -> Result<GatheringId> {
    text.parse().map_err(|_| Error::NotFound)
}

async fn gathering(State(app): State<App>, ask: Ask, Path(id): Path<String>, headers: HeaderMap) -> Answer {
    let id = id_of(&id)?;
    framed(&app, &ask, &headers, move |look| {
        let gathering = gatherings::visible(look, id)?;
        let by = inviting(look, &gathering)?;
        let content = gathering_in_a_frame(look, &gathering, by.as_deref());
        Ok((gathering.title.clone(), content))
    })
    .await
}

/// Who invites: the community in whose name it is, or else its host.
pub(super) fn inviting(look: &mut Look<'_>, gathering: &Gathering) -> Result<Option<String>> {
    let community = gathering.community.map(|id| communities::brief(look, id)).transpose()?.flatten();
    match (community, gathering.host) {
        (Some((_, name)), _) => Ok(Some(name)),
        (None, Some(host)) => Ok(people::face(look, host)?.map(|face| face.name)),
        (None, None) => Ok(None),
    }
}

fn gathering_in_a_frame(look: &Look<'_>, gathering: &Gathering, by: Option<&str>) -> Markup {
    let say = look.say;
    let words = excerpt(&gathering.words, 220);
    let zone = gathering.zone();
    let wall = gathering.starts_at.on_the_wall(&zone);
    let (open, off) = (gathering.still_open(look.now).is_ok(), gathering.cancelled_at.is_some());
    html! {
        article.h-event {
            @match &gathering.photo {
                Some(hash) => { img.u-photo src=(picture(hash)) alt=(gathering.photo_words) width="1600" height="800"; }
                None => { (art::cover(&format!("{} {}", gathering.title, gathering.starts_local))) }
            }
            div.head-row {
                (parts::date_leaf_big(&when::weekday_short(say, &wall), &wall.day().to_string(), &when::month_short(say, &wall), false))
                div {
                    @if let Some(by) = by { p.kicker { (by) } }
                    h1 { a.p-name.u-url href=(gathering.url()) { (gathering.title) } }
                }
            }
            @if off { p { (parts::tag(Tag::Stop, say.t("gathering-tag-cancelled"))) } }
            dl.facts {
                div {
                    dt { (Icon::Calendar) (say.t("gathering-fact-when")) }
                    dd {
                        time.dt-start datetime=(gathering.starts_at.iso()) { (gatherings::when_in_words(look, gathering)) }
                        data.dt-end value=(gathering.ends_at.iso()) {}
                    }
                }
                div {
                    dt { (Icon::Place) (say.t("gathering-fact-where")) }
                    dd.p-location { (gathering.where_in_words()) }
                }
                @if !off {
                    div {
                        dt { (Icon::People) (say.t("gathering-fact-who")) }
                        dd { (say.with(if open { "gathering-going" } else { "gathering-were-going" }, args! { n: gathering.going })) }
                    }
                }
            }
            @if !words.is_empty() { p.p-summary { (words) } }
            @if open { p { (parts::link_button(Weight::Meet, say.t("gathering-yes"), None, &gathering.url())) } }
        }
    }
}

async fn community(State(app): State<App>, ask: Ask, Path(handle): Path<String>, headers: HeaderMap) -> Answer {
    framed(&app, &ask, &headers, move |look| {
        let community = communities::visible(look, &handle)?;
        let mut ahead = gatherings::of_community(look, community.id, false, AHEAD + 4)?;
        ahead.retain(|brief| !brief.cancelled);
        ahead.truncate(AHEAD);
        let say = look.say;
        let words = excerpt(&community.words, 220);
        let content = html! {
            article {
                div.head-row {
                    (parts::face(&community.name, photo(community.photo.as_deref()).as_deref(), parts::Size::L))
                    div {
                        h1 { a href=(community.url()) { (community.name) } }
                        p.soft { (say.with("community-members-count", args! { n: community.members })) }
                    }
                }
                @if !words.is_empty() { p { (words) } }
                h2 { (say.t("embed-ahead")) }
                @if ahead.is_empty() { p.soft { (say.t("embed-nothing-ahead")) } }
                @else { ul.gatherings { @for brief in &ahead { li { (gatherings::row(look, brief)) } } } }
                p { (parts::link_button(Weight::Plain, say.t("embed-community"), None, &community.url())) }
            }
        };
        Ok((community.name, content))
    })
    .await
}

/// The element, for pages of other sites.
async fn element(headers: HeaderMap) -> Answer {
    let body = assets::text("js/embed.js").ok_or(Error::NotFound)?;
    Ok(Document { kind: "text/javascript; charset=utf-8", reach: Reach::Everybody, body }.answer(&headers))
}

/// A picture for previews of the link, drawn when it is asked for.
async fn preview_picture(State(app): State<App>, ask: Ask, Path(id): Path<String>, headers: HeaderMap) -> Answer {
    let id = id_of(&id)?;
    let words = app
        .look(&ask.as_stranger(), move |look| {
            let gathering = gatherings::visible(look, id)?;
            Ok(preview::Words {
                by: inviting(look, &gathering)?.unwrap_or_default(),
                when: gatherings::when_in_words(look, &gathering),
                place: gathering.where_in_words(),
                home: look.shared.config.instance().to_owned(),
                seed: format!("{} {}", gathering.title, gathering.starts_local),
                title: gathering.title,
            })
        })
        .await?;
    // It follows from its words: whoever has it already costs no drawing.
    let mut response =
        Document { kind: "image/png", reach: Reach::Everybody, body: format!("{words:?}") }.answer(&headers);
    if response.status() == StatusCode::OK {
        let _turn = app.shared.pictures.acquire().await;
        let drawn = tokio::task::spawn_blocking(move || preview::draw(&words)).await;
        let file = drawn.map_err(|_| Error::Inner("drawing a picture was interrupted".into()))??;
        *response.body_mut() = file.ok_or(Error::NotFound)?.into();
        response.headers_mut().remove(header::CONTENT_LENGTH);
    }
    Ok(response)
}

// ── Handing on ─────────────────────────────────────────────────────────────────────────────────────────────────────

/// What there is to hand on.
struct Handed {
    /// Its path.
    path: String,
    title: String,
    /// The element's name.
    element: &'static str,
    /// Whether there is a poster of it.
    poster: bool,
}

impl Handed {
    fn frame(&self, look: &Look<'_>, (width, height): (&str, i64)) -> String {
        let source = look.shared.config.url(&format!("{}/embed", self.path));
        let frame = html! {
            iframe src=(source) title=(self.title) width=(width) height=(height) loading="lazy" style="border:0" {}
        };
        frame.into_string()
    }

    fn element(&self, look: &Look<'_>) -> String {
        let config = &look.shared.config;
        let (url, script) = (config.url(&self.path), config.url("/embed.js"));
        let link = html! { a href=(url) { (self.title) } }.into_string();
        let name = self.element;
        format!("<script type=\"module\" src=\"{script}\"></script>\n<{name} src=\"{url}\">{link}</{name}>")
    }
}

/// What a stranger sees of it, so that nothing is handed on that nobody could open.
fn handed(look: &mut Look<'_>, path: &str) -> Result<Handed> {
    if let Some(id) = path.strip_prefix("/g/") {
        let gathering = gatherings::visible(look, id_of(id)?)?;
        let path = gathering.url();
        return Ok(Handed { path, title: gathering.title, element: "visavis-gathering", poster: true });
    }
    let handle = path.strip_prefix("/c/").ok_or(Error::NotFound)?;
    let community = communities::visible(look, handle)?;
    let path = community.url();
    Ok(Handed { path, title: community.name, element: "visavis-community", poster: false })
}

async fn share_gathering(State(app): State<App>, ask: Ask, Path(id): Path<String>) -> Answer {
    share(&app, &ask, format!("/g/{id}")).await
}

async fn share_community(State(app): State<App>, ask: Ask, Path(handle): Path<String>) -> Answer {
    share(&app, &ask, format!("/c/{handle}")).await
}

async fn share(app: &App, ask: &Ask, path: String) -> Answer {
    // That everybody could open it comes first; the page itself has the viewer's frame and language.
    let asked = path.clone();
    app.look(&ask.as_stranger(), move |look| handed(look, &asked).map(drop)).await?;
    app.page(ask, move |look| {
        let handed = handed(look, &path)?;
        Ok(share_page(look, &handed))
    })
    .await
}

fn share_page(look: &Look<'_>, handed: &Handed) -> Page {
    let (say, config) = (look.say, &look.shared.config);
    let url = config.url(&handed.path);
    let frame = handed.frame(look, ("100%", SIZE.1));
    let element = handed.element(look);
    let snippet = |id: &str, label: &str, help: &str, text: &str| {
        html! {
            div.field {
                label for=(id) { (label) }
                p.help id={ (id) "-help" } { (help) }
                textarea.input.snippet id=(id) rows="5" readonly spellcheck="false" aria-describedby={ (id) "-help" } { (text) }
            }
        }
    };
    let main = html! {
        (parts::back(&handed.path, &handed.title))
        div.head { h1 { (say.t("share-title")) } p.lead { (say.t("share-lead")) } }
        section.form {
            h2 { (say.t("share-link-title")) }
            div.field {
                label for="link" { (say.t("share-link-label")) }
                input.input.share #link type="url" value=(url) readonly;
            }
            div.buttons {
                button.button.primary.share-link type="button" hidden data-share=(url) data-title=(handed.title) data-done=(say.t("share-copied")) {
                    (Icon::Share) span { (say.t("share-hand-on")) }
                }
                @if handed.poster { (parts::link_button(Weight::Plain, say.t("share-poster"), Some(Icon::Board), &format!("{}/poster", handed.path))) }
            }
            p #shared role="status" {}
        }
        section.form {
            h2 { (say.t("share-embed-title")) }
            p { (say.t("share-embed-text")) " " a href={ (handed.path) "/embed" } { (say.t("share-embed-look")) } }
            (snippet("frame", say.t("share-frame"), say.t("share-frame-help"), &frame))
            (snippet("element", say.t("share-element"), say.t("share-element-help"), &element))
        }
    };
    Page::new(say.t("share-title"), Place::Find, main).alone().private().script("js/share.js").style("css/embed.css")
}

// ── oEmbed ─────────────────────────────────────────────────────────────────────────────────────────────────────────

/// The path that an address of ours names, without what follows it.
fn path_of<'a>(url: &'a str, base: &str) -> Option<&'a str> {
    let path = url.strip_prefix(base)?.split(['?', '#']).next()?;
    path.starts_with('/').then(|| path.strip_suffix('/').unwrap_or(path))
}

/// `GET /oembed?url=…` (oembed.com): what another program needs to show an address of ours within its own page.
async fn oembed(State(app): State<App>, ask: Ask, headers: HeaderMap) -> Answer {
    let fields = ask.query();
    if !matches!(fields.text("format"), "" | "json") {
        return Ok(StatusCode::NOT_IMPLEMENTED.into_response());
    }
    let body = app
        .look(&ask.as_stranger(), move |look| {
            let config = &look.shared.config;
            let path = path_of(fields.text("url"), &config.base_url).ok_or(Error::NotFound)?.to_owned();
            let handed = handed(look, &path)?;
            let most =
                |name: &str, size: i64| fields.text(name).parse().map_or(size, |most: i64| size.min(most.max(1)));
            let (width, height) = (most("maxwidth", SIZE.0), most("maxheight", SIZE.1));
            let config = &look.shared.config;
            Ok(json!({
                "version": "1.0",
                "type": "rich",
                "title": handed.title,
                "provider_name": "Visavis",
                "provider_url": config.base_url,
                "cache_age": 900,
                "html": handed.frame(look, (&width.to_string(), height)),
                "width": width,
                "height": height,
            })
            .to_string())
        })
        .await?;
    Ok(Document { kind: "application/json", reach: Reach::Everybody, body }.answer(&headers))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_addresses_of_ours_are_shown() {
        let base = "https://a.example";
        for (url, path) in [
            ("https://a.example/g/1", Some("/g/1")),
            ("https://a.example/c/b/?x=1#y", Some("/c/b")),
            ("https://a.example.evil/g/1", None),
            ("https://b.example/g/1", None),
            ("/g/1", None),
            ("", None),
        ] {
            assert_eq!(path_of(url, base), path, "{url}");
        }
    }
}
