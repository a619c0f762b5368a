//! Gatherings for programs.

use serde_json::{Value, json};

use super::{
    about::{self, MOST_PRICE},
    actions,
    answers::{
        self, MOST_LISTED,
        model::{LONGEST_NAME, MOST_HOLD, MOST_PLUS, Party},
    },
    approval::{self, Admission},
    form, lists,
    model::{Brief, Draft, Gathering, Reply, State},
    parts as cut,
    questions::{
        self,
        model::{Asked, FIELDS, LONGEST_ANSWER, LONGEST_CHOICE, LONGEST_QUESTION, MOST_CHOICES, Question},
    },
    store::{self, Goer},
};
use crate::{
    act::{Act, Look},
    communities,
    error::{Error, Result},
    http::{
        Routes,
        api::{
            Call, Cursor, Said, Scope, Shape, delete, get, patch, post, put,
            shape::{self, record, text, truth, word},
        },
    },
    id::{GatheringId, PersonId},
    page, people, talk,
    ties::Stage,
    time::Moment,
    town,
};

pub(super) fn routes() -> Routes {
    let scope = Scope::Gatherings;
    Routes::new()
        .acts(
            post("/api/v1/gatherings", "publishGathering", scope)
                .says("Publish a gathering")
                .more("You host it, and are the first who is coming. Its time is what the clock on the wall will show in its zone.")
                .takes(draft_shape().may("community", shape::id().says("The community in whose name it is published.")))
                .picture("photo")
                .gives(201, gathering_shape()),
            publish,
        )
        .looks(
            get("/api/v1/gatherings/{id}", "gathering")
                .says("A gathering")
                .anyone()
                .guarded()
                .gives(200, gathering_shape()),
            show,
        )
        .acts(
            patch("/api/v1/gatherings/{id}", "changeGathering", scope)
                .says("Change a gathering that you host")
                .more("Where time or place move, those who answered are told.")
                .guarded()
                .conflicts()
                .takes(
                    draft_shape()
                        .may("remove_photo", truth().says("Takes the picture away.").like("false"))
                        .may("told_words", text(actions::MOST_WORDS).says("A word to those who are told that it moved.").like("We outgrew the café."))
                        .changed(),
                )
                .picture("photo")
                .gives(200, gathering_shape()),
            change,
        )
        .acts(
            post("/api/v1/gatherings/{id}/cancel", "cancelGathering", scope)
                .says("Call a gathering off")
                .more("Those who answered are told why. It can be taken back within a day.")
                .conflicts()
                .takes(record().may("words", text(actions::MOST_WORDS).says("Why.").like("The hall has no heating.")))
                .gives(200, gathering_shape()),
            cancel,
        )
        .acts(
            post("/api/v1/gatherings/{id}/uncancel", "uncancelGathering", scope)
                .says("Take the calling off back")
                .conflicts()
                .gives(200, gathering_shape()),
            uncancel,
        )
        .acts(
            put("/api/v1/gatherings/{id}/answer", "answerGathering", scope)
                .says("Say whether you are coming")
                .more("A yes takes a place, and one more for each who is brought along; where there is none, it waits for one; where a host says who comes, it asks. The answer says which. Where the host asks something, a member `question-1` answers the question of that number: text, a number, one of the choices or several, or true where one agrees.")
                .conflicts()
                .takes(
                    record()
                        .has("reply", word(&["yes", "maybe", "no"]))
                        .may("guests", shape::whole(0, MOST_PLUS).says("How many you bring along; as before where it is left out.").like("1"))
                        .may("names", shape::list(text(LONGEST_NAME).like("Tom"), MOST_PLUS as usize).says("Their names, as far as you like."))
                        .may("part", cut::api::number().says("To which part you come; needed where there are parts, as before where it is left out."))
                        .may("wait", truth().says("Give up the place that you have, where the part that you want has none left, and wait for one.").like("false"))
                        .and_more_fields(),
                )
                .gives(200, answer_shape()),
            answer,
        )
        .acts(
            delete("/api/v1/gatherings/{id}/answer", "takeAnswerBack", scope).says("Take your answer back").conflicts(),
            take_back,
        )
        .looks(
            get("/api/v1/gatherings/{id}/going", "going")
                .says("Who is going")
                .more("Those you know best come first.")
                .lists(goer_shape()),
            going,
        )
        .looks(
            get("/api/v1/gatherings/{id}/questions", "questions")
                .says("What the host asks of those who come")
                .gives(200, record().has("items", shape::list(question_shape(), FIELDS.len()))),
            asked,
        )
        .acts(
            post("/api/v1/gatherings/{id}/questions", "askQuestion", scope)
                .says("Ask something of those who come")
                .more("Their answers are for those who host and themselves alone.")
                .conflicts()
                .takes(
                    record()
                        .has("words", shape::some_text(LONGEST_QUESTION).like("What do you not eat?"))
                        .has("kind", word(KINDS))
                        .may("choices", shape::list(shape::some_text(LONGEST_CHOICE).like("Nuts"), MOST_CHOICES))
                        .may("required", truth().like("false")),
                )
                .gives(201, question_shape()),
            ask,
        )
        .acts(
            delete("/api/v1/gatherings/{id}/questions/{question}", "retireQuestion", scope)
                .says("Ask something no longer")
                .more("What was answered to it stays.")
                .conflicts(),
            retire,
        )
        .looks(
            get("/api/v1/gatherings/{id}/answers", "answers")
                .says("All answers, for those who host")
                .more("Those who come, those who wait in their order, those who may come and those who can't.")
                .asks(record())
                .gives(200, record().has("items", shape::list(listed_shape(), MOST_LISTED as usize))),
            list,
        )
        .acts(
            put("/api/v1/gatherings/{id}/check-in", "checkIn", scope)
                .says("Say that you are there")
                .more("From two hours before the start until six hours after the end.")
                .conflicts(),
            check_in,
        )
        .acts(
            delete("/api/v1/gatherings/{id}/check-in", "checkOut", scope)
                .says("Take back that you are there")
                .conflicts(),
            check_out,
        )
        .looks(
            get("/api/v1/me/gatherings", "myGatherings")
                .says("What you host or go to, the next first")
                .lists(brief_shape()),
            mine,
        )
        .looks(
            get("/api/v1/communities/{handle}/gatherings", "communityGatherings")
                .says("A community's gatherings")
                .anyone()
                .asks(record().may("past", truth().says("Those that are over, the last first.").like("false")))
                .lists(brief_shape()),
            of_community,
        )
        .and(talk::api_routes_for(&POSTS, |look, call| {
            let gathering = actions::visible(look, call.id("id")?)?;
            actions::room(look, &gathering)
        }))
}

