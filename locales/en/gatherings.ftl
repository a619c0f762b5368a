## A gathering's page
gathering-when = { $date }, { $from }–{ $to }
gathering-when-days = { $date }, { $from } to { $end }, { $to }
gathering-row-when = { $when } ({ $distance })
gathering-your-time = { $time } for you
gathering-zone-time = { $city } time
gathering-fact-when = When
gathering-fact-where = Where
gathering-fact-who = Who
gathering-on = on now
gathering-map = Show on a map
gathering-going = { $n ->
    [0] Nobody yet
    [one] One going
   *[other] { $n } going
}
gathering-were-going = { $n ->
    [0] Nobody came forward
    [one] One went
   *[other] { $n } went
}
gathering-left = { $n ->
    [one] One place left
   *[other] { $n } places left
}
gathering-full = All places taken
gathering-maybes = { $n ->
    [one] one says maybe
   *[other] { $n } say maybe
}
gathering-count-met = { $n ->
    [one] One you’ve met
   *[other] { $n } you’ve met
}
gathering-count-online = { $n ->
    [one] One you only know online
   *[other] { $n } you only know online
}
gathering-count-both = { $met }, { $online }
gathering-about = What it is
gathering-talk = Conversation
gathering-hosts = Host
gathering-hosted = Who hosts
gathering-cancelled = This gathering was called off.
gathering-over = This gathering is over.
gathering-uncancel = It takes place after all
gathering-uncancel-help = Within a day you can take it back. Those who answered are told.

## Answering
gathering-answer = Your answer
gathering-yes = I’m coming
gathering-maybe = Maybe
gathering-no = Can’t make it
gathering-take-back = Take my answer back
gathering-sign-in = Sign in or join to answer, and to see whom you know.
gathering-queue = Join the waiting list
gathering-full-queue = All places are taken. On the waiting list, a place that comes free goes to the next in line whose number fits.
gathering-full-waiting = { $n ->
    [one] All places taken, one is waiting
   *[other] All places taken, { $n } are waiting
}
gathering-ordinal = { $kind ->
    [one] { $n }st
    [two] { $n }nd
    [few] { $n }rd
   *[other] { $n }th
}
gathering-place = You are { $place } on the waiting list.
gathering-place-of = { $places ->
    [one] { $n ->
        [one] Nobody else is waiting.
       *[other] { $n } are waiting in all.
    }
   *[other] You wait for { $places } places.
}
gathering-next = A place that comes free goes to the next in line whose number fits, and you are told. It is yours at once.
gathering-next-hold = { $n ->
    [one] A place that comes free goes to the next in line whose number fits, and you are told. Then you have an hour to confirm.
   *[other] A place that comes free goes to the next in line whose number fits, and you are told. Then you have { $n } hours to confirm.
}
gathering-held = A place came free for you.
gathering-held-until = Say “I’m coming” by { $time }, or it goes on to the next in line.
gathering-leave-queue = Leave the waiting list
gathering-bring = Bring somebody along
gathering-bring-change = { $n ->
    [one] You bring one along. Change that
   *[other] You bring { $n } along. Change that
}
gathering-moment-both = { $there } { $city } time, { $own }
gathering-answers-open = Answers are taken from { $time } on.
gathering-answers-until = You can answer until { $time }.
gathering-answers-closed = Answers were taken until { $time }. You can still say that you can’t make it.
answer-title = Your answer
answer-left-any = There is room for everybody.
answer-guests = How many do you bring along?
answer-guests-help = { $n ->
    [one] At most one. Each takes a place.
   *[other] At most { $n }. Each takes a place.
}
answer-names = What are they called?
answer-names-help = One name a line. Only you and the hosts read them.
gathering-check-in = I’m here
gathering-check-in-help = Say so once you’ve arrived.
gathering-here = You’re here.
gathering-here-next = Met somebody? Confirm it phone to phone.
gathering-not-here = I’m not here
gathering-weve-met = We’ve met

