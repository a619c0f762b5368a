//! Communities for programs.

use serde_json::{Value, json};

use super::{
    actions::{self, Knock},
    entry,
    model::{Brief, Community, Draft, INVITATION_LASTS, MOST_GREETING, MOST_WORDS, Role},
    pages::{after, room, stored},
    store::{self, Member},
    subgroups,
};
use crate::{
    act::{Act, Look},
    error::{Error, Problems, Result},
    http::{
        Fields, Routes,
        api::{
            Call, Cursor, Said, Scope, Shape, delete, get, patch, post, put,
            shape::{self, record, text, truth, word},
        },
    },
    jobs::Job,
    page, people, talk,
    ties::Stage,
    town,
};

pub(super) fn routes() -> Routes {
    let scope = Scope::Communities;
    Routes::new()
        .looks(
            get("/api/v1/me/communities", "myCommunities")
                .says("The communities you belong to, or have asked to join")
                .gives(200, record().has("items", shape::list(brief_shape(), 100_000))),
            mine,
        )
        .acts(
            post("/api/v1/communities", "foundCommunity", scope)
                .says("Found a community")
                .more("You are its first host.")
                .takes(founding_shape())
                .picture("photo")
                .gives(201, community_shape()),
            found,
        )
        .looks(
            get("/api/v1/communities/{handle}", "community")
                .says("A community")
                .anyone()
                .guarded()
                .gives(200, community_shape()),
            show,
        )
        .acts(
            patch("/api/v1/communities/{handle}", "changeCommunity", scope)
                .says("Change a community that you host")
                .guarded()
                .takes(draft_shape().may("no_photo", truth().says("Takes the picture away.").like("false")).changed())
                .picture("photo")
                .gives(200, community_shape()),
            change,
        )
        .acts(
            post("/api/v1/communities/{handle}/join", "joinCommunity", scope)
                .says("Join, or ask to")
                .more("An open one takes you at once; of a closed one a host has to say yes. For a private one you need an invitation.")
                .conflicts()
                .takes(
                    record()
                        .may("rules", truth().says("Whether you agree to its rules; needed where it has any."))
                        .may("words", text(MOST_GREETING).says("A line to the hosts, where you have to ask.").like("I play."))
                        .may("shares", truth().says("Whether the hosts may have your e-mail address."))
                        .may("question-1", answer_shape())
                        .may("question-2", answer_shape())
                        .may("question-3", answer_shape())
                        .may("question-4", answer_shape())
                        .may("question-5", answer_shape())
                        .may("invite", text(200).says("The invitation, as it stands in its link; or what stands behind the last `/` of a shorter one.").like("")),
                )
                .gives(200, record().has("role", role_shape())),
            join,
        )
        .acts(
            post("/api/v1/communities/{handle}/leave", "leaveCommunity", scope)
                .says("Leave, or no longer ask")
                .more("Who leaves a community leaves the sub-groups that are part of it, too.")
                .conflicts(),
            leave,
        )
        .looks(
            get("/api/v1/communities/{handle}/members", "members")
                .says("Who belongs to it, your ties first")
                .lists(member_shape()),
            members,
        )
        .looks(
            get("/api/v1/communities/{handle}/requests", "requests")
                .says("Who has asked to join")
                .more("For those who lead it. Say yes by giving the role `member`, or no by taking them away.")
                .gives(200, record().has("items", shape::list(request_shape(), 100))),
            requests,
        )
        .acts(
            put("/api/v1/communities/{handle}/members/{person}", "appoint", scope)
                .says("Give somebody a role, or say yes to who asks")
                .conflicts()
                .takes(record().has("role", word(&["host", "moderator", "member"]).like("member"))),
            appoint,
        )
        .acts(
            delete("/api/v1/communities/{handle}/members/{person}", "removeMember", scope)
                .says("Remove a member, or decline who asks")
                .conflicts(),
            remove,
        )
        .looks(
            get("/api/v1/communities/{handle}/removed", "removedMembers")
                .says("Who was taken out and not let back in")
                .more("For those who lead it.")
                .gives(200, record().has("items", shape::list(removed_shape(), 1_000))),
            removed,
        )
        .acts(
            delete("/api/v1/communities/{handle}/removed/{person}", "letBack", scope)
                .says("Let somebody back in who was taken out"),
            let_back,
        )
        .acts(
            post("/api/v1/communities/{handle}/invitations", "invite", scope)
                .says("Make an invitation")
                .more("For hosts. It lets in whoever has it, for fourteen days.")
                .gives(
                    201,
                    record()
                        .has("invite", text(200).like("06d4zq8w5e000.1795694400.QUFBQUFBQUFBQUFBQUFBQQ"))
                        .has("url", text(2000).says("The link to hand on.").like("https://meet.example/c/chess-club/join?invite=…"))
                        .has("until", shape::moment()),
                ),
            invite,
        )
        .and(talk::api_routes_for(&POSTS, |look, call| room(look, call.text("handle"))))
}

