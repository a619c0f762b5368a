//! What can be done with communities.

use serde_json::json;
use visavis_places::Point;

use super::{
    entry, letters, links,
    log::{self, Deed},
    model::{Brief, Community, Draft, INVITATION_LASTS, Invitation, MOST_GREETING, Role, may_appoint},
    roster,
    store::{self, After, Filter, Member, Removed},
    subgroups,
};
use crate::{
    act::{Act, Look},
    error::{Error, Problems, Result},
    http::Fields,
    id::{CommunityId, PersonId},
    journal::Happened,
    notices,
    people::{self, Face, Handle},
    talk::{Rights, Room, Subject},
    viewer::Viewer,
};

/// So many of those who were taken out are listed.
const MOST_REMOVED: usize = 200;

// --- seeing ---

/// The community of that handle, if the viewer may see it.
pub fn visible(look: &mut Look<'_>, handle: &str) -> Result<Community> {
    let viewer = look.viewer.person_if_any();
    store::by_handle(look, handle, viewer)?.filter(Community::is_visible).ok_or(Error::NotFound)
}

/// Whether the viewer may know that it exists. The program itself sees all.
pub fn may_see(look: &mut Look<'_>, id: CommunityId) -> Result<bool> {
    let system = matches!(look.viewer, Viewer::System);
    let viewer = look.viewer.person_if_any();
    Ok(store::by_id(look, id, viewer)?.is_some_and(|community| system || community.is_visible()))
}

/// Whether the viewer may see what is said inside and who belongs to it: members, and in an open community everybody
/// who is signed in.
pub fn may_see_inside(look: &mut Look<'_>, id: CommunityId) -> Result<bool> {
    let system = matches!(look.viewer, Viewer::System);
    let viewer = look.viewer.person_if_any();
    Ok(store::by_id(look, id, viewer)?.is_some_and(|community| system || community.is_inside(viewer.is_some())))
}

/// Who may join; `None` where it has ended.
pub fn access(look: &mut Look<'_>, id: CommunityId) -> Result<Option<super::Access>> {
    let viewer = look.viewer.person_if_any();
    Ok(store::by_id(look, id, viewer)?.map(|community| community.access))
}

/// Whether everybody may know that it exists.
pub fn is_public(look: &mut Look<'_>, id: CommunityId) -> Result<bool> {
    let viewer = look.viewer.person_if_any();
    Ok(store::by_id(look, id, viewer)?.is_some_and(|community| community.access != super::Access::Private))
}

/// How many everybody may see inside.
pub fn count_open(look: &mut Look<'_>) -> Result<i64> {
    store::count_open(look)
}

/// The handles of those, some of them at a time.
pub fn open_ones(look: &mut Look<'_>, most: i64, after: i64) -> Result<Vec<String>> {
    Ok(store::open_ones(look, most, after)?.into_iter().map(|(handle,)| handle).collect())
}

/// Whether a person may know that it exists, and whether they may see inside: for telling them of what happens there.
pub fn open_to(look: &mut Look<'_>, id: CommunityId, person: PersonId) -> Result<(bool, bool)> {
    let found = store::by_id(look, id, Some(person))?;
    Ok(found.map_or((false, false), |community| (community.is_visible(), community.is_inside(true))))
}

/// Whether the viewer may publish a gathering in its name: those who lead it, and in an open one every member.
pub fn may_publish(look: &mut Look<'_>, id: CommunityId) -> Result<bool> {
    let viewer = look.viewer.person_if_any();
    Ok(store::by_id(look, id, viewer)?.is_some_and(|community| publishes(&community)))
}

pub(super) fn publishes(community: &Community) -> bool {
    let open = community.wanted() == super::Access::Open;
    community.role.is_some_and(|role| role.leads() || (open && role.belongs()))
}

/// Whether the viewer is one of its hosts.
pub fn hosts(look: &mut Look<'_>, id: CommunityId) -> Result<bool> {
    let viewer = look.viewer.person_if_any();
    Ok(store::by_id(look, id, viewer)?.is_some_and(|community| community.role == Some(Role::Host)))
}

/// What a person is in it.
pub fn role(look: &mut Look<'_>, id: CommunityId, person: PersonId) -> Result<Option<Role>> {
    store::role(look, id, person)
}

/// Its handle and its name, if the viewer may see it.
pub fn brief(look: &mut Look<'_>, id: CommunityId) -> Result<Option<(String, String)>> {
    let system = matches!(look.viewer, Viewer::System);
    let viewer = look.viewer.person_if_any();
    let community = store::by_id(look, id, viewer)?.filter(|community| system || community.is_visible());
    Ok(community.map(|community| (community.handle, community.name)))
}

