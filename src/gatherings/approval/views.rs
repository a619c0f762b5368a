//! How asking to come looks: to those who ask, and to those who decide.

use std::collections::HashMap;

use maud::{Markup, html};

use super::{Admission, Asker, model::LONGEST_WORDS};
use crate::{
    act::Look,
    args,
    error::{Problems, Result},
    gatherings::{
        Gathering, Reply, actions,
        answers::{Mine, views::words as answered},
        crew::{self, Deed},
        guests,
        model::State,
        questions::{self, model::Question},
    },
    http::Fields,
    id::{self, GatheringId, PersonId},
    page::{
        Form, Page, Place,
        parts::{self, Field, Icon, Tone, Weight},
        photo,
        text::Say,
        when,
    },
};

/// What a host says of who comes, in the form of a gathering.
pub fn choice(say: Say, form: &Form<'_>) -> Markup {
    let options =
        [("", say.t("approval-none")), ("hidden", say.t("approval-hidden")), ("open", say.t("approval-open"))];
    parts::field_select(
        &Field {
            name: "approval",
            label: say.t("approval-field"),
            help: Some(say.t("approval-field-help")),
            value: form.value("approval"),
            error: form.fault("approval"),
            ..Field::default()
        },
        &options,
    )
}

/// That the exact place is not shown, to one who may not know it.
pub fn withheld(say: Say, gathering: &Gathering) -> Option<&'static str> {
    (gathering.admission == Admission::Withheld).then(|| say.t("approval-withheld"))
}

/// How somebody's asking stands; `None` where there is nothing to say of it.
pub fn standing(say: Say, mine: &Mine) -> Option<Markup> {
    let words = mine.words.as_str();
    let theirs = html! { @if !words.is_empty() { p { (say.with("approval-words", args! { words: words })) } } };
    match mine.reply()? {
        Reply::Asked => Some(parts::notice(
            Tone::Info,
            &html! { p { strong { (say.t("approval-asked")) } } p { (say.t("approval-asked-next")) } },
        )),
        Reply::Declined => Some(parts::notice(
            Tone::Info,
            &html! { p { strong { (say.t("approval-declined")) } } (theirs) @if words.is_empty() { p { (say.t("approval-declined-next")) } } },
        )),
        Reply::Yes if !words.is_empty() => Some(parts::notice(Tone::Success, &theirs)),
        _ => None,
    }
}

/// On a gathering's page, for those who decide: how many wait for that.
pub fn panel(look: &mut Look<'_>, gathering: &Gathering) -> Result<Markup> {
    let open = matches!(gathering.state(look.now), State::Ahead | State::On);
    if !open || !gathering.admission.asks() || !crew::may(look, gathering, Deed::Run)? {
        return Ok(html! {});
    }
    let count = super::count_open(look, gathering)?;
    let say = look.say;
    Ok(parts::note(
        say.t("approval-note"),
        &html! {
            p { (say.with("approval-note-text", args! { n: count })) }
            (parts::link_button(
                if count > 0 { Weight::Primary } else { Weight::Plain },
                say.t("approval-title"), Some(Icon::People), &format!("{}/requests", gathering.url()),
            ))
        },
    ))
}

