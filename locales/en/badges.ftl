## Name badges to print
badges-title = Name badges
badges-name = Name badges: { $title }
badges-lead = { $n ->
    [one] One badge
   *[other] { $n } badges
} on { $sheets ->
    [one] one sheet of A4
   *[other] { $sheets } sheets of A4
}
badges-how = Print this page and cut along the lines. The code is that of the badge somebody has made for themselves: whoever reads it can say that they met. For all others it leads to their profile.
badges-code = Code of { $name }
