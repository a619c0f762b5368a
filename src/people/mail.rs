//! Letters: how they look, and those that people get about their login.

use maud::{DOCTYPE, Markup, PreEscaped, html};

use super::{model::Email, store, tokens::Wanted};
use crate::{
    act::{Act, Look},
    args,
    error::Result,
    id::PersonId,
    jobs::Job,
    outside::{Invite, Letter},
    page::{
        markdown,
        text::{Locale, Say},
    },
};

/// Writes to a person, in their language, where they have a confirmed address. `compose` gives subject and text; the
/// text is Markdown, and its addresses are whole ones.
pub fn letter(act: &mut Act<'_>, to: PersonId, compose: impl Fn(Say) -> (String, String)) -> Result<()> {
    letter_with(act, to, None, compose)
}

/// The same, with what the reader's calendar is to have.
pub fn letter_with(
    act: &mut Act<'_>,
    to: PersonId,
    invite: Option<Invite>,
    compose: impl Fn(Say) -> (String, String),
) -> Result<()> {
    let Some((Some(email), locale)) = store::address(act, to)? else { return Ok(()) };
    let say = say_of(locale.as_deref());
    let (subject, text) = compose(say);
    let letter = Letter { invite, ..written(act, &email, say, &subject, &text) };
    act.later(&Job::Send(letter))
}

/// The same to an address that is no account's, in the language of that tag.
pub fn letter_to(
    act: &mut Act<'_>,
    email: &str,
    locale: &str,
    invite: Option<Invite>,
    compose: impl Fn(Say) -> (String, String),
) -> Result<()> {
    let say = say_of(Some(locale));
    let (subject, text) = compose(say);
    let letter = Letter { invite, ..written(act, email, say, &subject, &text) };
    act.later(&Job::Send(letter))
}

/// The same of what many get, with the address that ends it, also for mail programs that offer that by themselves; whether
/// they have an address.
pub fn letter_with_a_way_out(
    act: &mut Act<'_>,
    to: PersonId,
    leave: &str,
    compose: impl Fn(Say) -> (String, String),
) -> Result<bool> {
    let Some((Some(email), locale)) = store::address(act, to)? else { return Ok(false) };
    let say = say_of(locale.as_deref());
    let (subject, text) = compose(say);
    let letter = Letter { leave: Some(leave.to_owned()), ..written(act, &email, say, &subject, &text) };
    act.later(&Job::Send(letter)).map(|()| true)
}

/// The same to an address that is no account's.
pub fn letter_to_with_a_way_out(
    act: &mut Act<'_>,
    email: &str,
    locale: &str,
    leave: &str,
    compose: impl Fn(Say) -> (String, String),
) -> Result<()> {
    let say = say_of(Some(locale));
    let (subject, text) = compose(say);
    let letter = Letter { leave: Some(leave.to_owned()), ..written(act, email, say, &subject, &text) };
    act.later(&Job::Send(letter))
}

/// The language of an account that has chosen one, else the first of ours.
pub(super) fn say_of(locale: Option<&str>) -> Say {
    Say(locale.and_then(Locale::of_tag).unwrap_or(Locale::En))
}

/// Writes to an address.
pub(super) fn send(act: &mut Act<'_>, email: &str, say: Say, subject: &str, text: &str) -> Result<()> {
    let letter = written(act, email, say, subject, text);
    act.later(&Job::Send(letter))
}

fn written(look: &Look<'_>, email: &str, say: Say, subject: &str, text: &str) -> Letter {
    Letter {
        to: email.to_owned(),
        subject: subject.to_owned(),
        text: format!("{}\n\n-- \n{}\n", plain(text), sender(look, say)),
        html: in_html(look, say, subject, text).into_string(),
        invite: None,
        leave: None,
    }
}

fn sender(look: &Look<'_>, say: Say) -> String {
    say.with(
        "letter-sender",
        args! { server: look.shared.config.instance(), url: look.shared.config.base_url.as_str() },
    )
}

/// The Markdown of a letter as plain text: `[Sign in](https://…)` becomes the words and, below, the address.
fn plain(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, words, url, after)) = link(rest) {
        out.push_str(before);
        out.push_str(words);
        out.push_str(":\n");
        out.push_str(url);
        rest = after;
    }
    out.push_str(rest);
    out.replace("**", "")
}

fn link(text: &str) -> Option<(&str, &str, &str, &str)> {
    let middle = text.find("](http")?;
    let start = text.get(..middle)?.rfind('[')?;
    let end = middle + text.get(middle..)?.find(')')?;
    Some((text.get(..start)?, text.get(start + 1..middle)?, text.get(middle + 2..end)?, text.get(end + 1..)?))
}

