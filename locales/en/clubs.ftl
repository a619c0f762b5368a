## What was done
log-see = What was done
log-title = What was done in { $name }
log-lead = What hosts and moderators did to others and to what the community says of itself. All of you can read it; it is kept for a year.
log-none = Nothing yet.
log-pages = Parts of the list
log-newest = The newest
log-older = Older
log-somebody = Somebody
log-appointed = { $by } changed what { $whom } is: { $role }
log-accepted = { $by } let { $whom } in
log-declined = { $by } declined { $whom }
log-removed = { $by } took { $whom } out
log-let-back = { $by } let { $whom } back in
log-inherited = { $whom } became host: the last one left
log-changed = { $by } changed: { $what }
log-cancelled = { $by } called off “{ $title }”
log-link-made = { $by } made the invitation link “{ $link }”
log-link-revoked = { $by } took back the invitation link “{ $link }”
log-what-name = name
log-what-words = what it is about
log-what-town = town
log-what-interests = interests
log-what-access = who gets in
log-what-rules = rules
log-what-photo = picture
log-what-pinned = pinned words
log-what-welcome = welcome
log-what-questions = questions
log-what-else = something else

## How people come in
community-lead-title = Looking after it
entry-title = How people come in
entry-lead = What they read first, what you want to know of those who ask, and what you tell those who have joined.
entry-pinned = Pinned words
entry-pinned-help = They stand at the head of the page, for those inside: where you meet at present, say.
entry-pinned-title = Pinned
entry-questions = Questions to those who ask to join
entry-questions-help = One a line, five at most. Each has to be answered. Only hosts and moderators read the answers. Who has an invitation is not asked.
entry-welcome = Welcome
entry-welcome-help = Everybody who joins gets it as a letter, and finds it on the page for two weeks.
entry-welcome-title = Welcome
entry-who-reads = Only the hosts and moderators read what you answer here.
mail-entry-welcome = Welcome to { $name }
problem-entry-many = That is too many: at most { $number } questions.
problem-entry-long = A question is too long: at most { $number } characters each.
problem-entry-answer = The hosts want to know this before they let somebody in.

## Links
links-see = Links with limits, and codes to print
links-title = Invitation links
links-lead = Whoever opens such a link can join at once, also a private or closed community. Say for how many and how long; you can take it back at any time.
links-made = Made so far
links-new = Make one
link-name = Where it will be found
link-name-help = Only hosts see this: “Poster in the library”.
link-most = How many can come in by it?
link-most-help = Leave it empty for any number.
link-lasts = How long does it work?
link-days = { $n ->
    [one] One day
   *[other] { $n } days
}
link-make = Make the link
link-made = The link “{ $name }” is ready.
link-made-why = You see it only now: we keep nothing from which it could be read again. Copy or print it.
link-code = The link as a code
link-code-how = A phone’s camera opens it. Print this page, or save the code as a picture.
link-works = Works
link-used-up = Used up
link-over = Run out
link-revoked = Taken back
link-orphaned = Its maker hosts no longer
link-used-of = { $n } of { $most } came in
link-used = { $n ->
    [one] one came in
   *[other] { $n } came in
}
link-until = until { $day }
link-by = Made by { $name }
link-revoke = Take back
done-link-revoked = Taken back. It lets nobody in any more.
error-link-many = There are fifty links that work. Take one back before you make another.
problem-link-name = Say in 1 to 60 characters where it will be found.
problem-link-most = Write a number from 1 to { $number }, or leave it empty.
problem-link-days = Choose how long it works.