const POSTS: talk::Api = talk::Api {
    posts: ("/api/v1/communities/{handle}/posts", "communityPosts", "sayInCommunity"),
    post: ("/api/v1/communities/{handle}/posts/{post}", "communityPost", "editCommunityPost", "deleteCommunityPost"),
    restore: ("/api/v1/communities/{handle}/posts/{post}/restore", "restoreCommunityPost"),
    anyone: false,
};

// ── Shapes ─────────────────────────────────────────────────────────────────────────────────────────────────────────

fn access_shape() -> Shape {
    word(&["open", "closed", "private"])
}

fn role_shape() -> Shape {
    word(&["host", "moderator", "member", "asked"]).or_none().says("What you are in it.").like("member")
}

fn draft_shape() -> Shape {
    record()
        .has("name", shape::some_text(60).like("Chess Club"))
        .may("words", text(MOST_WORDS).says("What it says of itself, in Markdown.").like("We play on Thursdays."))
        .may("rules", text(MOST_WORDS).says("What one agrees to when joining, in Markdown.").like("Be kind."))
        .may("access", access_shape().says("Who gets in; `open` where it is left out."))
        .may("town", text(120).says("As `/api/v1/towns` labels it.").like("London, England, GB"))
        .may("interest", people::interest_shape())
}

/// What a new community takes.
pub(super) fn founding_shape() -> Shape {
    draft_shape().may("handle", shape::handle().says("Made from the name where it is left out.").like("chess-club"))
}

/// What a list shows of a community.
pub fn brief_shape() -> Shape {
    shape::named("CommunityBrief", || with_brief(record()))
}

fn with_brief(shape: Shape) -> Shape {
    shape
        .has("id", shape::id())
        .has("handle", shape::handle().like("chess-club"))
        .has("url", shape::path().like("/c/chess-club"))
        .has("name", text(60).like("Chess Club"))
        .has("words", text(MOST_WORDS).like("We play on Thursdays."))
        .has("access", access_shape())
        .has("town", text(200).or_none().like("London, England, GB"))
        .has("photo", shape::path().or_none().like("/media/0123456789abcdef0123456789abcdef"))
        .has("members", shape::count().like("42"))
        .has("role", role_shape())
}

pub(super) fn community_shape() -> Shape {
    shape::named("Community", || {
        let leader = record().has("person", people::face_shape()).has("role", word(&["host", "moderator"]));
        with_brief(record())
            .has("rules", text(MOST_WORDS).like("Be kind."))
            .has(
                "part_of",
                record()
                    .has("handle", shape::handle().like("players"))
                    .has("name", text(60).like("Players of London"))
                    .or_none()
                    .says("The community that it is part of: only that one's members can join it."),
            )
            .has("interest", shape::list(text(40).like("chess"), 200))
            .has("leaders", shape::list(leader, 100_000))
            .has("inside", truth().says("Whether you see its members and what is said there."))
    })
}

