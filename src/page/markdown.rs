//! Words that people write: a little Markdown, and nothing that could harm a reader.

use std::sync::LazyLock;

use ammonia::Builder;
use maud::{Markup, PreEscaped};
use pulldown_cmark::{CodeBlockKind, Event, Options, Parser, Tag, TagEnd, html};

static CLEAN: LazyLock<Builder<'static>> = LazyLock::new(|| {
    let mut clean = Builder::default();
    clean
        .tags(["p", "br", "strong", "em", "del", "code", "pre", "blockquote", "ul", "ol", "li", "a", "hr"].into())
        .url_schemes(["http", "https", "mailto"].into())
        .link_rel(Some("nofollow noopener ugc"))
        .generic_attributes([].into());
    clean
});

/// Markdown as HTML that is safe to show. Headings become strong paragraphs, so that they don't break a page's
/// outline; pictures become links to them, so that no other host is asked for anything.
///
/// What has no link holds nothing but tags of ours and text with its signs escaped: it need not be read once more to be
/// cleaned, which takes longer than all the rest.
pub fn markdown(source: &str) -> Markup {
    let mut links = false;
    let events = Parser::new_ext(source, Options::ENABLE_STRIKETHROUGH).map(|event| match event {
        Event::Start(Tag::Heading { .. }) => Event::Html("<p><strong>".into()),
        Event::End(TagEnd::Heading(_)) => Event::Html("</strong></p>".into()),
        Event::Start(Tag::Link { link_type, dest_url, title, id } | Tag::Image { link_type, dest_url, title, id }) => {
            links = true;
            Event::Start(Tag::Link { link_type, dest_url, title, id })
        }
        Event::End(TagEnd::Image) => Event::End(TagEnd::Link),
        // Without the word after the fence, which would become a class.
        Event::Start(Tag::CodeBlock(_)) => Event::Start(Tag::CodeBlock(CodeBlockKind::Indented)),
        Event::SoftBreak => Event::HardBreak,
        Event::Html(text) | Event::InlineHtml(text) => Event::Text(text),
        other => other,
    });
    let mut out = String::with_capacity(source.len() * 3 / 2);
    html::push_html(&mut out, events);
    PreEscaped(if links { CLEAN.clean(&out).to_string() } else { out })
}

/// The beginning of it as plain text, at most so many characters, cut at a word.
pub fn excerpt(source: &str, most: usize) -> String {
    let mut plain = String::new();
    for event in Parser::new(source) {
        match event {
            Event::Text(text) | Event::Code(text) => plain.push_str(&text),
            Event::SoftBreak | Event::HardBreak | Event::End(TagEnd::Paragraph | TagEnd::Item | TagEnd::Heading(_)) => {
                plain.push(' ');
            }
            _ => {}
        }
    }
    let plain = plain.split_whitespace().collect::<Vec<_>>().join(" ");
    if plain.chars().count() <= most {
        return plain;
    }
    let cut: String = plain.chars().take(most).collect();
    let whole = cut.rsplit_once(' ').map_or(cut.as_str(), |(whole, _)| whole);
    format!("{whole}…")
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// What opens a tag, or closes one, in HTML that was made.
    fn tags(html: &str) -> impl Iterator<Item = &str> {
        let parts = html.split('<').skip(1);
        parts.map(|rest| {
            rest.split(|char: char| !char.is_ascii_alphanumeric() && char != '/').next().unwrap_or_default()
        })
    }

    proptest! {
        /// Also of what is not cleaned, because it has no link.
        #[test]
        fn no_tags_but_ours(source in "([a-z ]|[<>&\"'=/!#*_`~+.\\\\:()\\[\\]-]|\n|    |<script>|<b |on=|&lt;|1\\. ){0,40}") {
            let ours = ["p", "br", "strong", "em", "del", "code", "pre", "blockquote", "ul", "ol", "li", "a", "hr"];
            let shown = markdown(&source).into_string();
            for tag in tags(&shown) {
                prop_assert!(ours.contains(&tag.trim_matches('/')), "{tag} in {shown}");
            }
        }
    }

    #[test]
    fn nothing_harmful_comes_through() {
        for (source, never) in [
            ("<script>alert(1)</script>", "<script"),
            ("[x](javascript:alert(1))", "javascript:"),
            ("<img src=x onerror=alert(1)>", "<img"),
            ("![x](https://other.example/pixel.png)", "<img"),
            ("<b style=\"position:fixed\">x</b>", "<b style"),
            ("# big", "<h1"),
            ("```evil\nx\n```", "class"),
        ] {
            let shown = markdown(source).into_string();
            assert!(!shown.contains(never), "{source} became {shown}");
        }
    }

    #[test]
    fn an_excerpt_ends_at_a_word() {
        assert_eq!(excerpt("**Tea** and cake\n\nfor all", 14), "Tea and cake…");
    }
}
