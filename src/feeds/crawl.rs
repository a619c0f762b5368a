//! What search engines ask for: which pages there are, and which are not for them.

use axum::{
    extract::{Path, State},
    http::HeaderMap,
};

use super::atom::Xml;
use crate::{
    act::Look,
    app::App,
    communities,
    error::{Error, Result},
    gatherings,
    http::{Answer, Ask, Document, Reach, Routes, Who},
    time::Moment,
};

pub(super) fn routes() -> Routes {
    Routes::new().get("/robots.txt", Who::Anyone, robots).get("/sitemap.xml", Who::Anyone, index).get(
        "/sitemap/{part}",
        Who::Anyone,
        part,
    )
}

/// So many addresses stand in one part: far fewer than the 50,000 that the protocol allows, so that none takes long.
const PART: i64 = 5_000;
/// So many parts there are of a kind at most: together with the other kind no more than an index may list.
const MOST_PARTS: i64 = 20_000;
const XML: &str = "application/xml; charset=utf-8";
const SPACE: &str = "http://www.sitemaps.org/schemas/sitemap/0.9";

/// Of what the addresses in a part are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Communities,
    Gatherings,
}

/// `gatherings-2.xml`
fn name_of(kind: Kind, number: i64) -> String {
    match kind {
        Kind::Communities => format!("communities-{number}.xml"),
        Kind::Gatherings => format!("gatherings-{number}.xml"),
    }
}

fn read(name: &str) -> Option<(Kind, i64)> {
    let (kind, number) = name.strip_suffix(".xml")?.split_once('-')?;
    let kind = match kind {
        "communities" => Kind::Communities,
        "gatherings" => Kind::Gatherings,
        _ => return None,
    };
    let plain = number.len() <= 6 && number.bytes().all(|byte| byte.is_ascii_digit());
    let number = number.parse().ok().filter(|number| plain && *number < MOST_PARTS)?;
    Some((kind, number))
}

/// How many parts so many addresses make.
fn parts(count: i64) -> i64 {
    (count.max(0) + PART - 1).div_euclid(PART).min(MOST_PARTS)
}

async fn answer(
    app: &App,
    ask: &Ask,
    headers: &HeaderMap,
    read: impl FnMut(&mut Look<'_>) -> Result<String> + Send + 'static,
) -> Answer {
    let body = app.look(&ask.as_stranger(), read).await?;
    Ok(Document { kind: XML, reach: Reach::Everybody, body }.answer(headers))
}

async fn index(State(app): State<App>, ask: Ask, headers: HeaderMap) -> Answer {
    answer(&app, &ask, &headers, |look| {
        let counts = [
            (Kind::Communities, communities::count_open(look)?),
            (Kind::Gatherings, gatherings::count_upcoming(look)?),
        ];
        let mut out = Xml("<?xml version=\"1.0\" encoding=\"utf-8\"?>\n".to_owned());
        out.open("sitemapindex", &[("xmlns", SPACE)]);
        for (kind, count) in counts {
            for number in 0..parts(count) {
                out.open("sitemap", &[]);
                out.text("loc", &[], &look.shared.config.url(&format!("/sitemap/{}", name_of(kind, number))));
                out.close("sitemap");
            }
        }
        out.close("sitemapindex");
        Ok(out.0)
    })
    .await
}

async fn part(State(app): State<App>, ask: Ask, Path(name): Path<String>, headers: HeaderMap) -> Answer {
    let (kind, number) = read(&name).ok_or(Error::NotFound)?;
    answer(&app, &ask, &headers, move |look| {
        let found: Vec<(String, Option<Moment>)> = match kind {
            Kind::Communities => communities::open_ones(look, PART, number * PART)?
                .into_iter()
                .map(|handle| (format!("/c/{handle}"), None))
                .collect(),
            Kind::Gatherings => gatherings::upcoming(look, PART, number * PART)?
                .into_iter()
                .map(|(url, changed)| (url, Some(changed)))
                .collect(),
        };
        let mut out = Xml("<?xml version=\"1.0\" encoding=\"utf-8\"?>\n".to_owned());
        out.open("urlset", &[("xmlns", SPACE)]);
        for (path, changed) in found {
            out.open("url", &[]);
            out.text("loc", &[], &look.shared.config.url(&path));
            if let Some(changed) = changed {
                out.text("lastmod", &[], &changed.iso());
            }
            out.close("url");
        }
        out.close("urlset");
        Ok(out.0)
    })
    .await
}

async fn robots(State(app): State<App>, headers: HeaderMap) -> Answer {
    let sitemap = app.shared.config.url("/sitemap.xml");
    let body = format!(
        "User-agent: *\nDisallow: /api/\nDisallow: /calendar/\nDisallow: /live\nDisallow: /sign-in\nDisallow: /sign-up\n\
         Disallow: /you\n\nSitemap: {sitemap}\n"
    );
    Ok(Document { kind: "text/plain; charset=utf-8", reach: Reach::Everybody, body }.answer(&headers))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_are_as_many_as_are_needed() {
        for (count, expected) in [(-1, 0), (0, 0), (1, 1), (PART, 1), (PART + 1, 2), (i64::MAX / 2, MOST_PARTS)] {
            assert_eq!(parts(count), expected, "{count}");
        }
        const { assert!(PART <= 50_000 && 2 * MOST_PARTS <= 50_000) };
    }

    #[test]
    fn a_part_has_one_name() {
        for kind in [Kind::Communities, Kind::Gatherings] {
            assert_eq!(read(&name_of(kind, 7)), Some((kind, 7)));
        }
        for other in [
            "",
            "people-0.xml",
            "gatherings-.xml",
            "gatherings--1.xml",
            "gatherings-20000.xml",
            "gatherings-0",
            "nothing",
        ] {
            assert_eq!(read(other), None, "{other}");
        }
    }
}