fn member_shape() -> Shape {
    shape::named("Member", || with_member(record()))
}

fn with_member(shape: Shape) -> Shape {
    shape
        .has("person", people::face_shape())
        .has("role", word(&["host", "moderator", "member", "asked"]).like("member"))
        .has("since", shape::moment())
        .has("words", text(MOST_GREETING).says("What they said when they asked.").like(""))
        .has("stage", people::stage_shape())
}

fn request_shape() -> Shape {
    let answer = record()
        .has("question", text(entry::LONGEST_QUESTION).like("Whom do you know here?"))
        .has("answer", text(entry::LONGEST_ANSWER).like("Ada."));
    with_member(record()).has("answers", shape::list(answer, entry::FIELDS.len()))
}

fn answer_shape() -> Shape {
    text(entry::LONGEST_ANSWER).says("The answer to that question, where you have to ask.").like("Ada.")
}

fn removed_shape() -> Shape {
    record()
        .has("handle", shape::handle())
        .has("name", text(60).like("Ada Lovelace"))
        .has("photo", shape::path().or_none().like("/media/0123456789abcdef0123456789abcdef/s"))
        .has("at", shape::moment())
        .has("by", text(60).or_none().says("The name of who did it.").like("Bob"))
}

// ── Views ──────────────────────────────────────────────────────────────────────────────────────────────────────────

/// What a list shows of a community.
pub fn brief(brief: &Brief) -> Value {
    json!({
        "id": brief.id,
        "handle": brief.handle,
        "url": brief.url(),
        "name": brief.name,
        "words": brief.words,
        "access": brief.access.as_str(),
        "town": town::stored(brief.place).map(|place| town::label(&place)),
        "photo": brief.photo.as_deref().map(page::picture),
        "members": brief.members,
        "role": brief.role.map(Role::as_str),
    })
}

/// What stands on its page, but for gatherings and conversation.
pub(super) fn view(look: &mut Look<'_>, community: &Community) -> Result<Value> {
    let leaders = actions::leaders(look, community.id)?;
    let leaders: Vec<Value> = leaders
        .iter()
        .map(|(face, role)| json!({ "person": people::face_json(face), "role": role.as_str() }))
        .collect();
    Ok(json!({
        "id": community.id,
        "handle": community.handle,
        "url": community.url(),
        "name": community.name,
        "words": community.words,
        "rules": community.rules,
        "access": community.wanted().as_str(),
        "part_of": subgroups::part_of(look, community)?.map(|(handle, name)| json!({ "handle": handle, "name": name })),
        "town": town::stored(community.place).map(|place| town::label(&place)),
        "photo": community.photo.as_deref().map(page::picture),
        "members": community.members,
        "role": community.role.map(Role::as_str),
        "interest": store::interests(look, community.id)?,
        "leaders": leaders,
        "inside": community.is_inside(look.viewer.person_if_any().is_some()),
    }))
}

fn member(member: &Member) -> Value {
    json!({
        "person": people::face_json(&member.face),
        "role": member.role.as_str(),
        "since": member.at.iso(),
        "words": member.words,
        "stage": member.stage.map(Stage::name),
    })
}

// ── Carrying out ───────────────────────────────────────────────────────────────────────────────────────────────────

fn mine(look: &mut Look<'_>, _: &Call) -> Result<Said> {
    let all = actions::mine_in_brief(look)?;
    Ok(Said::ok(json!({ "items": all.iter().map(brief).collect::<Vec<_>>() })))
}

pub(super) fn draft(call: &Call, fields: &Fields) -> Result<Draft> {
    let photo = call.picture.as_ref().map(|picture| picture.hash.clone());
    Ok(Draft { photo, ..Draft::read(fields, Problems::default())? })
}

fn found(act: &mut Act<'_>, call: &Call) -> Result<Said> {
    let (_, handle) = actions::found(act, &draft(call, &call.fields)?)?;
    let community = actions::visible(act, &handle)?;
    Ok(Said::made(format!("/api/v1/communities/{handle}"), view(act, &community)?))
}