/// The communities the viewer belongs to, by name.
pub fn mine(look: &mut Look<'_>) -> Result<Vec<(CommunityId, String)>> {
    let person = look.viewer.person()?;
    Ok(store::of_person(look, person)?.into_iter().map(|brief| (brief.id, brief.name)).collect())
}

/// The same with all that a list shows of them.
pub fn mine_in_brief(look: &mut Look<'_>) -> Result<Vec<Brief>> {
    let person = look.viewer.person()?;
    store::of_person(look, person)
}

/// The communities of a person that the viewer may see: for their profile. Private ones only where both belong.
pub fn of_person(look: &mut Look<'_>, person: PersonId) -> Result<Vec<Brief>> {
    let viewer = look.viewer.person_if_any();
    let mut all = store::of_person(look, person)?;
    for brief in &mut all {
        brief.role = match viewer {
            Some(viewer) => store::role(look, brief.id, viewer)?,
            None => None,
        };
    }
    let signed_in = viewer.is_some();
    all.retain(|brief| brief.role.is_some_and(Role::belongs) || (brief.access == super::Access::Open && signed_in));
    Ok(all)
}

/// Those the viewer leads in which somebody waits for a yes: handle, name, how many wait.
pub fn waiting(look: &mut Look<'_>) -> Result<Vec<(String, String, i64)>> {
    let me = look.viewer.me()?;
    let (person, account) = (me.person, me.account);
    store::waiting(look, person, account)
}

/// What matches, the larger first.
pub fn near(look: &mut Look<'_>, filter: &Filter, most: usize) -> Result<Vec<Brief>> {
    let viewer = look.viewer.person_if_any();
    store::near(look, filter, viewer, most)
}

/// Whether it has ended.
pub fn has_ended(look: &mut Look<'_>, id: CommunityId) -> Result<bool> {
    store::has_ended(look, id)
}

/// Its members in the order of their ids, whoever asks: for telling them of something new, a few at a time.
pub fn members_after(look: &mut Look<'_>, id: CommunityId, after: PersonId, most: usize) -> Result<Vec<PersonId>> {
    store::members_after(look, id, after, most)
}

/// All its members, whoever asks.
/// The largest that the viewer does not belong to, about what they like, or around a place, or both.
pub fn largest(
    look: &mut Look<'_>,
    place: Option<(Point, f64)>,
    interests: &[String],
    most: usize,
) -> Result<Vec<Brief>> {
    let viewer = look.viewer.person_if_any();
    store::largest(look, place, interests, viewer, most)
}

/// All its members, whoever asks: for telling them of something new.
pub fn everybody(look: &mut Look<'_>, id: CommunityId) -> Result<Vec<PersonId>> {
    store::everybody(look, id)
}

/// Its conversation: members write, those who look after it may take away what was written.
pub fn room(look: &Look<'_>, community: &Community) -> Room {
    let role = community.role.filter(|role| role.belongs());
    Room {
        subject: Subject::Community(community.id),
        rights: Rights { write: role.is_some(), moderate: role.is_some_and(Role::leads) },
        url: community.url(),
        title: community.name.clone(),
        closed: match (role, look.viewer.person_if_any()) {
            (Some(_), _) => None,
            (None, Some(_)) => Some("error-community-talk-join"),
            (None, None) => Some("error-community-talk-sign-in"),
        },
    }
}

/// Those who lead it, as far as the viewer may see them.
pub fn leaders(look: &mut Look<'_>, id: CommunityId) -> Result<Vec<(Face, Role)>> {
    let mine = look.viewer.account_if_any();
    store::leaders(look, id, mine)
}

/// Those in it that the viewer has ties with, the closest first.
pub fn known(look: &mut Look<'_>, id: CommunityId, most: i64) -> Result<Vec<Member>> {
    let Ok(me) = look.viewer.me() else { return Ok(Vec::new()) };
    let (person, account) = (me.person, me.account);
    store::known(look, id, person, account, most)
}

/// Its members, the viewer's ties first.
pub fn members(look: &mut Look<'_>, community: &Community, after: Option<After>, most: i64) -> Result<Vec<Member>> {
    let me = look.viewer.me()?;
    let (person, account) = (me.person, me.account);
    if !community.is_inside(true) {
        return Err(Error::Forbidden("error-community-members"));
    }
    store::members(look, community.id, person, account, after, most)
}

