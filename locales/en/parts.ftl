### Parts of a gathering

parts-here = In parts
parts-title = Parts
parts-lead = Cut it into two to eight parts: on site and online, tables, courses. Whoever says yes chooses one, and each can have places of its own.
parts-first = { $n ->
    [one] Whoever has said yes already comes to the first part, and can change that.
   *[other] Those { $n } who have said yes already come to the first part, and can change that.
}
parts-save = Save
parts-later = { $n ->
    [one] The same for the date of the series after it
   *[other] The same for the { $n } dates of the series after it
}
parts-later-help = Dates at which those who come would not have room stay as they are. Further dates are cut like the one before them.
part-field-name = What is part { $n } called?
part-field-places = Places in part { $n }
part-places-help = Left empty: as many as the gathering has room for. The gathering’s own number of places holds for all parts together.
part-taken = { $n ->
    [one] one place taken
   *[other] { $n } places taken
}
part-taken-of = { $n } of { $capacity } places taken
part-left-any = room for everybody
part-full = full
part-full-waits = Full. You would wait for a place.
part-waiting = { $n ->
    [one] one is waiting
   *[other] { $n } are waiting
}
part-own = You are in: { $part }. Change that
part-own-here = Your place is here.
part-own-waiting = You wait for this one.
part-choose = Which part?
part-wait = Give up my place, and wait for one in this part
part-wait-help = Your place goes to the next in line at once.
part-column = Part
part-remove = Take it away
part-remove-which = Take away: { $part }
part-remove-not = Keep it
part-remove-title = Take away “{ $part }”?
part-remove-where = Where do those go who come to it, or wait for it?
part-remove-where-help = They keep their order, and are not told by themselves: write to them under the gathering.
part-remove-last = Then there are no parts any more. Everybody keeps their place, and only the gathering’s own number of places counts.
problem-answer-part = Choose one of the parts.
problem-answer-part-full = There aren’t enough places left in this part. You keep the place that you have, unless you choose to wait below.
problem-part-name = Give this part a name. To be rid of a part, take it away.
problem-part-twice = Another part is called that. Choose another name.
problem-part-places = Write a number from 1 to { $number }, or leave it empty.
problem-part-waiting = Somebody waits for { $number } places in this part. Make it at least as many.
problem-parts-few = Name at least two parts.
problem-part-where = Choose where they go.
problem-part-no-room = { $number ->
    [one] There is one place left in this part. Give it more places first, or choose another.
   *[other] There are { $number } places left in this part. Give it more places first, or choose another.
}
done-parts-saved = The parts are saved.
done-parts-saved-later = The parts are saved, also for the later dates, where those who come have room.
done-part-waiting = There is no place left in this part. You are on its waiting list, and will be told when one comes free.
done-part-removed = The part is taken away.