fn show(look: &mut Look<'_>, call: &Call) -> Result<Said> {
    let community = actions::visible(look, call.text("handle"))?;
    Ok(Said::ok(view(look, &community)?))
}

fn change(act: &mut Act<'_>, call: &Call) -> Result<Said> {
    let handle = call.text("handle");
    let community = actions::hosted(act, handle)?;
    call.unchanged(&view(act, &community)?)?;
    let stored = stored(act, &community)?;
    let before = actions::change(act, handle, &draft(call, &call.fields.clone().over(stored))?)?;
    if let Some(hash) = before {
        act.later(&Job::DeletePicture { hash })?;
    }
    let community = actions::visible(act, handle)?;
    Ok(Said::ok(view(act, &community)?))
}

fn join(act: &mut Act<'_>, call: &Call) -> Result<Said> {
    let knock = Knock::read(&call.fields);
    let role = actions::join(act, call.text("handle"), &knock)?;
    Ok(Said::ok(json!({ "role": role.as_str() })))
}

fn leave(act: &mut Act<'_>, call: &Call) -> Result<Said> {
    actions::leave(act, call.text("handle"))?;
    Ok(Said::done())
}

fn members(look: &mut Look<'_>, call: &Call) -> Result<Said> {
    let community = actions::visible(look, call.text("handle"))?;
    let cursor = Cursor::of(call)?;
    let begins = cursor.after(after)?;
    let found = actions::members(look, &community, begins, cursor.and_one())?;
    cursor.said(found, |last| format!("{}.{}", last.rank, last.face.id), |one| Ok(member(one)))
}

fn requests(look: &mut Look<'_>, call: &Call) -> Result<Said> {
    let community = actions::visible(look, call.text("handle"))?;
    if !community.role.is_some_and(Role::leads) {
        return Err(Error::Forbidden("error-community-leads"));
    }
    let asking = actions::asking(look, &community)?;
    let said = entry::answered(look, &community, true)?;
    let items: Vec<Value> = asking
        .iter()
        .map(|one| {
            let said = said.get(&one.face.id).map_or(&[][..], Vec::as_slice);
            let answers = said.iter().map(|(question, words)| json!({ "question": question, "answer": words }));
            let mut shown = member(one);
            shown["answers"] = answers.collect();
            shown
        })
        .collect();
    Ok(Said::ok(json!({ "items": items })))
}

fn appoint(act: &mut Act<'_>, call: &Call) -> Result<Said> {
    actions::appoint(act, call.text("handle"), call.text("person"), Role::read(call.fields.text("role")))?;
    Ok(Said::done())
}

fn remove(act: &mut Act<'_>, call: &Call) -> Result<Said> {
    actions::appoint(act, call.text("handle"), call.text("person"), None)?;
    Ok(Said::done())
}

fn removed(look: &mut Look<'_>, call: &Call) -> Result<Said> {
    let (_, removed) = actions::removed(look, call.text("handle"))?;
    let items: Vec<Value> = removed
        .iter()
        .map(|one| {
            json!({
                "handle": one.handle,
                "name": one.name,
                "photo": page::photo(one.photo.as_deref()),
                "at": one.at.iso(),
                "by": one.by,
            })
        })
        .collect();
    Ok(Said::ok(json!({ "items": items })))
}

fn let_back(act: &mut Act<'_>, call: &Call) -> Result<Said> {
    actions::let_back(act, call.text("handle"), call.text("person"))?;
    Ok(Said::done())
}

fn invite(act: &mut Act<'_>, call: &Call) -> Result<Said> {
    let handle = call.text("handle");
    let invite = actions::invite(act, handle)?;
    let until = act.now.plus(INVITATION_LASTS);
    let page = format!("/c/{handle}/join");
    let url = act.shared.config.url(&format!("{page}?invite={invite}"));
    Ok(Said::made(page, json!({ "invite": invite, "url": url, "until": until.iso() })))
}
