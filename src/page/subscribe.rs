//! How a page says that programs can read along: in its aside, and in its head.

use maud::{Markup, html};

use super::parts::{self, Icon, Weight};
use crate::act::Look;

/// The same address for programs that subscribe to calendars: opening it opens them.
pub fn webcal(url: &str) -> String {
    url.split_once("://").map_or_else(|| url.to_owned(), |(_, rest)| format!("webcal://{rest}"))
}

/// A note on a calendar and a feed, by their paths.
pub fn subscribe(look: &Look<'_>, calendar: &str, atom: &str) -> Markup {
    let (say, config) = (look.say, &look.shared.config);
    parts::note(
        say.t("subscribe-title"),
        &html! {
            p { (say.t("subscribe-text")) }
            (parts::link_button(Weight::Plain, say.t("subscribe-calendar"), Some(Icon::Calendar), &webcal(&config.url(calendar))))
            p.small { a href=(calendar) { (say.t("subscribe-address")) } " · " a href=(atom) { (say.t("subscribe-atom")) } }
        },
    )
}

/// The same for the page's head, so that programs find them.
pub fn alternates(title: &str, calendar: &str, atom: &str) -> Markup {
    html! {
        link rel="alternate" type="application/atom+xml" title=(title) href=(atom);
        link rel="alternate" type="text/calendar" title=(title) href=(calendar);
    }
}

/// For the head of what strangers may see: its one address, and how other pages show it in theirs (oEmbed).
pub fn shown_elsewhere(look: &Look<'_>, title: &str, path: &str) -> Markup {
    let config = &look.shared.config;
    let url = config.url(path);
    let query: String = form_urlencoded::byte_serialize(url.as_bytes()).collect();
    html! {
        link rel="canonical" href=(url);
        meta property="og:site_name" content="Visavis";
        meta property="og:type" content="website";
        meta property="og:url" content=(url);
        link rel="alternate" type="application/json+oembed" title=(title) href=(config.url(&format!("/oembed?url={query}")));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn calendars_have_a_scheme_of_their_own() {
        assert_eq!(webcal("https://a.example/c/b/calendar.ics"), "webcal://a.example/c/b/calendar.ics");
    }
}