const POSTS: talk::Api = talk::Api {
    posts: ("/api/v1/gatherings/{id}/posts", "gatheringPosts", "sayAtGathering"),
    post: ("/api/v1/gatherings/{id}/posts/{post}", "gatheringPost", "editGatheringPost", "deleteGatheringPost"),
    restore: ("/api/v1/gatherings/{id}/posts/{post}/restore", "restoreGatheringPost"),
    anyone: true,
};

// ── Shapes ─────────────────────────────────────────────────────────────────────────────────────────────────────────

/// What is taken of a gathering.
pub fn draft_shape() -> Shape {
    record()
        .has("title", shape::some_text(120).like("Board games at the café"))
        .may("words", text(10_000).says("About it, in Markdown.").like("Bring a game."))
        .has("date", shape::date().says("The day on which it begins."))
        .has("start", shape::clock())
        .has("end", shape::clock().says("On the same day, or in the night that follows.").like("22:00"))
        .may(
            "end_date",
            shape::date().says("The day on which it ends, where it lasts longer than a night.").like("2026-11-26"),
        )
        .may("zone", text(64).says("The town's own where it is left out.").like("Europe/London"))
        .has("town", shape::some_text(120).says("As `/api/v1/towns` labels it.").like("London, England, GB"))
        .may("venue", text(120).like("Café Central"))
        .may("address", text(200).like("1 Market Street"))
        .may("capacity", shape::whole(2, 100_000).says("How many can come, you counted.").like("12"))
        .may("plus", shape::whole(0, MOST_PLUS).says("How many others one can bring along.").like("1"))
        .may(
            "hold_hours",
            shape::whole(1, MOST_HOLD)
                .says("How long a place that comes free is held for who waited to confirm; at once theirs where it is left out.")
                .like("24"),
        )
        .may("guests_may", word(&["yes", "no"]).says("Whether guests may come without an account; left out, as the community is open or not."))
        .may("approval", word(&["hidden", "open"]).says("Where you say who comes: `hidden` shows the exact place only to those who do, `open` to everybody. Left out, whoever says yes comes."))
        .may("reminders", text(40).says("When those who come are reminded, as `chooseReminders` takes it.").like("1440 120"))
        .may("answers_from", local_time().says("From when on yes and maybe are taken: what the clock in its zone shows."))
        .may("answers_until", local_time().says("Until when they are."))
        .may("language", people::language_shape().like("en"))
        .may("cost", word(&["free", "paid"]).like("free"))
        .may("price", text(MOST_PRICE).says("What it costs, in your words.").like("5 € at the door"))
        .may("step_free", word(&["yes", "partly", "no"]).says("Whether one gets in without steps.").like("yes"))
        .may("interest", people::interest_shape())
        .may("photo_words", text(300).says("What the picture shows.").like("A table with a game on it"))
}

