//! Atom (RFC 4287): what is planned, the newest word first.

use std::fmt::Write as _;

use crate::{
    act::Look,
    gatherings::{self, Entry},
    id,
    page::markdown,
    time::Moment,
};

/// So many entries stand in a feed.
const MOST: usize = 50;

/// A feed.
pub struct Feed<'a> {
    /// What it is called.
    pub title: &'a str,
    /// Its own path.
    pub path: &'a str,
    /// The path of the page that shows the same.
    pub page: &'a str,
    /// Who speaks in it.
    pub author: &'a str,
    /// When it began: what an empty one says of its age.
    pub since: Moment,
}

/// When the newest word on a gathering was said.
fn updated(entry: &Entry) -> Moment {
    entry.gathering.changed_at.unwrap_or(id::made_at(entry.gathering.id.0))
}

/// The feed of what is not over.
pub fn feed(look: &Look<'_>, feed: &Feed<'_>, mut entries: Vec<Entry>) -> String {
    let (say, config) = (look.say, &look.shared.config);
    entries.retain(|entry| entry.gathering.ends_at > look.now);
    entries.sort_by_key(|entry| std::cmp::Reverse((updated(entry), entry.gathering.id)));
    entries.truncate(MOST);
    let mut out = Xml(String::with_capacity(1_024 + entries.len() * 1_024));
    out.0.push_str("<?xml version=\"1.0\" encoding=\"utf-8\"?>\n");
    out.open("feed", &[("xmlns", "http://www.w3.org/2005/Atom"), ("xml:lang", say.0.tag())]);
    out.text("id", &[], &config.url(feed.path));
    out.text("title", &[], feed.title);
    out.text("updated", &[], &entries.first().map_or(feed.since, updated).iso());
    out.empty("link", &[("rel", "self"), ("type", "application/atom+xml"), ("href", &config.url(feed.path))]);
    out.empty("link", &[("rel", "alternate"), ("type", "text/html"), ("href", &config.url(feed.page))]);
    out.open("author", &[]);
    out.text("name", &[], feed.author);
    out.close("author");
    out.text("generator", &[], "Visavis");
    for entry in &entries {
        let gathering = &entry.gathering;
        let url = config.url(&gathering.url());
        let off = gathering.cancelled_at.is_some();
        let title = if off {
            format!("{}: {}", say.t("gathering-tag-cancelled"), gathering.title)
        } else {
            gathering.title.clone()
        };
        let when = gatherings::when_and_where(look, gathering);
        out.open("entry", &[]);
        out.text("id", &[], &url);
        out.text("title", &[], &title);
        out.text("published", &[], &id::made_at(gathering.id.0).iso());
        out.text("updated", &[], &updated(entry).iso());
        out.empty("link", &[("rel", "alternate"), ("type", "text/html"), ("href", &url)]);
        out.text("summary", &[], &when);
        if !gathering.words.is_empty() {
            out.text("content", &[("type", "html")], &markdown(&gathering.words).into_string());
        }
        out.close("entry");
    }
    out.close("feed");
    out.0
}

/// XML as it is written.
pub(super) struct Xml(pub String);

impl Xml {
    fn tag(&mut self, name: &str, attributes: &[(&str, &str)], end: &str) {
        // Writing to a string never fails.
        let _fine = write!(self.0, "<{name}");
        for (attribute, value) in attributes {
            let _fine = write!(self.0, " {attribute}=\"{}\"", escaped(value));
        }
        self.0.push_str(end);
    }

    /// Begins an element that holds others.
    pub fn open(&mut self, name: &str, attributes: &[(&str, &str)]) {
        self.tag(name, attributes, ">\n");
    }

    /// Ends it.
    pub fn close(&mut self, name: &str) {
        let _fine = writeln!(self.0, "</{name}>");
    }

    /// An element that holds nothing.
    pub fn empty(&mut self, name: &str, attributes: &[(&str, &str)]) {
        self.tag(name, attributes, "/>\n");
    }

    /// An element that holds text.
    pub fn text(&mut self, name: &str, attributes: &[(&str, &str)], text: &str) {
        self.tag(name, attributes, ">");
        self.0.push_str(&escaped(text));
        self.close(name);
    }
}

/// Text as XML 1.0 takes it (§2.2): what it has no place for is left out.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 8);
    for char in text.chars() {
        match char {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\n' | '\t' => out.push(char),
            '\u{fffe}' | '\u{ffff}' => {}
            _ if char.is_control() => {}
            _ => out.push(char),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn elements_hold_what_they_are_given() {
        let mut xml = Xml(String::new());
        xml.open("a", &[("b", "\"1\" & <2>")]);
        xml.text("c", &[], "d < e\u{0}");
        xml.empty("f", &[]);
        xml.close("a");
        assert_eq!(xml.0, "<a b=\"&quot;1&quot; &amp; &lt;2&gt;\">\n<c>d &lt; e</c>\n<f/>\n</a>\n");
    }

    proptest! {
        #[test]
        fn no_text_ends_its_element(text in "[\\s\\S]{0,100}") {
            let escaped = escaped(&text);
            prop_assert!(!escaped.contains(['<', '>', '"']) && !escaped.chars().any(|char| char < ' ' && char != '\n' && char != '\t'));
        }
    }
}