/// Those who wait for a yes: for those who lead.
pub fn asking(look: &mut Look<'_>, community: &Community) -> Result<Vec<Member>> {
    match look.viewer.me() {
        Ok(me) if community.role.is_some_and(Role::leads) => {
            let (person, account) = (me.person, me.account);
            store::asking(look, community.id, person, account, 100)
        }
        _ => Ok(Vec::new()),
    }
}

/// Whether the viewer was taken out of it and not let back in.
pub fn is_out(look: &mut Look<'_>, id: CommunityId) -> Result<bool> {
    match look.viewer.person_if_any() {
        Some(person) => store::is_removed(look, id, person),
        None => Ok(false),
    }
}

/// The community, and those who were taken out of it: for those who lead.
pub fn removed(look: &mut Look<'_>, handle: &str) -> Result<(Community, Vec<Removed>)> {
    let account = look.viewer.me()?.account;
    let community = visible(look, handle)?;
    if !community.role.is_some_and(Role::leads) {
        return Err(Error::Forbidden("error-community-leads"));
    }
    let removed = store::removed(look, community.id, account, MOST_REMOVED)?;
    Ok((community, removed))
}

/// Whether there are any such: for those who lead.
pub fn has_removed(look: &mut Look<'_>, community: &Community) -> Result<bool> {
    if community.role.is_some_and(Role::leads) { store::has_removed(look, community.id) } else { Ok(false) }
}

/// Lets somebody back in who was taken out: they may join again like everybody else. For those who lead.
pub fn let_back(act: &mut Act<'_>, handle: &str, whom: &str) -> Result<()> {
    let me = act.viewer.person()?;
    let community = visible(act, handle)?;
    if !community.role.is_some_and(Role::leads) {
        return Err(Error::Forbidden("error-community-leads"));
    }
    let whom = people::visible(act, whom)?.id;
    if !store::lift_removal(act, community.id, whom, me)? {
        return Err(Error::NotFound);
    }
    log::note(act, community.id, Deed::LetBack, Some(whom), "")?;
    // Of a private one they see nothing before they are invited.
    if community.access == super::Access::Private {
        return Ok(());
    }
    let data = json!({ "title": community.name, "url": community.url() });
    notices::put(act, whom, "let_back", Some(community.id.0), Some(me), &data)
}

/// A person's memberships, to take along.
pub fn export(look: &mut Look<'_>, person: PersonId) -> Result<serde_json::Value> {
    let taken = store::taken_along(look, person)?;
    let mut all: Vec<_> = taken
        .iter()
        .map(|row| {
            json!({
                "community": row.handle,
                "name": row.name,
                "role": row.role.as_str(),
                "part_of": row.part_of,
                "since": row.at.iso(),
                "asked_with": row.words,
                "agreed_to_rules": row.rules_at.map(|at| at.iso()),
                "shares_address": row.shares_at.map(|at| at.iso()),
                "greets_newcomers": row.greets_at.map(|at| at.iso()),
                "letters": row.letters,
                "founded": row.founded,
                "picture": row.photo.as_ref().filter(|_| row.founded && row.role.leads()),
            })
        })
        .collect();
    all.extend(store::removed_from(look, person)?.into_iter().map(|row| {
        json!({
            "community": row.handle,
            "name": row.name,
            "removed_at": row.at.iso(),
            "let_back_at": row.lifted_at.map(|at| at.iso()),
        })
    }));
    all.extend(entry::export(look, person)?);
    all.extend(links::export(look, person)?);
    all.extend(letters::export(look, person)?);
    all.extend(log::export(look, person)?);
    Ok(json!(all))
}

// --- making and changing ---

/// Founds a community: the viewer is its first host. Its handle.
pub fn found(act: &mut Act<'_>, draft: &Draft) -> Result<(CommunityId, String)> {
    let person = act.viewer.person()?;
    found_by(act, person, draft)
}

/// The same for somebody else: for demonstrations.
pub fn found_by(act: &mut Act<'_>, person: PersonId, draft: &Draft) -> Result<(CommunityId, String)> {
    let id: CommunityId = act.id();
    let handle = match &draft.handle {
        Some(handle) => handle.as_str().to_owned(),
        None => free_handle(act, draft.name.as_str())?,
    };
    store::put(act, id, &handle, draft, person)?;
    let agreed = (!draft.rules.is_empty()).then_some(act.now);
    store::put_member(act, id, person, Role::Host, "", agreed)?;
    act.happened(Happened::Founded { community: id, person })?;
    Ok((id, handle))
}