fn answer_shape() -> Shape {
    shape::named("OwnAnswer", || {
        record()
            .has("reply", reply_shape())
            .has("guests", shape::count().says("How many you bring along.").like("1"))
            .has("names", shape::list(text(LONGEST_NAME).like("Tom"), MOST_PLUS as usize))
            .has("place", shape::count().or_none().says("Your place among those who wait, from 1.").like("3"))
            .has("part", cut::api::number().or_none().says("The part to which you come, or for which you wait."))
            .has(
                "confirm_by",
                shape::moment()
                    .or_none()
                    .says("A place came free for you: say yes again by then, or it goes on to the next."),
            )
            .has(
                "words",
                text(approval::model::LONGEST_WORDS).says("A host's words to you, who asked to come.").like(""),
            )
    })
}

fn listed_shape() -> Shape {
    record()
        .has("person", people::face_shape().or_none().says("None for a guest without an account."))
        .has("guest", text(60).or_none().says("What a guest without an account is called.").like("Tom"))
        .has("reply", word(&["yes", "maybe", "no", "waiting", "asked", "declined"]))
        .has("guests", shape::count().like("1"))
        .has("names", shape::list(text(LONGEST_NAME).like("Tom"), MOST_PLUS as usize))
        .has("place", shape::count().or_none().says("Their place among those who wait, from 1.").like("3"))
        .has("part", cut::api::number().or_none())
        .has("confirm_by", shape::moment().or_none().says("Until when their place is held."))
        .has(
            "said",
            shape::list(
                record().has("question", shape::count().like("1")).has("answer", text(LONGEST_ANSWER * 4).like("Nuts")),
                FIELDS.len(),
            )
            .says("What they answered to the questions of these numbers; of several choices each is a line."),
        )
}

const KINDS: &[&str] = &["text", "choice", "several", "number", "consent"];

fn question_shape() -> Shape {
    record()
        .has("number", shape::count().like("1"))
        .has("kind", word(KINDS))
        .has("words", text(LONGEST_QUESTION).like("What do you not eat?"))
        .has("choices", shape::list(text(LONGEST_CHOICE).like("Nuts"), MOST_CHOICES))
        .has("required", truth().like("false"))
}

fn local_time() -> Shape {
    text(16).like("2026-11-26T18:00")
}

fn state_shape() -> Shape {
    word(&["ahead", "on", "over", "called_off"])
}

fn reply_shape() -> Shape {
    word(&["yes", "maybe", "no", "waiting", "asked", "declined"])
        .or_none()
        .says("What you answered; `waiting` for a place that comes free, `asked` until a host says whether you come.")
}