## Who is going
gathering-who = Who’s going
gathering-who-was = Who went
gathering-everybody = Everybody
gathering-those-met = You’ve met
gathering-those-online = You only know online
gathering-those-others = New to you
gathering-others = { $n ->
    [one] And one who is new to you
   *[other] And { $n } who are new to you
}
gathering-not-yet-known = { $n ->
    [one] One who is new to you
   *[other] { $n } who are new to you
}
gathering-only-you = You’re the first. Tell somebody you’d like to meet.
gathering-nobody = Nobody yet.
gathering-pages = More people
gathering-page-back = Back
gathering-page-on = More

## Beside it
gathering-note-now = Around now
gathering-note-now-text = Standing in front of somebody? Confirm that you’ve met, also with no network.
gathering-note-meet = Whom to meet
gathering-note-whom = A few of those who come, with a reason and a way to begin. Only you see it.
gathering-note-whom-over = Those you wanted to meet here, and whom of them you met.
gathering-whom = Your list
gathering-whom-over = Whom you met
gathering-note-meet-text = { $n ->
    [0] You know { $name } only online. Here you could meet.
    [one] You know { $name } and one more only online. Here you could meet.
   *[other] You know { $name } and { $n } more only online. Here you could meet.
}
gathering-note-calendar = Put it in your calendar
gathering-note-calendar-text = Then nothing else gets in the way.
gathering-calendar = Add to calendar
gathering-note-next = The next one
gathering-note-find = What’s next
gathering-note-find-text = There is another gathering near you.
gathering-find = Find one
gathering-note-host = You host this
gathering-edit = Change
gathering-cancel = Call it off

## In lists
gathering-tag-yes = You’re coming
gathering-tag-maybe = Maybe
gathering-tag-waiting = On the waiting list
gathering-tag-on = On now
gathering-tag-full = Full
gathering-tag-cancelled = Called off
gathering-row-who = { $n ->
    [0] { $name } is going
    [one] { $name } and one other you know
   *[other] { $name } and { $n } others you know
}

## Answers, for hosts
answers-title = Answers
answers-places = { $n ->
    [one] One place is taken.
   *[other] { $n } places are taken.
}
answers-places-of = { $n } of { $capacity } places are taken.
answers-yes = Coming
answers-waiting = Waiting
answers-maybe = Maybe
answers-no = Can’t make it
answers-brings = { $n ->
    [one] brings one along
   *[other] brings { $n } along
}
answers-held = To be confirmed by { $time }

## Questions
questions-title = Questions
questions-lead = What you need to know of those who come. They answer when they say yes; only you and they read it.
questions-asked = What you ask
questions-retired = What you no longer ask
questions-new = Ask one more
question-kind-text = In words
question-kind-choice = One of several
question-kind-several = Any of several
question-kind-number = A number
question-kind-consent = Agreement
question-required-word = has to be answered
question-field-words = What do you want to know?
question-field-words-help = Ask only what you need. For an agreement, write what they agree to.
question-field-kind = How is it answered?
question-field-choices = What can be chosen?
question-field-choices-help = One a line, for “One of several” and “Any of several”.
question-field-required = Has to be answered
question-ask = Ask it
question-retire = No longer ask this
question-retire-which = No longer ask this: { $question }
question-again = Ask this again
question-again-which = Ask this again: { $question }
answer-asked = Only you and the hosts read what you answer. It is deleted when you say that you can’t make it.
answer-change = Change what you answered
answers-csv = Save as a table (CSV)
answers-said = What they answered
answers-name = Name
answers-handle = Handle
answers-consents = agreed

