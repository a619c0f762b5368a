## A gathering that comes again: its rules in words

series-and = { $some } and { $last }
series-day = { $day } { $month } { $year }
series-nth = { $nth ->
    [1] the first { $weekday }
    [2] the second { $weekday }
    [3] the third { $weekday }
    [4] the fourth { $weekday }
    [5] the fifth { $weekday }
    [-1] the last { $weekday }
    [-2] the second to last { $weekday }
   *[other] { $weekday } number { $nth }
}
series-month-day = { $day ->
    [-1] the last day
    [1] the 1st
    [2] the 2nd
    [3] the 3rd
    [21] the 21st
    [22] the 22nd
    [23] the 23rd
    [31] the 31st
   *[other] the { $day }th
}
series-daily = { $n ->
    [1] every day
    [2] every second day
   *[other] every { $n } days
}
series-weekly = every { $days }
series-weekly-second = every second { $days }
series-weekly-n = { $n ->
    [2] every second week on { $days }
   *[other] every { $n } weeks on { $days }
}
series-monthly = { $n ->
    [1] on { $days } of each month
    [2] on { $days } of every second month
   *[other] every { $n } months on { $days }
}
series-yearly-day = every year on { $days } of { $month }
series-yearly-nth = every year on { $days } of { $month }
series-rule = by the rule { $rule }
series-but-months = { $rule }, but not in { $months }
series-only-months = { $rule }, only in { $months }
series-but-days = { $rule }, but not on { $days }
series-until = { $rule }, until { $day }
series-count = { $n ->
    [1] { $rule }, once
    [2] { $rule }, twice
   *[other] { $rule }, { $n } times
}
series-and-also = { $rule }, and also { $other }
series-row-more = { $n ->
    [1] { $when } · and one more date
   *[other] { $when } · and { $n } more dates
}

## Publishing

series-more = Comes again
series-field-repeat = How often
series-field-repeat-help = Each date becomes a gathering of its own: people answer one or all, and you can move one alone.
series-repeat-once = Once
series-repeat-weekly = Every week
series-repeat-second = Every second week
series-repeat-monthly = Every month, on a day of the week
series-repeat-monthly-day = Every month, on a day of the month
series-repeat-rules = By rules of your own
series-more-week = Every week: on which days
series-field-weekday = Days of the week
series-field-weekday-help = That of the date above, if you choose none.
series-more-nth = Every month: on which days of the week
series-nth-help = Such as the first Tuesday and the third Saturday. If you choose none, it is as the date above is in its month.
series-pick-none = –
series-pick-nth = { $nth ->
    [1] first
    [2] second
    [3] third
    [4] fourth
    [5] fifth
   *[other] last
}
series-field-nth-1 = Which
series-field-nth-2 = And which
series-field-nth-3 = And which too
series-field-day-1 = Weekday
series-field-day-2 = And weekday
series-field-day-3 = And weekday too
series-more-days = Every month: on which days of the month
series-field-month-days = Days of the month
series-field-month-days-help = Such as 1, 15. The last day is -1. Months that lack a day leave it out.
series-more-months = Not in some months
series-field-month-out = Months left out
series-more-end = Until when
series-end-help = It goes on if you leave both empty.
series-field-until = Last day
series-field-count = How many times
series-more-rules = Rules of your own
series-field-rules = Rules
series-field-rules-help = As calendars write them (RFC 5545), one a line: RRULE:FREQ=MONTHLY;BYDAY=1TU,3SA. Days left out: EXDATE:20261224.
series-preview = Is this how you mean it?
series-preview-next = The next dates:
series-preview-zone = Each begins at the same time on the clock in { $zone }, in summer and in winter.
series-publish = Publish these dates

## Its page

series-part-of = Part of a series
series-beside = Dates before and after
series-dates = Next dates
series-no-dates = No date is planned.
series-more-dates = More dates follow.
series-over = It has ended: no more dates are planned.
series-hosts = Hosts the series
series-answer = Are you coming to all of them?
series-yes = I’m coming to all
series-no = Can’t make any
series-take-back = Take it back
series-answer-help = It counts for each date that has a place left, and for those planned later. You can answer each date on its own page too.
series-edit = Change what is ahead
series-end = End it
series-single-help = To move or call off one date alone, open it.
series-edit-title = Change what is ahead
series-edit-lead = This changes all dates ahead but those that were changed alone. Those who answered are told once.
series-end-title = End “{ $title }”
series-field-what = How
series-what-end = Plan no more dates
series-what-end-help = Those already published take place.
series-what-cancel = Call off all dates ahead
series-what-cancel-help = Those who answered any of them are told once.
series-end-do = End the series

## Faults and errors

problem-series-repeat = Choose how often it comes again.
problem-series-weekday = Choose days of the week.
problem-series-nth = Choose which, and the day of the week.
problem-series-month-days = Write days of the month as numbers from 1 to 31, such as 1, 15.
problem-series-months = At least one month has to be left.
problem-series-rules = We can’t read these rules. Write one a line, like RRULE:FREQ=WEEKLY;BYDAY=TU.
problem-series-until-before = The last day is before the first.
problem-series-count = Write a number from 1 to 1000.
problem-series-either = Give the last day or how many times, not both.
problem-series-none = No date within the next five years fits. Look at the rules again.
problem-series-what = Choose one of the two.
error-series-not-yours = Only its hosts can change a series.
error-series-ended = The series has ended.
error-series-reply = Answer yes, no or none.

## Done

done-series-published = It is published. You’re the first who is coming, each time.
done-series-changed = Saved. Those who answered are told.
done-series-ended = No more dates are planned.
done-series-cancelled = It is called off. Those who answered are told.
done-series-yes = You’re coming to all dates.
done-series-yes-full = You’re coming to all dates that had a place left. For the full ones below you wait for a place.
done-series-yes-asked = You’ve asked to come. The hosts decide, and you’ll hear about each date.
done-series-no = You can’t make any of them.
done-series-answer-back = Your answer is taken back.

## Mail

mail-series-changed = Other dates or place: { $title }
mail-series-changed-text = Something changed about a series of which you answered a date. It is now:
mail-series-cancelled = Called off: { $title }
mail-series-cancelled-text = A series of which you answered a date was called off.