/// What a list shows of a gathering.
pub fn brief_shape() -> Shape {
    shape::named("GatheringBrief", || {
        record()
            .has("id", shape::id())
            .has("url", shape::path())
            .has("title", text(120).like("Board games at the café"))
            .has("starts", shape::moment())
            .has("ends", shape::moment().like("2026-11-26T21:00:00Z"))
            .has("zone", text(64).like("Europe/London"))
            .has("venue", text(120).like("Café Central"))
            .has("town", text(200).like("London"))
            .has("photo", shape::path().or_none().like("/media/0123456789abcdef0123456789abcdef"))
            .has("capacity", shape::count().or_none().like("12"))
            .has("going", shape::count().like("7"))
            .has("state", state_shape())
            .has("reply", reply_shape())
            .has("people", shape::list(people::face_shape(), 100).says("Some of your people who are going."))
            .has("known", shape::count().says("How many of your people are going.").like("1"))
    })
}

pub(super) fn gathering_shape() -> Shape {
    shape::named("Gathering", || {
        let community = record()
            .has("handle", shape::handle().like("chess-club"))
            .has("name", text(60).like("Chess Club"))
            .or_none();
        record()
            .has("id", shape::id())
            .has("url", shape::path())
            .has("title", text(120).like("Board games at the café"))
            .has("words", text(10_000).like("Bring a game."))
            .has("date", shape::date())
            .has("start", shape::clock())
            .has("end", shape::clock().like("22:00"))
            .has("end_date", shape::date())
            .has("zone", text(64).like("Europe/London"))
            .has("starts", shape::moment().like("2026-11-26T19:00:00Z"))
            .has("ends", shape::moment().like("2026-11-26T22:00:00Z"))
            .has("town", text(200).or_none().like("London, England, GB"))
            .has("venue", text(120).like("Café Central"))
            .has("address", text(200).like("1 Market Street"))
            .has(
                "approval",
                word(&["hidden", "open"])
                    .or_none()
                    .says("Where a host says who comes: whether the exact place is hidden."),
            )
            .has(
                "place_withheld",
                truth()
                    .says("Whether venue and address are left out, as only those learn them who come.")
                    .like("false"),
            )
            .has("capacity", shape::count().or_none().like("12"))
            .has("left", shape::count().or_none().says("How many places are left.").like("5"))
            .has("going", shape::count().says("How many places are taken.").like("7"))
            .has("maybe", shape::count().like("2"))
            .has("waiting", shape::count().says("How many wait for a place; where you do, for your part.").like("0"))
            .has("parts", shape::list(cut::api::part_shape(), cut::model::MOST))
            .has("plus", shape::whole(0, MOST_PLUS).says("How many others one can bring along.").like("1"))
            .has("hold_hours", shape::whole(1, MOST_HOLD).or_none().like("24"))
            .has("answers_from", local_time().or_none())
            .has("answers_until", local_time().or_none())
            .has("answer", answer_shape())
            .has("language", people::language_shape().or_none().like("en"))
            .has("cost", word(&["free", "paid"]).or_none().like("free"))
            .has("price", text(MOST_PRICE).says("What it costs, in the host's words.").like("5 € at the door"))
            .has(
                "step_free",
                word(&["yes", "partly", "no"])
                    .or_none()
                    .says("Whether one gets in without steps; null where nobody has said.")
                    .like("yes"),
            )
            .has("interest", shape::list(text(40).like("board-games"), 200))
            .has("photo", shape::path().or_none().like("/media/0123456789abcdef0123456789abcdef"))
            .has("photo_words", text(300).like("A table with a game on it"))
            .has("community", community)
            .has("host", people::face_shape().or_none())
            .has("state", state_shape())
            .has("cancel_words", text(actions::MOST_WORDS).or_none().says("Why it was called off.").like("No heating."))
            .has("reply", reply_shape())
            .has("checked_in", truth().says("Whether you said that you are there.").like("false"))
            .has("mine", truth().says("Whether you may change it.").like("false"))
    })
}

fn goer_shape() -> Shape {
    record().has("person", people::face_shape()).has("stage", people::stage_shape())
}

// ── Views ──────────────────────────────────────────────────────────────────────────────────────────────────────────

