## For whoever runs the server
operator-title = This server
operator-lead = What waits, what went wrong, and what people have disputed.
operator-program = Program and storage
operator-version = Version
operator-since = running since
operator-database = Database
operator-shape = shape { $number }
operator-pictures = Pictures
operator-pictures-of = { $count ->
    [one] one picture, { $size }
   *[other] { $count } pictures, { $size }
}
operator-disk = Room on the disk
operator-disk-of = { $left } of { $size } left
operator-jobs = Work that waits
operator-queue = { $due ->
    [0] Nothing is due
    [one] One job is due
   *[other] { $due } jobs are due
}, { $waiting ->
    [0] and none waits for its time.
    [one] and one waits for its time.
   *[other] and { $waiting } wait for their time.
}
operator-oldest = The oldest has been due since
operator-dead = Put aside
operator-no-dead = Nothing was put aside: all work was done in the end.
operator-again = Try again
operator-give-up = Forget it
operator-cases = To look into
operator-cases-why = Meetings that somebody disputed, or that look unusual. What is unusual counts all the same.
operator-no-cases = Nothing to look into.
operator-why-disputed = disputed
operator-why-many-pairs = met over forty new people that day
operator-why-quick = two meetings within twenty seconds
operator-why-two-places = two gatherings within minutes
operator-why-clique = a few who have all met, and know nobody else
operator-why-other = unusual
operator-seen = I’ve looked into it
operator-who = Who sees this
operator-who-how = Granted on the machine: visavis operator add HANDLE
done-operator-again = It is tried again.
done-operator-given-up = Forgotten.
done-operator-seen = Noted.
problem-operator-at = Send the moment of the newest of what was looked into, in milliseconds.
