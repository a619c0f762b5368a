community-optional = optional
community-back-find = Communities
community-members-count = { $n ->
    [one] one member
   *[other] { $n } members
}
community-role-host = Host
community-role-moderator = Moderator
community-role-member = Member
community-role-asked = You asked to join

## The form
community-new-title = Start a community
community-new-lead = For people who share something and would like to meet over it. A name is enough to begin; the rest can come later.
community-new-button = Start it
community-edit-title = Change { $name }
community-edit-button = Save
community-edit-not = Leave as it was
community-name = Name
community-name-help = What you’d call it in conversation: Board games in Moabit.
community-words = What it is about
community-words-help = What you do together, and for whom it is. Two sentences help more than a page.
community-town = Town
community-town-help = Where you meet. Leave it empty if it has no place of its own.
community-interests = Interests
community-access = Who gets in
community-access-open = Open
community-access-open-help = Everybody can join at once.
community-access-closed = Closed
community-access-closed-help = Everybody can find it and ask; a host or moderator says yes. What is said inside is for members.
community-access-private = Private
community-access-private-help = Only those you invite know that it exists.
community-access-open-tag = Open to all
community-access-closed-tag = By request
community-access-private-tag = Private
community-rules = Rules
community-rules-help = Whoever joins agrees to them. Short and plain is best.
community-more = Rules, picture and more
community-photo = Picture
community-other-photo = Another picture
community-no-photo = Take this picture away
community-handle = Address
community-handle-help = { $base }/c/… We make it from the name if you leave this empty. It can’t be changed later.
problem-community-too-long = That is too long: at most { $number } characters.
problem-community-access = Choose who gets in: everybody, those who ask, or those who are invited.
problem-community-rules = Read the rules and agree to them before you join.
problem-community-role = Choose one of the roles.

## Its page
community-join = Join
community-ask = Ask to join
community-plan = Plan a gathering
community-invite = Make an invitation
community-edit = Edit
community-about = What it is about
community-ahead = Next gatherings
community-ahead-none = Nothing is planned right now.
community-ahead-none-mine = Nothing is planned right now. A table and a time are enough to begin.
community-ahead-elsewhere = See what else is on nearby
community-known = People you know here
community-conversation = Conversation
community-hosts = Who hosts
community-rules-title = The rules
community-members = Members
community-members-all = { $n ->
    [one] See the one member
   *[other] See all { $n } members
}
community-asked-words = You asked to join. A host will answer you.
community-ask-no-more = Take the request back
community-waiting = { $n ->
    [one] One person asks to join
   *[other] { $n } people ask to join
}
community-leave = Leave this community
community-leave-ends = You are the only one here: when you leave, the community ends.

## Members
community-members-title = Members of { $name }
community-members-pages = Parts of the list
community-members-first = First members
community-members-more = More members
community-asking = Asking to join
community-accept = Let them in
community-decline = Not this time
community-manage = Change
community-make-host = Make host
community-make-moderator = Make moderator
community-make-member = Make plain member
community-make-host-means = Hosts answer for the community: they change it, invite people and give roles.
community-make-moderator-means = Moderators look after it: they let people in and remove members.
community-make-member-means = Members belong to it and decide nothing for others.
community-remove-means = They no longer belong to it, and can’t join again until one of you lets them back in.
community-remove = Remove
community-invite-title = Bring somebody in
community-invite-why = An invitation is a link that lets people in at once, for fourteen days.
community-meet-title = Meet them
community-meet-words = The list is only names. The next gathering is where they have faces.

## At the door
community-door-join = Join { $name }
community-door-ask = Ask to join { $name }
community-door-sign-in = To join, tell us who you are. It takes a minute.
community-door-join-visavis = Join Visavis
community-invited-by = { $name } invites you
community-hosted-by = Hosted by { $names }
community-rules-agree = I agree to the rules
community-greeting = A line to the hosts
community-greeting-help = Who you are, or whom you know here.
community-not-now = Not now
community-invitation-title = Invitation to { $name }
community-invitation-lead = Whoever opens this link can see the community and join at once. Give it to people you mean to invite.
community-invitation-link = The link
community-invitation-until = It works until { $day }, as long as you are a host.
community-invitation-share = Share the link
community-invitation-copied = Copied
community-invitation-done = Done
community-invitation-void = There is no valid invitation at this address. Make a new one.

error-community-hosts = Only its hosts can do that. Ask one of them.
error-community-leads = Only its hosts and moderators can do that. Ask one of them.
error-community-members = The list of members is for members. Join first.
error-community-last-host = You are its only host. Make somebody else a host first, then leave.
error-community-invitation = This invitation has run out, or nobody stands behind it any more. Ask the one who sent it for a new one.

done-community-founded = Your community is there. Plan its first gathering, or invite somebody.
done-community-changed = Saved.
done-community-joined = You’re in. Look at what is planned next.
done-community-asked = Your request is with the hosts.
done-community-left = You left.
done-community-appointed = Done.
done-community-removed = They are no longer on the list.
error-community-talk-sign-in = Sign in to say something here.
error-community-talk-join = Join to say something here.

community-removed-note = Taken out
community-removed-see = Those who were taken out
community-removed-title = Taken out of { $name }
community-removed-lead = They can’t join again until one of you lets them back in.
community-removed-none = Nobody has been taken out.
community-removed-by = Taken out by { $name }
community-removed-then = Taken out
community-let-back = Let back in
done-community-let-back = They may join again.
error-community-removed = Those who look after this community have taken you out of it. You can join again once they let you back in.