## Members, and what they let others have
member-yours = Your membership
member-title = You in { $name }
member-shares = The hosts may have my e-mail address
member-shares-help = And see at how many of its gatherings you were. You can take that back at any time.
member-leave-means = You can come back as you came.
error-community-belongs = That is for its members. Join first.
roster-title = Take the members along
roster-lead = A table of all members, with what they answered when they joined. E-mail addresses, and at how many gatherings somebody was, are in it only of those who agreed.
roster-csv = As a table for any program (CSV)
roster-ods = As a spreadsheet (ODS)
roster-json = For programs (JSON)
roster-yours = You answer for what becomes of this file. Use it for the community alone, and delete it when you no longer need it.
roster-handle = Handle
roster-name = Name
roster-role = Role
roster-since = Since
roster-email = E-mail
roster-gatherings = Gatherings

## Letters
log-wrote = { $by } wrote to the members: “{ $subject }”
log-took-back = { $by } took back the letter “{ $subject }”
letters-title = Letters to members
letters-lead = A letter goes by mail to those who want letters: each, or all of a week in one. Two a week at most. It waits for ten minutes, and until then you can take it back.
letters-before = Written before
letter-subject = Subject
letter-words = What you want to say
letter-words-help = A way to stop these letters stands below each.
letter-send = Send it in ten minutes
letter-waits = Not sent yet
letter-by = By { $name }
letter-due = goes out on { $time }
letter-sent = { $n ->
    [one] one got it
   *[other] { $n } got it
}
letter-read = Read it
letter-back = Take back
letters-leave-title = No more letters?
letters-leave-lead = You still belong to { $name }, and hear nothing from its hosts by mail.
letters-leave = No more of these letters
letters-left-title = No more letters
letters-left-lead = The hosts of { $name } no longer write to you by mail. You still belong to it.
letters-again = I want them after all
letters-again-title = You get them again
letters-again-lead = The hosts of { $name } write to you by mail again.
done-letter-written = It goes out in ten minutes. Until then you can take it back.
done-letter-back = Taken back. Nobody got it.
error-letters-many = Two letters a week are enough: people who get more stop reading. Write the next one in some days.
error-letter-gone = It is out already, and can’t be taken back.
problem-letter-subject = Write a subject of 1 to 120 characters.
problem-letter-words = Write what you want to say.
problem-letters-often = Choose how often you want letters.
mail-letters-one = { $name }: { $subject }
mail-letters-week = { $name }: this week
mail-letters-foot = You get this because you belong to { $name }. [Choose how often]({ $me }) · [No more of these letters]({ $leave })
member-letters = Letters from the hosts
member-letters-each = Each when it is written
member-letters-weekly = All of a week in one, on Monday
member-letters-none = None
member-greets = I’m glad to greet newcomers
member-greets-help = Somebody who is new sees your face and finds you at their first gathering. It takes effect once you were at one yourself.

## Newcomers
newcomer-title = Your first gathering
newcomer-first = Nobody knows everybody at first. This is the next one:
newcomer-buddy = { $name } is glad to greet newcomers. Say hello before you come, and look for this face.

## Closing
close-see = Close this community
close-title = Close { $name }?
close-lead = It ends for everybody. What it planned is called off and those who answered are told; all members get a letter. What was said in it can’t be read any more, and nobody can bring it back, we neither.
close-before = Take along what you need before: afterwards there is no way to it. If somebody else would carry it on, make them host instead and leave.
close-handle = Its address, so that it is meant
close-handle-help = Type { $handle }
close-button = Close it for good
close-not = Keep it
error-close-hosts = You host it with others. Only its last host can close it: leave it to them, or let them step down first.
problem-close-handle = That is not its address. Type it as it stands there.
done-community-closed = It is closed. Its members are being told.
mail-close-subject = { $name } has closed
mail-close =
    The community { $name }, to which you belonged, was closed by its host.

    What it had planned is called off. Whom you met there stays in your ties.

## Colours
log-what-colour = colour
entry-colour = Colour
entry-colour-help = For the head of the page and its main buttons. We make its tones, so that they can be read by day and by night.
colour-none = As everywhere
colour-rose = Rose
colour-amber = Amber
colour-olive = Olive
colour-green = Green
colour-blue = Blue
colour-violet = Violet
colour-plum = Plum
problem-entry-colour = Choose one of the colours.