/// Styles that mail programs keep; colours as the pages have them.
const STYLE: &str = "
body { margin: 0; background: #fbf6ee; color: #2b211b; font: 17px/1.55 system-ui, sans-serif; }
.letter { max-width: 34em; margin: 0 auto; padding: 24px 20px 40px; }
.sign { font: 22px/1.2 Georgia, serif; margin: 0 0 24px; }
.foot { color: #6a5b50; font-size: 14px; border-top: 1px solid #ddd2c3; padding-top: 12px; margin-top: 32px; }
a { color: #2b211b; font-weight: 600; }
@media (prefers-color-scheme: dark) {
  body { background: #1f1a17; color: #f0e8dc; } .foot { color: #c5b8a9; border-color: #4a4038; } a { color: #f0e8dc; }
}";

fn in_html(look: &Look<'_>, say: Say, subject: &str, text: &str) -> Markup {
    html! {
        (DOCTYPE)
        html lang=(say.0.tag()) {
            head {
                meta charset="utf-8";
                title { (subject) }
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta name="color-scheme" content="light dark";
                style { (PreEscaped(STYLE)) }
            }
            body {
                div.letter {
                    p.sign { "Visavis" }
                    (markdown(text))
                    p.foot { (sender(look, say)) }
                }
            }
        }
    }
}

/// The link that signs in.
pub(super) fn sign_in(act: &mut Act<'_>, to: &Email, say: Say, secret: &str) -> Result<()> {
    let url = act.shared.config.url(&format!("/sign-in/link/{secret}"));
    let text = say.with("letter-sign-in", args! { url: url });
    send(act, to.as_str(), say, say.t("letter-sign-in-subject"), &text)
}

/// Somebody wanted to sign in with an address that no account has.
pub(super) fn nobody(act: &mut Act<'_>, to: &Email, say: Say) -> Result<()> {
    let url = act.shared.config.url("/sign-up");
    let text = say.with("letter-nobody", args! { url: url });
    send(act, to.as_str(), say, say.t("letter-nobody-subject"), &text)
}

/// The link that makes an account.
pub(super) fn sign_up(act: &mut Act<'_>, to: &Email, say: Say, name: &str, secret: &str) -> Result<()> {
    let url = act.shared.config.url(&format!("/sign-in/link/{secret}"));
    let text = say.with("letter-sign-up", args! { name: escaped(name), url: url });
    send(act, to.as_str(), say, say.t("letter-sign-up-subject"), &text)
}

/// Somebody wanted to make an account with an address that has one.
pub(super) fn has_account(act: &mut Act<'_>, to: &Email, say: Say, secret: &str) -> Result<()> {
    let url = act.shared.config.url(&format!("/sign-in/link/{secret}"));
    let text = say.with("letter-has-account", args! { url: url });
    send(act, to.as_str(), say, say.t("letter-has-account-subject"), &text)
}

/// The link that adds an address to an account.
pub(super) fn confirm(act: &mut Act<'_>, to: &Email, say: Say, handle: &str, secret: &str) -> Result<()> {
    let url = act.shared.config.url(&format!("/sign-in/link/{secret}"));
    let text = say.with("letter-confirm", args! { handle: handle, url: url });
    send(act, to.as_str(), say, say.t("letter-confirm-subject"), &text)
}

/// Tells an address that it is no longer the one of its account.
pub(super) fn address_changed(act: &mut Act<'_>, former: &str, say: Say) -> Result<()> {
    send(act, former, say, say.t("letter-changed-subject"), say.t("letter-changed"))
}

/// Tells somebody that there is a token which acts as them: whoever was at their device can have made it.
pub(super) fn token_made(act: &mut Act<'_>, person: PersonId, wanted: &Wanted) -> Result<()> {
    let handle = act.viewer.me()?.handle.clone();
    let (tokens, devices) = (act.shared.config.url("/you/tokens"), act.shared.config.url("/you/devices"));
    letter(act, person, |say| {
        let lasts = say.with("token-days", args! { n: wanted.days });
        let may: Vec<&str> = wanted.scopes.iter().map(|scope| say.t(scope.key())).collect();
        let text = say.with(
            "letter-token",
            args! {
                handle: handle.as_str(), name: escaped(&wanted.name), lasts: lasts, may: may.join(" · "),
                tokens: tokens.as_str(), devices: devices.as_str(),
            },
        );
        (say.with("letter-token-subject", args! { handle: handle.as_str() }), text)
    })
}

/// The last letter.
pub(super) fn farewell(act: &mut Act<'_>, to: &str, say: Say, name: &str) -> Result<()> {
    let text = say.with("letter-farewell", args! { name: escaped(name) });
    send(act, to, say, say.t("letter-farewell-subject"), &text)
}

/// What somebody typed, in a letter that goes to somebody else perhaps: no link may come of it. Times and house numbers
/// (19:30, 5/2) stay what they are.
pub fn escaped(typed: &str) -> String {
    let mut out = String::with_capacity(typed.len());
    let mut chars = typed.chars().peekable();
    while let Some(char) = chars.next() {
        let between = || out.ends_with(|char: char| char.is_ascii_digit());
        let kept = match char {
            '/' | ':' => between() && chars.peek().is_some_and(char::is_ascii_digit),
            _ => !matches!(char, '[' | ']' | '(' | ')' | '<' | '>' | '*' | '_' | '`' | '\\'),
        };
        if kept {
            out.push(char);
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn links_stand_below_their_words_in_plain_text() {
        assert_eq!(
            plain("Hello **Ada**.\n\n[Sign in](https://a.example/x)\n\nBye"),
            "Hello Ada.\n\nSign in:\nhttps://a.example/x\n\nBye"
        );
        assert_eq!(plain("no [links] (here)"), "no [links] (here)");
    }

    #[test]
    fn no_link_comes_of_what_is_typed() {
        assert_eq!(escaped("[Confirm](https://evil.example/x)"), "Confirmhttpsevil.examplex");
        assert_eq!(escaped("<b>*Tea* at 19:30, Lane 5/2"), "bTea at 19:30, Lane 5/2");
        for typed in ["[a](http://b.example)", "<http://b.example>", "![a](http://b.example)"] {
            assert!(!markdown(&escaped(typed)).into_string().contains("<a"), "{typed}");
        }
    }
}
