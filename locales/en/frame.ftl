## The frame of every page
frame-skip = Skip to the content
frame-places = Places
frame-home = Home
frame-find = Find
frame-meet = Meet
frame-talk = Talk
frame-you = You
frame-notices = Notices
frame-notices-new = Notices, new ones
frame-sign-in = Sign in
frame-aside = What comes next
frame-about = What is Visavis?
frame-demo = This is a demonstration with invented people.

form-faults = Please look at this again

## Times
weekday-1 = Monday
weekday-2 = Tuesday
weekday-3 = Wednesday
weekday-4 = Thursday
weekday-5 = Friday
weekday-6 = Saturday
weekday-7 = Sunday
month-1 = January
month-2 = February
month-3 = March
month-4 = April
month-5 = May
month-6 = June
month-7 = July
month-8 = August
month-9 = September
month-10 = October
month-11 = November
month-12 = December
when-date = { $weekday }, { $day } { $month }
when-date-year = { $weekday }, { $day } { $month } { $year }
when-full = { $date }, { $time }
when-now = now
when-just-now = just now
when-tomorrow = tomorrow
when-yesterday = yesterday
when-in-minutes = { $n ->
    [one] in one minute
   *[other] in { $n } minutes
}
when-in-hours = { $n ->
    [0] today
    [one] in one hour
   *[other] in { $n } hours
}
when-in-days = { $n ->
    [one] in one day
   *[other] in { $n } days
}
when-in-weeks = { $n ->
    [one] in one week
   *[other] in { $n } weeks
}
when-in-months = { $n ->
    [one] in one month
   *[other] in { $n } months
}
when-minutes-ago = { $n ->
    [one] one minute ago
   *[other] { $n } minutes ago
}
when-hours-ago = { $n ->
    [one] one hour ago
   *[other] { $n } hours ago
}
when-days-ago = { $n ->
    [one] one day ago
   *[other] { $n } days ago
}
when-weeks-ago = { $n ->
    [one] one week ago
   *[other] { $n } weeks ago
}
when-months-ago = { $n ->
    [one] one month ago
   *[other] { $n } months ago
}
when-years-ago = { $n ->
    [one] one year ago
   *[other] { $n } years ago
}

## Errors
error-home = Back to the start
error-title-not-found = Nothing here
error-title-sign-in = Please sign in
error-title-forbidden = That is not possible
error-title-inner = Something went wrong on our side
error-title-refused = That did not work
error-not-found = There is no such page, or it is not open to you. Check the address, or look around from the start.
error-sign-in = Sign in first, then try again.
error-invalid = Some fields need another look.
error-too-many = That was often. Wait { $seconds } seconds, then try again.
error-method = This address does not take that kind of request.
error-too-large = That is too large: at most { $kilobytes } KB can be sent at once.
error-busy = The server is very busy or restarting. Nothing was changed; try again in a moment.
error-unknown = The connection to the database broke in the middle. What you did may have been stored, or not: look before you try again.
error-full = The server can’t store anything now. Nothing was changed; its operator has to make room.
error-inner = Nothing was changed. Try again; if it happens again, tell the operator of this server.
error-not-json = The body is not valid JSON.
error-not-a-json-object = The body must be a JSON object.
error-nested-json = The values must be texts, numbers, true or false, or lists of them.
error-not-a-form = The form could not be read. Send it again.
error-unknown-kind-of-body = Send a form or JSON.
error-other-site = This request came from another site, so nothing was done. Open the page here and try again.
problem-no-picture = This is no picture we can read. Choose a JPEG, PNG, WebP or GIF of at most 12,000 pixels a side.
problem-handle = A handle has 2 to 30 of the letters a–z, digits, - and _, and begins with a letter or a digit.
problem-handle-taken = That handle is taken. Choose another one.
problem-name = Write a name of 1 to 60 characters.
error-email-known = That address belongs to an account already. Sign in with it.
