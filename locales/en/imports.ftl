## Bringing gatherings in from elsewhere
import-title = Bring gatherings in
import-lead = From a calendar you have elsewhere. You see what would be done before anything is done, and can take it back.
import-back = Plan a gathering
import-instead = You have them in another calendar? Bring them in from there
import-file = A calendar file or a table
import-file-help = iCalendar (.ics) up to 5 MB, or a table (.csv) such as other platforms and spreadsheets export
import-url = Or its address on the web
import-url-help = Next time only what changed there is taken over
import-town = Where do they take place?
import-town-help = For entries that don’t say where on the map they are. Times without a zone are read as those of this town.
import-interests = What they are about
import-interests-legend = Interests
import-look = See what would be done
import-look-why = Nothing is published by this step.
import-before = Brought in before
import-a-file = A file
import-state-shown = not done yet
import-state-running = under way
import-state-done = done
import-state-undoing = being taken back
import-state-undone = taken back
import-title-shown = What would be done
import-title-running = Under way
import-title-done = Brought in
import-title-undoing = Being taken back
import-title-undone = Taken back
import-quiet = You will host them. Nobody gets a notice of new ones; where time or place change, those who answered are told.
import-go = { $n ->
    [one] Do this for one gathering
   *[other] Do this for { $n } gatherings
}
import-nothing = There is nothing to do: all is as it stands there.
import-count-new = { $n ->
    [one] one new gathering
   *[other] { $n } new gatherings
}
import-count-changed = { $n ->
    [one] one changes
   *[other] { $n } change
}
import-count-cancelled = { $n ->
    [one] one is called off
   *[other] { $n } are called off
}
import-count-left = { $n ->
    [one] one is left out
   *[other] { $n } are left out
}
import-count-same = { $n ->
    [one] one is as it was
   *[other] { $n } are as they were
}
import-count-unread = { $n ->
    [one] one entry can’t be read
   *[other] { $n } entries can’t be read
}
import-progress = Gatherings
import-progress-of = { $n } of { $all }
import-progress-why = You can leave this page; it goes on without you.
import-look-again = Look again
import-ended-done = { $n ->
    [one] one was brought in
   *[other] { $n } were brought in
}
import-ended-failed = { $n ->
    [one] one could not be
   *[other] { $n } could not be
}
import-ended-undone = { $n ->
    [one] one was taken back
   *[other] { $n } were taken back
}
import-ended-stays = { $n ->
    [one] one stays
   *[other] { $n } stay
}
import-undo = Take it all back
import-undo-why = New ones are called off, changes are undone. What somebody has answered stays.
import-those-new = New
import-those-changed = Changed
import-those-cancelled = Called off
import-those-left = Left out
import-those-failed = Could not be done
import-those-stay = These stay
import-more = { $n } more
import-untitled = Without a title
import-tag-undone = taken back
import-differs = Changes: { $what }
import-differs-title = title
import-differs-time = time
import-differs-place = place
import-differs-words = words about it
import-again-title = Again
import-again-why = Only what has changed there is taken over; what you have changed here stays.
import-file-again = The newer file
import-forget = Forget this source
import-forget-why = What was brought in stays. It is only no longer known to come from there.
import-why-unread = It can’t be read
import-why-private = It is marked as private
import-why-rule = It repeats by a rule that is not read here
import-why-many = There are more than 1,000: bring the rest in from another file
import-why-cancelled = It was called off there
import-why-off-here = You have called it off here
import-why-over = It is over
import-why-older = It is an older version than the one that is here
import-why-gone = It is not there any more
import-why-answered = Somebody has answered it
problem-import-source = Choose a file, or give an address.
problem-import-long = That file is longer than 5 MB.
problem-import-calendar = That is no calendar (iCalendar) that can be read.
problem-import-empty = That calendar has no entries.
error-import-busy = This source is being worked on. Wait until that is done.
error-import-many = You have fifty sources already. Forget one first.
error-import-done = That was done already.
error-import-undone = Only what was brought in last from a source can be taken back, and only once.
done-import-forgotten = Forgotten. What was brought in stays.

## Tables: which column holds what
import-table-title = Which column is what?
import-table-lead = { $n ->
    [one] The table has one row.
   *[other] The table has { $n } rows.
} We have guessed from the names of its columns; correct what is wrong.
import-table-none = Not in the table
import-column-title = Title
import-column-date = Day, perhaps with the time
import-column-start = Begins at
import-column-end = Ends at
import-column-end-date = Last day
import-column-venue = Venue
import-column-address = Street and number
import-column-words = Words about it
import-column-capacity = How many can come
import-column-id = Number or name that stays the same
import-column-id-help = With it, the next file changes what is here already
import-order = How are days written?
import-order-day = Day first: 31.12.2026
import-order-month = Month first: 12/31/2026
import-table-so = Read like this
import-table-guess = Read again
import-table-end = What has no end lasts two hours.
problem-import-column = Choose the column that holds it.

## Addresses of other sites
problem-web-address = That is no web address. Write one that begins with https://
problem-web-inside = That address leads into a private network. Give one that everybody can reach.
problem-web-silent = Nobody answers at that address.
problem-web-late = That address takes too long to answer.
problem-web-astray = That address leads on and on to others. Give the last of them.
problem-web-refused = That address answers that there is nothing for us.
problem-web-long = What stands at that address is longer than 5 MB.