## Forms
gathering-new = A new gathering
gathering-new-lead = A title, a time and a town are enough to begin with.
gathering-publish = Publish it
gathering-edit-title = Change this gathering
gathering-edit-told = { $n ->
    [one] If time or place change, the one who answered is told.
   *[other] If time or place change, the { $n } people who answered are told.
}
gathering-save = Save
gathering-leave-it = Leave it as it is
gathering-optional = optional
gathering-field-title = What is it called?
gathering-field-words = What happens there?
gathering-field-words-help = What to bring, whom it is for, how one finds you. **Bold** and [links](https://…) work.
gathering-field-community = Which community is it for?
gathering-field-community-help = Its members are told. Who may see the community may see the gathering.
gathering-no-community = None, just me
gathering-field-date = Day
gathering-field-start = From
gathering-field-end = To
gathering-several-days = It ends on another day
gathering-field-end-date = Last day
gathering-field-end-date-help = A night until the morning needs no date.
gathering-field-town = Town
gathering-field-town-help = Times are those of this town.
gathering-other-zone = Times are of another zone
gathering-field-zone = Time zone
gathering-field-zone-help = Such as Europe/Berlin. Left empty, it is the town’s.
gathering-field-venue = Venue
gathering-field-venue-help = A public place makes a first meeting easier.
gathering-field-address = Street and number
gathering-field-capacity = How many can come?
gathering-field-capacity-help = You count too. Leave it empty for any number.
gathering-more-answers = Answers: who may bring whom, and until when
gathering-field-plus = How many can one bring along?
gathering-field-plus-help = From 0 to 5. Each of them takes a place.
gathering-field-hold = Hours to confirm a place that comes free
gathering-field-hold-help = Who waited is told and has so long to confirm; then it goes on to the next. Left empty, it is theirs at once.
gathering-field-answers-from = Answers are taken from
gathering-field-answers-from-help = By the clocks there. Left empty: from now on.
gathering-field-answers-until = Answers are taken until
gathering-field-answers-until-help = By the clocks there. Left empty: until the end. That one can’t make it can be said at any time.
gathering-more-interests = What it is about
gathering-field-interest = Interests
gathering-field-interests = Other interests
gathering-field-interests-help = Parted by commas.
gathering-more-photo = A picture
gathering-field-photo = Choose a picture
gathering-field-photo-other = Choose another picture
gathering-field-photo-help = Without one we draw one.
gathering-field-photo-words = What does the picture show?
gathering-field-photo-words-help = For those who can’t see it.
gathering-field-remove-photo = Remove this picture
gathering-cancel-title = Call off “{ $title }”?
gathering-cancel-lead = { $n ->
    [0] Nobody has answered yet, so nobody needs to be told.
    [one] The one who answered is told, by notice and by mail.
   *[other] { $n } people who answered are told, by notice and by mail.
}
gathering-cancel-undo = You can take it back within a day.
gathering-cancel-words = Why?
gathering-cancel-words-help = One sentence is enough; it stands on the page and in the mail.
gathering-cancel-do = Call it off

## Faults
problem-gathering-title = Give it a title.
problem-gathering-long-text = That is too long: at most { $number } characters.
problem-gathering-community = Choose a community in which you may publish, or none.
problem-gathering-date = Choose a day, like 2026-12-03.
problem-gathering-time = Give the time, like 19:00.
problem-gathering-past = That time is past. Choose a later one.
problem-gathering-far = That is too far ahead. Choose a day within the next five years.
problem-gathering-end = It ends before it begins. Choose a later end, or name its last day.
problem-gathering-end-past = By that time it would be over. Choose a later end.
problem-gathering-too-long = That is longer than 31 days. Make several gatherings of it.
problem-gathering-town = Name the town, so that people nearby find it.
problem-gathering-town-unknown = We don’t know that town. Try the next larger one.
problem-gathering-zone = There is no such time zone. Write it like Europe/Berlin, or leave it empty.
problem-gathering-capacity = Write a number from 2 to { $number }, or leave it empty for any number.
problem-gathering-capacity-answers = { $number } people are coming already. Make it at least as many.
problem-question-words = Write what you want to know.
problem-question-kind = Choose how it is answered.
problem-question-choices = Give from 2 to { $number } choices, one a line.
problem-question-choice = Choose one of those that are offered.
problem-question-number = Write a number, like 2 or 2.5.
problem-question-required = This has to be answered.
problem-question-consent = Agree to this to come, or ask the host.
problem-gathering-plus = Write a number from 0 to { $number }.
problem-gathering-hold = Write a number of hours from 1 to { $number }, or leave it empty.
problem-gathering-answers-time = Give day and time, like 2026-12-03T18:00, or leave it empty.
problem-gathering-answers-order = Answers would end before they begin. Choose a later end.
problem-gathering-answers-late = By then it is over. Choose an earlier time.
problem-answer-guests = { $number ->
    [0] You can bring nobody along: there is no place left for more.
    [one] You can bring one along at most.
   *[other] You can bring { $number } along at most.
}
problem-answer-names = { $number ->
    [0] You named somebody, and bring nobody along. Change one or the other.
    [one] You bring one along, and named more. Change one or the other.
   *[other] You bring { $number } along, and named more. Change one or the other.
}

## Errors
error-gathering-over = It is over, so nothing about it can be changed.
error-gathering-cancelled = It was called off, so nothing about it can be changed.
error-gathering-not-yours = Only its hosts can change a gathering.
error-gathering-other-self = You said yes as another of your selves. Take that answer back first.
error-gathering-reply = Answer yes, maybe, no or none.
error-question-many = A gathering can have twenty questions in all, those no longer asked included. Ask one of these again.
error-gathering-answers-not-yet = Answers are not taken yet. Its page says from when on.
error-gathering-answers-closed = Answers are no longer taken. You can still say that you can’t make it.
error-gathering-no-way-back = That can be taken back within a day only, and before it would have ended.
error-check-in-time = You can say that you’re there from two hours before the start until six hours after the end.
error-check-in-answer = Answer first: those who said yes or maybe can say that they’re there.

## Done
done-gathering-published = It is published. You’re the first who is coming.
done-gathering-changed = Saved.
done-gathering-cancelled = It is called off. Those who answered are told.
done-gathering-back = It takes place after all. Those who answered are told.
done-gathering-yes = You’re coming.
done-question-asked = It is asked of those who say yes from now on.
done-question-retired = It is no longer asked. What was answered stays.
done-question-again = It is asked again.
done-gathering-waiting = All places are taken. You are on the waiting list, and will be told when one comes free.
done-gathering-maybe = You said maybe.
done-gathering-no = You can’t make it. Another time.
done-gathering-answer-back = Your answer is taken back.
done-gathering-checked-in = You’re here.
done-gathering-checked-out = Taken back.

## Mail
mail-gathering-published = { $title }
mail-gathering-moved = New time or place: { $title }
mail-gathering-moved-text = Something changed about a gathering you answered. It is now:
mail-gathering-cancelled = Called off: { $title }
mail-gathering-cancelled-text = A gathering you answered was called off.
mail-gathering-clocks = Other rules for the clocks: { $title }
mail-gathering-clocks-text = The rules for the clocks in the zone { $zone } have changed. The time on the wall stays; seen from other zones it is another. It is now:
mail-gathering-back = After all: { $title }
mail-gathering-back-text = A gathering that was called off takes place after all.
mail-gathering-place = A place for you: { $title }
mail-gathering-place-text = You waited for a place, and one came free. It is yours. Should you not be able to come, say so, and the next in line has it.
mail-gathering-place-hold = You waited for a place, and one came free. Say that you’re coming by { $time } ({ $zone }), or it goes on to the next in line.
mail-gathering-lapsed = Your place went on: { $title }
mail-gathering-lapsed-text = A place was held for you, and you did not confirm it in time. It went on to the next in line. You can join the waiting list again.
error-gathering-talk-sign-in = Sign in to say something here.