/// Those who ask, for those who decide.
pub fn page(look: &mut Look<'_>, id: GatheringId, fields: &Fields, problems: &Problems) -> Result<Page> {
    let gathering = actions::own(look, id)?;
    let open = super::askers(look, id, false)?;
    let declined = super::askers(look, id, true)?;
    let asked = questions::all(look, id)?;
    let said = questions::everybody(look, id)?;
    let may_decide = gathering.still_open(look.now).is_ok();
    let say = look.say;
    let form = Form::new(look, fields, problems);
    let action = format!("{}/requests", gathering.url());
    let left = match gathering.left() {
        Some(left) => say.with("approval-left", args! { n: left }),
        None => say.t("answer-left-any").to_owned(),
    };
    let shown = Listing { look, asked: &asked, said: &said, fields };
    let main = html! {
        (parts::back(&gathering.url(), &gathering.title))
        (form.summary())
        div.head { h1 { (say.t("approval-title")) } p.lead { (say.t("approval-lead")) " " (left) } }
        @if !open.is_empty() && may_decide {
            form.form method="post" action=(action) novalidate {
                @for name in ["who", "decision"] {
                    @if let Some(fault) = form.fault(name) { p.field-error id={ "field-" (name) } { (fault) } }
                }
                ul.people { @for one in &open { li { (shown.asker(one)) } } }
                (parts::field_area(&Field {
                    name: "words", label: say.t("approval-field-words"), help: Some(say.t("approval-field-words-help")),
                    optional: Some(say.t("gathering-optional")), rows: 2, value: form.value("words"),
                    error: form.fault("words"), maxlength: u32::try_from(LONGEST_WORDS).ok(), ..Field::default()
                }))
                div.buttons {
                    (parts::button_value(Weight::Primary, say.t("approval-approve-chosen"), None, "decision", "approve"))
                    (parts::button_value(Weight::Plain, say.t("approval-decline-chosen"), None, "decision", "decline"))
                }
            }
        } @else if open.is_empty() {
            p { (say.t("approval-nobody")) }
        }
        @if !declined.is_empty() {
            section.flow {
                h2 { (say.t("approval-declined-title")) }
                p.soft { (say.t("approval-declined-help")) }
                ul.people { @for one in &declined { li { (shown.declined(one, &action, may_decide)) } } }
            }
        }
    };
    Ok(Page::new(say.t("approval-title"), Place::Find, main).alone().private())
}

/// What is needed to show those who asked.
struct Listing<'a> {
    look: &'a Look<'a>,
    asked: &'a [Question],
    said: &'a HashMap<PersonId, HashMap<i64, String>>,
    fields: &'a Fields,
}

impl Listing<'_> {
    fn about(&self, one: &Asker) -> Markup {
        let say = self.look.say;
        let names: Vec<&str> = one.guests.lines().collect();
        let answers = self.asked.iter().filter_map(|question| {
            let answer = answered(say, question, self.said, PersonId(one.comer));
            (!answer.is_empty()).then_some((question.words.as_str(), answer))
        });
        html! {
            p {
                (say.t("approval-when")) " " (when::ago(self.look, one.asked_at))
                @if one.places > 1 { " · " (say.with("answers-brings", args! { n: one.places - 1 })) }
                @if !names.is_empty() { ": " (names.join(", ")) }
            }
            @for (question, answer) in answers { p { (question) " " strong { (answer) } } }
        }
    }

    fn row(&self, one: &Asker, about: &Markup) -> Markup {
        if one.handle.is_empty() {
            return guests::views::row(self.look.say, &one.name, about);
        }
        parts::person(&one.name, &format!("/@{}", one.handle), photo(one.photo.as_deref()).as_deref(), about, None)
    }

    fn asker(&self, one: &Asker) -> Markup {
        let say = self.look.say;
        let who = id::encode(one.comer);
        let chosen = self.fields.all("who").any(|chosen| chosen == who);
        let whom = format!(" {}", one.name);
        let about = html! {
            (self.about(one))
            div."choices plain" {
                label.choice {
                    input type="checkbox" name="who" value=(who) checked[chosen];
                    span { (say.t("approval-choose")) (parts::unseen(&whom)) }
                }
            }
            div.buttons {
                button."button primary small" type="submit" name="approve" value=(who) { (say.t("approval-approve")) (parts::unseen(&whom)) }
                button."button small" type="submit" name="decline" value=(who) { (say.t("approval-decline")) (parts::unseen(&whom)) }
            }
        };
        self.row(one, &about)
    }

    fn declined(&self, one: &Asker, action: &str, may_decide: bool) -> Markup {
        let say = self.look.say;
        let about = html! {
            (self.about(one))
            @if !one.words.is_empty() { p.soft { (say.with("approval-words-yours", args! { words: one.words.as_str() })) } }
            @if may_decide {
                form method="post" action=(action) {
                    button."button small" type="submit" name="undo" value=(id::encode(one.comer)) {
                        (say.t("approval-undo")) (parts::unseen(&format!(" {}", one.name)))
                    }
                }
            }
        };
        self.row(one, &about)
    }
}
