## Calendars of one's own
feeds-title = Your calendars
feeds-lead = What you say yes to as @{ $handle }, in the calendar you use every day: it reads an address that only you know, and learns of changes by itself.
feeds-all-yes = All you say yes to, in your calendar
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

## Within other sites' pages, and on paper
embed-ahead = Next gatherings
embed-nothing-ahead = Nothing is planned just now.
embed-community = See the community
share-open = Share, embed, print
share-title = Hand it on
share-lead = A link, a piece of your own web page, or a sheet of paper: all of them lead here.
share-link-title = As a link
share-link-label = Address
share-hand-on = Hand on
share-copied = Copied
share-poster = Poster to print
share-embed-title = On your own page
share-embed-text = It keeps itself up to date, sets no cookies, and follows the light or dark of the reader’s device.
share-embed-look = See how it looks
share-frame = As a frame
share-frame-help = Works everywhere, without script
share-element = As an element
share-element-help = With theme="light" or theme="dark" it goes with your page
poster-title = Poster
poster-name = Poster: { $title }
poster-how = Print this page: what you see below fills one A4 sheet. Your browser can also save it as a PDF.
poster-by = { $name } invites
poster-come = Come along
poster-code = QR code that leads to the gathering’s page
