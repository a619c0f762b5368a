## On the pages of communities
subgroups-title = Sub-groups
subgroups-of = Sub-groups of { $name }
subgroups-lead = Smaller circles within it, each with its own page, members and gatherings. Who belongs to the community can join them.
subgroups-none = There are none yet.
subgroups-more = All of them, and their dates as a calendar
subgroups-next = Next:
subgroups-tend = Look after
subgroups-feeds = With what everybody may see of its sub-groups:
subgroups-calendar = calendar
subgroups-atom = Atom feed
subgroup-part-of = Part of
subgroup-open-tag = Open for its members
subgroup-join-parent = Join { $name } first
subgroup-parent-unknown = It is part of another community. Ask the one who invited you to invite you there first.
subgroup-parent-title = Join the larger one first
subgroup-standing = What it is part of
subgroup-remove-means = Where this community has sub-groups, they no longer belong to those either.

## Making one
subgroup-new = Make a sub-group
subgroup-new-lead = A community of its own within { $name }: for a language, a neighbourhood, those who plan. You are its first host. Who gets in is said among the members of { $name }; nobody else can join it.
subgroup-new-button = Make it
subgroup-outward-closed = Towards everybody else it is at least as closed as what it is part of: what is said in it is never for those outside.
subgroup-outward-private = What it is part of is private, so nobody outside knows of it either.
subgroup-take-in = Take in a community that is there
subgroup-take-in-lead = A community that you host becomes part of this one. It keeps its page, its members and what it plans.
subgroup-take-in-none = You host no other community.
subgroup-which = Which one?
subgroup-go-on = Go on
subgroup-take-in-title = Make { $name } part of { $parent }?
subgroup-means-members = From then on only members of { $parent } can join { $name }, and who leaves { $parent } leaves { $name }, too. Who has asked to join { $name } and is no member of { $parent } has to join that one and ask again.
subgroup-means-join = { $n ->
    [one] One member does not belong to { $parent } yet. They join it now and are told.
   *[other] { $n } members don’t belong to { $parent } yet. They join it now and are told.
}
subgroup-means-hosts = Hosts of { $parent } can hand { $name } over to another of its members, close it, or let it go. You can let it go at any time, too.
subgroup-take-in-button = Make it part
subgroup-not = Leave it as it is

## Looking after one
subgroup-release = Let it go
subgroup-release-means = { $name } becomes a community of its own again, with all its members, and is no longer part of { $parent }. It stays as open as it is to everybody now; its hosts can change that.
subgroup-release-button = Make it a community of its own
subgroup-hand-over = Hand it over
subgroup-hand-over-means = One of its members becomes its host. Those who host it now stay in it as members.
subgroup-person = Who takes over?
subgroup-person-help = Their name in addresses, as in @ada.
subgroup-hand-over-button = Hand it over
subgroup-end = Close it
subgroup-leave-title = Leave { $name }?
subgroup-leave-lead = You leave its sub-groups with it:
subgroup-leave-host = One that you alone host passes to the longest moderator or member. Where you are alone, it ends.
subgroup-leave-button = Leave all of them
subgroup-stay = Stay
subgroups-before-closing = What is part of it does not end with it: its sub-groups become communities of their own.

## What was done, and what can’t be
done-subgroup-founded = The sub-group is there. Its members can join it now.
done-subgroup-taken-in = It is part of it now.
done-subgroup-released = It is a community of its own now.
done-subgroup-handed-over = It has another host now.
problem-subgroup-person = That is nobody who belongs to it. Write their name in addresses, as in @ada.
error-subgroup-parent-first = This is part of another community. Join that one first.
error-subgroup-same = A community can’t be part of itself.
error-subgroup-part-already = It is part of another community already. Let it go there first.
error-subgroup-deep = A sub-group has no sub-groups: what is part of a community, or has others as part of it, can’t be taken in.
error-subgroup-many = A community has fifty sub-groups at most.
error-subgroup-out = Some of its members were taken out of the other community. Let them back in there, or take them out here, before you make it part.
error-subgroup-outside = Some of its members don’t belong to the other community, which asks who comes, or has rules to agree to. Have them join there first.
error-subgroup-too-many-outside = More than 500 of its members don’t belong to the other community. Have them join there first.
log-part-of = { $by } made it part of { $name }
log-took-in = { $by } made { $name } part of it
log-parted = It is no longer part of { $name }: { $by } let it go
log-let-go = { $by } let { $name } go, which was part of it
log-handed-over = { $by } handed { $name } over to { $whom }
log-ended-part = { $by } closed { $name }, which was part of it
log-private-one = a private community