/// A handle made from a name that nobody has.
fn free_handle(act: &mut Act<'_>, name: &str) -> Result<String> {
    let proposed = Handle::proposed(name);
    let plain = Handle::read(&proposed).is_ok() && proposed != "new" && proposed != "someone";
    let stem = if plain { proposed } else { "community".to_owned() };
    if !store::is_taken(act, &stem)? {
        return Ok(stem);
    }
    for number in 2..100 {
        let handle = format!("{stem}-{number}");
        if !store::is_taken(act, &handle)? {
            return Ok(handle);
        }
    }
    Err(Error::invalid("handle", "problem-handle-taken"))
}

/// Changes what it says of itself; for hosts. The picture it had, where that goes.
pub fn change(act: &mut Act<'_>, handle: &str, draft: &Draft) -> Result<Option<String>> {
    let community = hosted(act, handle)?;
    let interests = store::interests(act, community.id)?;
    let changed = log::changes(&community, &interests, draft);
    let wants = draft.access;
    let draft = &subgroups::settled(act, &community, draft)?;
    store::change(act, community.id, &community.handle, draft)?;
    if !changed.is_empty() {
        log::note(act, community.id, Deed::Changed, None, &changed.join(" "))?;
    }
    // What is part of a private community is so towards everybody, and may become so to that one's members too.
    let to_all = draft.access == super::Access::Private && community.access != super::Access::Private;
    let within = wants == super::Access::Private && community.wanted() != super::Access::Private;
    if to_all || within {
        let person = act.viewer.person()?;
        act.happened(Happened::MadePrivate { community: community.id, person })?;
    }
    if draft.access != community.access {
        subgroups::follow_access(act, community.id, draft.access)?;
    }
    let goes = draft.without_photo || draft.photo.is_some();
    Ok(community.photo.filter(|hash| goes && Some(hash) != draft.photo.as_ref()))
}

/// The community of that handle, for one of its hosts.
pub fn hosted(look: &mut Look<'_>, handle: &str) -> Result<Community> {
    look.viewer.person()?;
    let community = visible(look, handle)?;
    if community.role == Some(Role::Host) { Ok(community) } else { Err(Error::Forbidden("error-community-hosts")) }
}

// --- coming and going ---

/// An invitation for fourteen days; for hosts.
pub fn invite(look: &mut Look<'_>, handle: &str) -> Result<String> {
    let community = hosted(look, handle)?;
    let host = look.viewer.person()?;
    let until = look.now.plus(INVITATION_LASTS);
    Ok(Invitation { community: community.id, host, until }.seal(&look.shared.keys))
}

/// The community before the one who may join it, and the invitation that counts.
///
/// # Errors
/// [`Error::NotFound`] where they may not see it and have no invitation, [`Error::Conflict`] where it has run out.
pub fn at_the_door(look: &mut Look<'_>, handle: &str, invite: &str) -> Result<(Community, Option<Invitation>)> {
    let viewer = look.viewer.person_if_any();
    let community = store::by_handle(look, handle, viewer)?.ok_or(Error::NotFound)?;
    let given = match Invitation::read(invite, community.id, &look.shared.keys) {
        Some(sealed) => Some(sealed),
        None => links::invitation(look, invite, community.id)?,
    };
    let Some(given) = given else {
        return if community.is_visible() { Ok((community, None)) } else { Err(Error::NotFound) };
    };
    // Who no longer hosts no longer invites.
    let holds = look.now < given.until && store::role(look, community.id, given.host)? == Some(Role::Host);
    match holds {
        true => Ok((community, Some(given))),
        // One can still come in like everybody else.
        false if community.is_visible() => Ok((community, None)),
        false => Err(Error::Conflict("error-community-invitation")),
    }
}

/// What somebody says at the door.
#[derive(Debug, Clone, Default)]
pub struct Knock {
    /// The invitation from their link; may be empty.
    pub invite: String,
    /// Whether they agree to the rules.
    pub agrees: bool,
    /// A line to the hosts, for those who have to ask.
    pub words: String,
    /// Whether the hosts may have their address.
    pub shares: bool,
    /// Everything that was sent: the answers to what is asked are in it.
    pub said: Fields,
}

