## Calendars of one's own
feeds-title = Your calendars
feeds-lead = What you say yes to as @{ $handle }, in the calendar you use every day: it reads an address that only you know, and learns of changes by itself.
feeds-yours = Calendars that read along
feeds-new = A new address
feed-name = Where will it be read?
feed-name-help = A word by which you know it again, such as: my phone
feed-alarm = When should it remind you?
feed-alarm-help = Some calendars set their own reminders, and don’t heed this
feed-alarm-none = Not at all
feed-alarm-minutes = { $n ->
    [one] one minute before
   *[other] { $n } minutes before
}
feed-alarm-hours = { $n ->
    [one] one hour before
    [24] one day before
   *[other] { $n } hours before
}
feed-maybes = Also what I answered maybe
feed-maybes-help = It is marked as not settled
feed-make = Make the address
feed-made = Here is your calendar’s address. You see it only now.
feed-open = Open in my calendar
feed-copy = Or copy the address to where your calendar asks for one: “from URL”, “by subscription”.
feed-made-why = Whoever knows the address can read along, so show it to nobody. We keep only what is needed to know it again.
feed-with-maybes = With maybes
feed-without-maybes = What you said yes to
feed-read = last read
feed-unread = not read yet
feed-own-name = Visavis: where I’m going
problem-feed-name = Give it a name of 1 to 60 characters.
problem-feed-alarm = Choose one of the times.
error-feed-many = You have ten addresses already. Take one back first.
done-feed-revoked = Taken back. Nobody can read along by that address any more.
settings-feeds = Your calendar
settings-feeds-why = Where you said yes can stand in the calendar you use every day.

## Calendars and feeds for everybody
subscribe-title = Stay up to date
subscribe-text = New dates, moves and cancellations come to your calendar by themselves.
subscribe-calendar = Subscribe in my calendar
subscribe-address = Calendar address
subscribe-atom = News feed (Atom)