fn state(state: State) -> &'static str {
    match state {
        State::Ahead => "ahead",
        State::On => "on",
        State::Over => "over",
        State::CalledOff => "called_off",
    }
}

/// What a list shows of a gathering.
pub fn brief(look: &Look<'_>, brief: &Brief) -> Value {
    json!({
        "id": brief.id,
        "url": brief.url,
        "title": brief.title,
        "starts": brief.starts_at.iso(),
        "ends": brief.ends_at.iso(),
        "zone": brief.zone.name(),
        "venue": brief.venue,
        "town": brief.town,
        "photo": brief.photo.as_deref().map(page::picture),
        "capacity": brief.capacity,
        "going": brief.going,
        "state": state(brief.state(look.now)),
        "reply": brief.reply.map(Reply::as_str),
        "people": brief.people.iter().map(people::face_json).collect::<Vec<_>>(),
        "known": brief.known,
    })
}

/// All that the gathering's page shows, but for the conversation and the faces.
pub(super) fn view(look: &mut Look<'_>, id: GatheringId) -> Result<Value> {
    let gathering = actions::visible(look, id)?;
    let host = gathering.host.map(|host| people::face(look, host)).transpose()?.flatten();
    let community = gathering.community.map(|community| communities::brief(look, community)).transpose()?.flatten();
    let viewer = look.viewer.person_if_any();
    let replies = store::replies(look, id, viewer)?;
    let mine = answers::mine(look, &gathering)?;
    let terms = gathering.terms();
    let about = about::of(look, id)?;
    let said = |text: &str| Some(text.to_owned()).filter(|text| !text.is_empty());
    let wall =
        |at: Option<Moment>| at.map(|at| at.on_the_wall(&gathering.zone()).strftime("%Y-%m-%dT%H:%M").to_string());
    let (date, start) = gathering.starts_local.split_once('T').unwrap_or_default();
    let (end_date, end) = gathering.ends_local.split_once('T').unwrap_or_default();
    Ok(json!({
        "id": gathering.id,
        "url": gathering.url(),
        "title": gathering.title,
        "words": gathering.words,
        "date": date,
        "start": start,
        "end": end,
        "end_date": end_date,
        "zone": gathering.zone,
        "starts": gathering.starts_at.iso(),
        "ends": gathering.ends_at.iso(),
        "town": gathering.town().map(|place| town::label(&place)),
        "venue": gathering.venue,
        "address": gathering.address,
        "approval": said(gathering.admission.as_str()),
        "place_withheld": gathering.admission == Admission::Withheld,
        "capacity": gathering.capacity,
        "left": mine.left(&gathering),
        "going": gathering.going,
        "maybe": replies.maybe,
        "waiting": mine.waiting,
        "parts": mine.parts.iter().map(|part| cut::api::view(&gathering, part)).collect::<Vec<_>>(),
        "plus": terms.plus,
        "hold_hours": terms.hold_hours,
        "answers_from": wall(terms.opens_at),
        "answers_until": wall(terms.closes_at),
        "answer": answer_view(&mine),
        "language": said(&about.language),
        "cost": said(&about.cost),
        "price": about.price,
        "step_free": said(&about.step_free),
        "interest": store::interests(look, id)?,
        "photo": gathering.photo.as_deref().map(page::picture),
        "photo_words": gathering.photo_words,
        "community": community.map(|(handle, name)| json!({ "handle": handle, "name": name })),
        "host": host.as_ref().map(people::face_json),
        "state": state(gathering.state(look.now)),
        "cancel_words": gathering.cancel_words,
        "reply": mine.reply().map(Reply::as_str),
        "checked_in": replies.here,
        "mine": actions::may_change(look, &gathering)?,
    }))
}

fn answer_view(mine: &answers::Mine) -> Value {
    let party = mine.party();
    json!({
        "reply": mine.reply().map(Reply::as_str),
        "guests": party.guests,
        "names": party.names,
        "place": mine.place,
        "part": mine.standing.as_ref().and_then(|standing| standing.part),
        "confirm_by": mine.standing.as_ref().and_then(|standing| standing.confirm_by).map(Moment::iso),
        "words": mine.words,
    })
}