impl Knock {
    /// Reads the fields `invite`, `rules`, `words`, `shares`, and those of the questions.
    pub fn read(fields: &Fields) -> Self {
        Self {
            invite: fields.text("invite").to_owned(),
            agrees: fields.text("rules") == "yes",
            words: fields.text("words").to_owned(),
            shares: fields.text("shares") == "yes",
            said: fields.clone(),
        }
    }
}

/// Joins, or asks to. What the viewer is then.
pub fn join(act: &mut Act<'_>, handle: &str, knock: &Knock) -> Result<Role> {
    let me = act.viewer.me()?;
    let (person, name) = (me.person, me.name.clone());
    let (community, invitation) = at_the_door(act, handle, &knock.invite)?;
    if is_out(act, community.id)? {
        return Err(Error::Forbidden("error-community-removed"));
    }
    if !community.admits() && !community.mine() {
        return Err(Error::Conflict("error-subgroup-parent-first"));
    }
    let at_once = invitation.is_some() || community.wanted() == super::Access::Open;
    match community.role {
        Some(role) if role.belongs() => return Ok(role),
        Some(role) if !at_once => return Ok(role),
        _ => {}
    }
    let mut problems = Problems::default();
    problems.unless(community.rules.is_empty() || knock.agrees, "rules", "problem-community-rules");
    if knock.words.chars().count() > MOST_GREETING {
        problems.add_number("words", "problem-community-too-long", MOST_GREETING as i64);
    }
    let questions = entry::asked(act, &community, invitation.is_some())?;
    let answers = entry::answers(&questions, &knock.said, &mut problems);
    problems.check()?;
    let agreed = (!community.rules.is_empty()).then_some(act.now);
    if at_once {
        match community.role {
            Some(from) => store::change_role(act, community.id, person, from, Role::Member)?,
            None => store::put_member(act, community.id, person, Role::Member, "", agreed)?,
        }
        if invitation.is_some() {
            links::count(act, &knock.invite, person)?;
        }
        roster::choose_at_the_door(act, community.id, person, knock.shares)?;
        act.happened(Happened::BecameMember { community: community.id, person })?;
        return Ok(Role::Member);
    }
    store::put_member(act, community.id, person, Role::Asked, &knock.words, agreed)?;
    entry::keep(act, community.id, person, &answers)?;
    roster::choose_at_the_door(act, community.id, person, knock.shares)?;
    act.happened(Happened::AskedToJoin { community: community.id, person })?;
    let data = json!({ "title": community.name, "name": name, "url": format!("{}/members", community.url()) });
    for host in store::hosts_to_tell(act, community.id, person)? {
        notices::put(act, host, "asked_to_join", Some(community.id.0), Some(person), &data)?;
    }
    Ok(Role::Asked)
}

/// The same for somebody else, without asking: for demonstrations and imports.
pub fn enrol(act: &mut Act<'_>, id: CommunityId, person: PersonId, role: Role) -> Result<()> {
    if store::role(act, id, person)?.is_some() {
        return Ok(());
    }
    let now = act.now;
    store::put_member(act, id, person, role, "", Some(now))?;
    match role {
        Role::Asked => act.happened(Happened::AskedToJoin { community: id, person }),
        _ => act.happened(Happened::BecameMember { community: id, person }),
    }
}

/// Leaves, or no longer asks. Where nobody else belongs to it, the community ends.
pub fn leave(act: &mut Act<'_>, handle: &str) -> Result<()> {
    let person = act.viewer.person()?;
    let viewer = Some(person);
    let community = store::by_handle(act, handle, viewer)?.ok_or(Error::NotFound)?;
    let Some(role) = community.role else {
        return if community.is_visible() { Ok(()) } else { Err(Error::NotFound) };
    };
    let last_host = role == Role::Host && store::host_count(act, community.id)? == 1;
    if last_host && community.members > 1 {
        return Err(Error::Conflict("error-community-last-host"));
    }
    store::delete_member(act, community.id, person, role)?;
    if last_host {
        end(act, community.id, person)?;
    }
    if role.belongs() { act.happened(Happened::LeftCommunity { community: community.id, person }) } else { Ok(()) }
}

/// Ends a community. What hangs on it is told first, while it can still be found.
pub(super) fn end(act: &mut Act<'_>, id: CommunityId, person: PersonId) -> Result<()> {
    act.happened(Happened::Ended { community: id, person })?;
    subgroups::set_free(act, id, person)?;
    let now = act.now;
    store::end(act, id, now)
}

