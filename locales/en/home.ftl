home-welcome-tab = Meet the people you know online
home-welcome-title = The people you know online, at one table
home-welcome-lead = Visavis is a network that counts meetings. It finds people and gatherings near you, helps with the first step, and is glad when you close it and go.
home-join = Join
home-look-around = Look around first
home-how = How it goes
home-how-find = Find each other
home-how-find-words = Communities and gatherings by town, day and interest. You see who of yours is near and who is going where.
home-how-meet = Meet, and say so
home-how-meet-words = On the spot, phone to phone, also with no network: you both confirm that you have met. Nobody can claim it for you.
home-how-stay = Go on from there
home-how-stay-words = The room goes on talking, and the next date is one tap away. Where you are and whom you met stays yours.
home-on = Soon
home-on-nothing = Nothing public is planned yet. Be the first who sets a table.
home-all-gatherings = All gatherings
home-some-communities = Communities
home-all-communities = All communities
home-own-server = No advertising, no ranking for money. This server belongs to the people who run it.

home-title = What is next
home-ahead = Where you’re going
home-ahead-nothing = Nothing yet. One evening is enough to change that.
home-find-gathering = Find a gathering
home-soon-met = You’ll see each other
home-soon-met-words = You know them only online, and you go to the same gathering.
home-near = Around { $town }
home-near-anywhere = Soon
home-suggested = Communities for you
home-first-steps = Three steps to the first evening
home-steps-label = How far you are
home-steps-done = { $n } of 3
home-step-done = , done
home-step-town = Say where you are
home-step-town-words = A town is enough. It decides what we show you as near.
home-step-interests = Choose interests
home-step-interests-words = Two or three things you’d leave the house for.
home-step-community = Find a community
home-step-community-words = Join one, and its next gathering finds you.
home-news = Something new waits in your notices
home-asked = { $n ->
    [one] One person asks to join { $name }
   *[other] { $n } people ask to join { $name }
}
home-next = Next
home-met = We’ve met
home-way-out = A way out of the screen
home-way-out-words = Ask one person for a coffee. A place and a time, and it is a gathering.
home-plan = Plan it
home-mine = Your communities
home-mine-more = { $n ->
    [one] and one more
   *[other] and { $n } more
}
