stage-following = following
stage-mutual = mutual
stage-planning = planning
stage-met = met
stage-regular = regular

## A tie
tie-you-and = You and { $name }
tie-pair = your conversation with { $name }
tie-day = { $day } { $month }
tie-day-year = { $day } { $month } { $year }
tie-days-of = { $days } of { $needed } days
tie-all = Your ties
tie-more = How you got here
tie-ways = Other ways on
tie-profile = { $name }’s profile
tie-met-unscanned = You met and did not scan?
tie-encounters = Your meetings
tie-so-far = So far
tie-not-met = You and { $name } have not met yet.
tie-none = Nothing stands between you and { $name } yet.
tie-began-online = Met, online first, after { $days ->
    [one] one day.
   *[other] { $days } days.
}
tie-began-online-same-day = Met, online first, on the same day.
tie-began-in-person = Met in person first.

tie-follow = Follow
tie-follow-back = Follow back
tie-unfollow = Unfollow
tie-mute = Mute
tie-unmute = Unmute
tie-muted = You have muted { $name }: what they say is folded away, and you get no notices. They don’t know.
tie-talk = Talk
tie-say-hello = Say hello
tie-propose = Propose to meet
tie-find-gathering = Find a gathering
tie-see-gathering = See the gathering
tie-we-have-met = We’ve met
tie-both-going = You and { $name } are both going to

tie-next-follow = Follow { $name } to see where you could meet.
tie-next-follow-back = { $name } follows you. Follow back, and you can both see what you could go to.
tie-next-hello = Say hello to { $name }, so that you know each other when you meet.
tie-next-wait = You have written to { $name }. While you wait for an answer, look for something you could both go to.
tie-next-gathering = You and { $name } know each other online. What is missing is a table: propose something, or find a gathering.
tie-next-planned = You and { $name } have something ahead of you.
tie-next-again = You and { $name } have met. When is the next time?

tie-story-i-follow = You began to follow { $name }.
tie-story-follows-me = { $name } began to follow you.
tie-story-talked = You had both said something to each other.
tie-story-talked-in = You had both said something to each other in
tie-story-met = You met for the first time.
tie-story-met-last = You met for the last time so far, on { $days } days in all.
tie-story-going = Both going to

tie-stranger-title = Do you know each other?
tie-stranger = Sign in to follow { $name }, and to see where you could meet.
tie-sign-in = Sign in

## One’s ties
ties-title = Your ties
ties-lead = { $count ->
    [one] One person
   *[other] { $count } people
}, the nearest first.
ties-regular = People you meet again and again
ties-met = People you’ve met
ties-planning = People you are about to meet
ties-mutual = People you know online
ties-following = People you could get to know
ties-search = Name
ties-search-go = Search
ties-nobody = Nobody called “{ $name }” among your ties.
ties-all = Show all
ties-all-of = All { $count }
ties-more = More
ties-all-stages = All your ties
ties-you-follow = You follow them
ties-follows-you = Follows you
ties-both-going = Both going to
ties-muted = Muted
ties-known-for = { $days ->
    [0] In contact since today
    [one] In contact for one day
   *[other] In contact for { $days } days
}
ties-last-met = { $days ->
    [one] Met on one day, the last time
   *[other] Met on { $days } days, the last time
}
ties-empty-title = Nobody yet
ties-empty = Ties begin with somebody who is interested in the same things. Find a community or a gathering, and follow whom you would like to meet.
ties-empty-action = Find people
ties-out-title = Where you could meet
ties-out = A tie grows at a table. Find a gathering, and see who of yours is going.

error-tie-with-oneself = That is you. A tie takes two.

done-followed = Followed.
done-unfollowed = Unfollowed.
done-muted = Muted.
done-unmuted = No longer muted.