// ── Carrying out ───────────────────────────────────────────────────────────────────────────────────────────────────

fn publish(act: &mut Act<'_>, call: &Call) -> Result<Said> {
    let draft = Draft::read(&call.fields, call.picture.as_ref().map(|picture| picture.hash.as_str()))?;
    let id = actions::publish(act, &draft)?;
    Ok(Said::made(format!("/api/v1/gatherings/{id}"), view(act, id)?))
}

fn show(look: &mut Look<'_>, call: &Call) -> Result<Said> {
    Ok(Said::ok(view(look, call.id("id")?)?))
}

fn change(act: &mut Act<'_>, call: &Call) -> Result<Said> {
    let id = call.id("id")?;
    let gathering = actions::own(act, id)?;
    call.unchanged(&view(act, id)?)?;
    let fields = call.fields.clone().over(stored(act, &gathering)?);
    let kept = match &call.picture {
        Some(picture) => Some(picture.hash.as_str()),
        None if call.fields.has("remove_photo") => None,
        None => gathering.photo.as_deref(),
    };
    actions::change_saying(act, id, &Draft::read(&fields, kept)?, call.fields.text("told_words"))?;
    Ok(Said::ok(view(act, id)?))
}

/// What is stored, as it would be sent.
fn stored(look: &mut Look<'_>, gathering: &Gathering) -> Result<crate::http::Fields> {
    let fields = form::stored(look, gathering)?.without("interest").without("interests");
    Ok(store::interests(look, gathering.id)?.into_iter().fold(fields, |fields, slug| fields.with("interest", slug)))
}

fn cancel(act: &mut Act<'_>, call: &Call) -> Result<Said> {
    let id = call.id("id")?;
    actions::cancel(act, id, call.fields.text("words"))?;
    Ok(Said::ok(view(act, id)?))
}

fn uncancel(act: &mut Act<'_>, call: &Call) -> Result<Said> {
    let id = call.id("id")?;
    actions::uncancel(act, id)?;
    Ok(Said::ok(view(act, id)?))
}

fn answer(act: &mut Act<'_>, call: &Call) -> Result<Said> {
    let reply = Reply::read(call.fields.text("reply")).ok_or(Error::invalid("reply", "problem-api-needed"))?;
    let id = call.id("id")?;
    let party = if reply == Reply::Yes { answers::party(act, id, &call.fields)? } else { None };
    answers::answer_with(act, id, reply, party.as_ref(), Some(&call.fields))?;
    let gathering = actions::visible(act, id)?;
    Ok(Said::ok(answer_view(&answers::mine(act, &gathering)?)))
}

fn take_back(act: &mut Act<'_>, call: &Call) -> Result<Said> {
    answers::take_back(act, call.id("id")?)?;
    Ok(Said::done())
}

fn going(look: &mut Look<'_>, call: &Call) -> Result<Said> {
    let id = call.id("id")?;
    let cursor = Cursor::of(call)?;
    actions::visible(look, id)?;
    let (person, account) = look.viewer.me().map(|me| (me.person, me.account))?;
    // The name itself stands in the mark: who bore it may have left in between.
    let begins = cursor.after(|text| {
        let mut parts = text.splitn(3, '.');
        let (known, last, name) =
            (parts.next()?.parse::<i64>().ok()?, parts.next()?.parse::<PersonId>().ok()?, parts.next()?);
        Some((known, name.to_owned(), last))
    })?;
    let after = begins.as_ref().map_or((-1, "", PersonId(0)), |(known, name, last)| (*known, name.as_str(), *last));
    let goers = store::going_after(look, id, person, account, after, cursor.and_one())?;
    let mark = match cursor.last(&goers) {
        Some(last) => {
            let known = match last.stage {
                4.. => 0,
                1..4 => 1,
                _ => 2,
            };
            format!("{known}.{}.{}", last.id, store::folded(look, last.id)?.unwrap_or_default())
        }
        None => String::new(),
    };
    let now = look.now;
    let shown = |goer: &Goer| {
        let stage = Stage::of_row(goer.stage, goer.planned_until, now).map(Stage::name);
        Ok(json!({ "person": people::face_json(&goer.face()), "stage": stage }))
    };
    cursor.said(goers, |_| mark, shown)
}

