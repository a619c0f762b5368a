map-title = Karte
map-keys = Karte. Die Pfeiltasten verschieben sie, Plus und Minus bringen sie näher und weiter weg.
map-in = Näher
map-out = Weiter weg
map-north = Nach Norden
map-west = Nach Westen
map-east = Nach Osten
map-south = Nach Süden
map-around = Was sonst um { $town } ist
map-town = Eine Karte mit { $town } in der Mitte
find-ways = Wie es gezeigt wird
find-way-list = Liste
find-way-calendar = Kalender
find-way-map = Karte
find-looked = Durchgesehen ist, was bis { $day } beginnt. Dahinter kommt noch mehr.
find-further = Weiter suchen
find-map-part = In diesem Teil der Karte
find-map-nothing = In diesem Teil der Karte ist nichts geplant.
find-map-said = { $n ->
    [one] Ein Treffen
   *[other] { $n } Treffen
} in { $towns ->
    [one] einem Ort.
   *[other] { $towns } Orten.
}
find-map-first = Die nächsten { $n } Treffen, in { $towns ->
    [one] einem Ort. Es gibt mehr: Geh näher heran, oder wähle einen Tag.
   *[other] { $towns } Orten. Es gibt mehr: Geh näher heran, oder wähle einen Tag.
}
find-map-mark = { $town }: { $n ->
    [one] ein Treffen
   *[other] { $n } Treffen
}
find-map-marks = { $town } und { $others ->
    [one] ein weiterer Ort
   *[other] { $others } weitere Orte
}: { $n ->
    [one] ein Treffen
   *[other] { $n } Treffen
}
find-month = { $month } { $year }
find-months = Monate
find-month-more = Das sind die ersten { $n }. Such näher oder nach einem Interesse, um die übrigen zu sehen.
