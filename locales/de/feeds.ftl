## Eigene Kalender
feeds-title = Deine Kalender
feeds-lead = Was du als @{ $handle } zusagst, in dem Kalender, den du jeden Tag nutzt: Er liest eine Adresse, die nur du kennst, und erfährt von selbst, was sich ändert.
feeds-all-yes = Alles, was du zusagst, in deinem Kalender
feeds-yours = Kalender, die mitlesen
feeds-new = Eine neue Adresse
feed-name = Wo wird sie gelesen?
feed-name-help = Ein Wort, an dem du sie wiedererkennst, etwa: mein Handy
feed-alarm = Wann soll er dich erinnern?
feed-alarm-help = Manche Kalender erinnern nach eigenen Regeln und achten nicht darauf
feed-alarm-none = Gar nicht
feed-alarm-minutes = { $n ->
    [one] eine Minute vorher
   *[other] { $n } Minuten vorher
}
feed-alarm-hours = { $n ->
    [one] eine Stunde vorher
    [24] einen Tag vorher
   *[other] { $n } Stunden vorher
}
feed-maybes = Auch, wo ich vielleicht gesagt habe
feed-maybes-help = Es ist als offen gekennzeichnet
feed-make = Adresse machen
feed-made = Hier ist die Adresse deines Kalenders. Du siehst sie nur jetzt.
feed-open = In meinem Kalender öffnen
feed-copy = Oder kopier die Adresse dorthin, wo dein Kalender nach einer fragt: „per URL“, „Abonnement“.
feed-made-why = Wer die Adresse kennt, kann mitlesen, also zeig sie niemandem. Wir behalten nur, was nötig ist, um sie wiederzuerkennen.
feed-with-maybes = Mit Vielleicht
feed-without-maybes = Wo du zugesagt hast
feed-read = zuletzt gelesen
feed-unread = noch nicht gelesen
feed-own-name = Visavis: wo ich hingehe
problem-feed-name = Gib ihr einen Namen mit 1 bis 60 Zeichen.
problem-feed-alarm = Wähl eine der Zeiten.
error-feed-many = Du hast schon zehn Adressen. Nimm erst eine zurück.
done-feed-revoked = Zurückgenommen. Mit dieser Adresse kann niemand mehr mitlesen.
settings-feeds = Dein Kalender
settings-feeds-why = Wo du zugesagt hast, kann in dem Kalender stehen, den du jeden Tag nutzt.

## Kalender und Feeds für alle
subscribe-title = Auf dem Laufenden bleiben
subscribe-text = Neue Termine, Verschiebungen und Absagen kommen von selbst in deinen Kalender.
subscribe-calendar = In meinem Kalender abonnieren
subscribe-address = Adresse des Kalenders
subscribe-atom = Neuigkeiten (Atom-Feed)

## In anderen Seiten und auf Papier
embed-ahead = Nächste Treffen
embed-nothing-ahead = Gerade ist nichts geplant.
embed-community = Zur Gemeinschaft
share-open = Teilen, einbetten, drucken
share-title = Weitergeben
share-lead = Ein Link, ein Stück deiner eigenen Webseite oder ein Blatt Papier: Alle führen hierher.
share-link-title = Als Link
share-link-label = Adresse
share-hand-on = Weitergeben
share-copied = Kopiert
share-poster = Plakat zum Drucken
share-embed-title = Auf deiner eigenen Seite
share-embed-text = Es bleibt von selbst aktuell, setzt keine Cookies und richtet sich nach Hell oder Dunkel auf dem Gerät.
share-embed-look = Sieh, wie es aussieht
share-frame = Als Rahmen
share-frame-help = Geht überall, ohne Skript
share-element = Als Element
share-element-help = Mit theme="light" oder theme="dark" passt es zu deiner Seite
poster-title = Plakat
poster-name = Plakat: { $title }
poster-how = Druck diese Seite: Was du unten siehst, füllt ein A4-Blatt. Dein Browser kann es auch als PDF sichern.
poster-by = { $name } lädt ein
poster-come = Komm vorbei
poster-code = QR-Code, der zur Seite des Treffens führt