fn question_view(question: &Question) -> Value {
    json!({
        "number": question.number,
        "kind": question.kind.as_str(),
        "words": question.words,
        "choices": question.choices.lines().collect::<Vec<_>>(),
        "required": question.required,
    })
}

fn asked(look: &mut Look<'_>, call: &Call) -> Result<Said> {
    let id = call.id("id")?;
    actions::visible(look, id)?;
    let items: Vec<Value> = questions::asked(look, id)?.iter().map(question_view).collect();
    Ok(Said::ok(json!({ "items": items })))
}

fn ask(act: &mut Act<'_>, call: &Call) -> Result<Said> {
    let id = call.id("id")?;
    let number = questions::ask(act, id, &Asked::read(&call.fields)?)?;
    let question = questions::all(act, id)?.into_iter().find(|question| question.number == number);
    let question = question.ok_or(Error::NotFound)?;
    Ok(Said::made(format!("/api/v1/gatherings/{id}/questions"), question_view(&question)))
}

fn retire(act: &mut Act<'_>, call: &Call) -> Result<Said> {
    questions::retire(act, call.id("id")?, call.id("question")?, true)?;
    Ok(Said::done())
}

fn list(look: &mut Look<'_>, call: &Call) -> Result<Said> {
    let id = call.id("id")?;
    actions::own(look, id)?;
    let mut items = Vec::new();
    let said = questions::everybody(look, id)?;
    for reply in [Reply::Yes, Reply::Waiting, Reply::Asked, Reply::Maybe, Reply::No, Reply::Declined] {
        let listed = answers::listed(look, id, reply, MOST_LISTED)?;
        items.extend(listed.into_iter().zip(1_i64..).map(|(one, place)| {
            let party = Party::of(one.places, &one.guests);
            let mut answers: Vec<_> = said.get(&one.person).into_iter().flatten().collect();
            answers.sort();
            let answers: Vec<Value> =
                answers.iter().map(|(question, answer)| json!({ "question": question, "answer": answer })).collect();
            let guest = one.handle.is_empty().then(|| one.name.clone());
            let face = people::Face { id: one.person, handle: one.handle, name: one.name, photo: one.photo };
            json!({
                "person": guest.is_none().then(|| people::face_json(&face)),
                "guest": guest,
                "reply": reply.as_str(),
                "guests": party.guests,
                "names": party.names,
                "place": (reply == Reply::Waiting).then_some(place),
                "part": one.part,
                "confirm_by": one.confirm_by.map(Moment::iso),
                "said": answers,
            })
        }));
    }
    items.truncate(MOST_LISTED as usize);
    Ok(Said::ok(json!({ "items": items })))
}

fn check_in(act: &mut Act<'_>, call: &Call) -> Result<Said> {
    actions::check_in(act, call.id("id")?)?;
    Ok(Said::done())
}

fn check_out(act: &mut Act<'_>, call: &Call) -> Result<Said> {
    actions::check_out(act, call.id("id")?)?;
    Ok(Said::done())
}

fn mine(look: &mut Look<'_>, call: &Call) -> Result<Said> {
    let me = look.viewer.person()?;
    let cursor = Cursor::of(call)?;
    let after = cursor.after(lists::read_place)?;
    let found = lists::ahead_of_after(look, me, after, cursor.limit + 1)?;
    cursor.said(found, lists::place_of, |one| Ok(brief(look, one)))
}

fn of_community(look: &mut Look<'_>, call: &Call) -> Result<Said> {
    let community = communities::visible(look, call.text("handle"))?;
    let past = call.query.text("past") == "true";
    let cursor = Cursor::of(call)?;
    let after = cursor.after(lists::read_place)?;
    let found = lists::of_community_after(look, community.id, past, after, cursor.limit + 1)?;
    cursor.said(found, lists::place_of, |one| Ok(brief(look, one)))
}