/// A community that the viewer leads, and somebody in it, or asking, of whom they may decide.
pub fn led(look: &mut Look<'_>, handle: &str, whom: &str) -> Result<(Community, Face, Role)> {
    let community = visible(look, handle)?;
    let by = community.role.filter(|role| role.leads()).ok_or(Error::Forbidden("error-community-leads"))?;
    let face = people::visible(look, whom)?;
    let role = store::role(look, community.id, face.id)?.ok_or(Error::NotFound)?;
    if may_appoint(by, role, None) {
        Ok((community, face, role))
    } else {
        Err(Error::Forbidden("error-community-hosts"))
    }
}

/// Gives somebody a role, says yes to one who asks (`Member`), or removes or declines them (`None`).
pub fn appoint(act: &mut Act<'_>, handle: &str, whom: &str, to: Option<Role>) -> Result<()> {
    let me = act.viewer.person()?;
    let (community, face, from) = led(act, handle, whom)?;
    let whom = face.id;
    if !community.role.is_some_and(|by| may_appoint(by, from, to)) {
        return Err(Error::Forbidden("error-community-hosts"));
    }
    if to == Some(from) {
        return Ok(());
    }
    if from == Role::Host && store::host_count(act, community.id)? == 1 {
        return Err(Error::Conflict("error-community-last-host"));
    }
    match to {
        Some(to) => store::change_role(act, community.id, whom, from, to)?,
        None => store::delete_member(act, community.id, whom, from)?,
    }
    let deed = match (from, to) {
        (Role::Asked, Some(_)) => Deed::Accepted,
        (Role::Asked, None) => Deed::Declined,
        (_, Some(_)) => Deed::Appointed,
        (_, None) => Deed::Removed,
    };
    // Who takes themselves out just leaves.
    if deed != Deed::Removed || whom != me {
        log::note(act, community.id, deed, Some(whom), to.map_or("", Role::as_str))?;
    }
    match (from, to) {
        (Role::Asked, Some(_)) => {
            let data = json!({ "title": community.name, "url": community.url() });
            notices::put(act, whom, "became_member", Some(community.id.0), Some(me), &data)?;
            act.happened(Happened::BecameMember { community: community.id, person: whom })
        }
        (Role::Host | Role::Moderator | Role::Member, None) if whom != me => {
            store::put_removal(act, community.id, whom, me)?;
            act.happened(Happened::LeftCommunity { community: community.id, person: whom })
        }
        (Role::Host | Role::Moderator | Role::Member, None) => {
            act.happened(Happened::LeftCommunity { community: community.id, person: whom })
        }
        _ => Ok(()),
    }
}

/// What follows here from what happened elsewhere.
pub fn follow_up(act: &mut Act<'_>, happened: &Happened) -> Result<()> {
    match *happened {
        Happened::Left { person } => bereave(act, person),
        Happened::BecameMember { community, person } => entry::greet(act, community, person),
        Happened::LeftCommunity { community, person } => subgroups::leave_too(act, community, person),
        Happened::Cancelled { gathering, .. } => log::called_off(act, gathering),
        Happened::Joined { .. }
        | Happened::Followed { .. }
        | Happened::Unfollowed { .. }
        | Happened::Blocked { .. }
        | Happened::Unblocked { .. }
        | Happened::Founded { .. }
        | Happened::AskedToJoin { .. }
        | Happened::MadePrivate { .. }
        | Happened::Ended { .. }
        | Happened::Published { .. }
        | Happened::Moved { .. }
        | Happened::Answered { .. }
        | Happened::CheckedIn { .. }
        | Happened::Posted { .. }
        | Happened::SignedOut { .. }
        | Happened::CheckedOut { .. }
        | Happened::Reworded { .. }
        | Happened::Claimed { .. }
        | Happened::Met { .. } => Ok(()),
    }
}

/// Takes a person out of all communities. One whose last host goes passes to the longest moderator, else to the
/// longest member; where there is none, it ends.
fn bereave(act: &mut Act<'_>, person: PersonId) -> Result<()> {
    store::forget_removals(act, person)?;
    for (id, role) in store::memberships(act, person)? {
        store::delete_member(act, id, person, role)?;
        if role != Role::Host || store::host_count(act, id)? > 0 {
            continue;
        }
        match store::heir(act, id)? {
            Some((heir, from)) => {
                store::change_role(act, id, heir, from, Role::Host)?;
                log::note(act, id, Deed::Inherited, Some(heir), "")?;
            }
            None => end(act, id, person)?,
        }
    }
    log::forget(act, person)?;
    letters::forget(act, person)?;
    links::forget(act, person)
}
