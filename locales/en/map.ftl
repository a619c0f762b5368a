map-title = Map
map-keys = Map. The arrow keys move it, plus and minus bring it nearer and farther.
map-in = Nearer
map-out = Farther
map-north = To the north
map-west = To the west
map-east = To the east
map-south = To the south
map-around = What else is around { $town }
map-town = A map with { $town } in the middle
find-ways = How it is shown
find-way-list = List
find-way-calendar = Calendar
find-way-map = Map
find-looked = Looked through what begins until { $day }. There is more behind that.
find-further = Look further
find-map-part = In this part of the map
find-map-nothing = Nothing is planned in this part of the map.
find-map-said = { $n ->
    [one] One gathering
   *[other] { $n } gatherings
} in { $towns ->
    [one] one town.
   *[other] { $towns } towns.
}
find-map-first = The next { $n } gatherings, in { $towns ->
    [one] one town. There are more: come nearer, or choose a day.
   *[other] { $towns } towns. There are more: come nearer, or choose a day.
}
find-map-mark = { $town }: { $n ->
    [one] one gathering
   *[other] { $n } gatherings
}
find-map-marks = { $town } and { $others ->
    [one] one more town
   *[other] { $others } more towns
}: { $n ->
    [one] one gathering
   *[other] { $n } gatherings
}
find-month = { $month } { $year }
find-months = Months
find-month-more = These are the first { $n }. Look nearer, or for one interest, to see the rest.
