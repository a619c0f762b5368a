## Treffen von anderswo holen
import-title = Treffen hereinholen
import-lead = Aus einem Kalender, den du anderswo hast. Du siehst, was geschähe, bevor etwas geschieht, und kannst es zurücknehmen.
import-back = Ein Treffen planen
import-instead = Du hast sie schon in einem anderen Kalender? Hol sie von dort herein
import-file = Eine Kalenderdatei oder eine Tabelle
import-file-help = iCalendar (.ics) bis 5 MB, oder eine Tabelle (.csv), wie andere Plattformen und Tabellenprogramme sie ausgeben
import-url = Oder ihre Adresse im Netz
import-url-help = Beim nächsten Mal wird nur übernommen, was sich dort geändert hat
import-town = Wo finden sie statt?
import-town-help = Für Einträge, die nicht sagen, wo auf der Karte sie sind. Zeiten ohne Zone gelten als die dieser Stadt.
import-interests = Worum es geht
import-interests-legend = Interessen
import-look = Ansehen, was geschähe
import-look-why = Mit diesem Schritt wird noch nichts veröffentlicht.
import-before = Früher hereingeholt
import-a-file = Eine Datei
import-state-shown = noch nicht ausgeführt
import-state-running = läuft
import-state-done = erledigt
import-state-undoing = wird zurückgenommen
import-state-undone = zurückgenommen
import-title-shown = Das geschähe
import-title-running = Es läuft
import-title-done = Hereingeholt
import-title-undoing = Wird zurückgenommen
import-title-undone = Zurückgenommen
import-quiet = Du lädst zu ihnen ein. Von neuen wird niemand eigens benachrichtigt; wo sich Zeit oder Ort ändern, erfahren es alle, die geantwortet haben.
import-go = { $n ->
    [one] Für ein Treffen ausführen
   *[other] Für { $n } Treffen ausführen
}
import-nothing = Es gibt nichts zu tun: Alles ist, wie es dort steht.
import-count-new = { $n ->
    [one] ein neues Treffen
   *[other] { $n } neue Treffen
}
import-count-changed = { $n ->
    [one] eines ändert sich
   *[other] { $n } ändern sich
}
import-count-cancelled = { $n ->
    [one] eines wird abgesagt
   *[other] { $n } werden abgesagt
}
import-count-left = { $n ->
    [one] eines bleibt draußen
   *[other] { $n } bleiben draußen
}
import-count-same = { $n ->
    [one] eines ist, wie es war
   *[other] { $n } sind, wie sie waren
}
import-count-unread = { $n ->
    [one] ein Eintrag ist nicht zu lesen
   *[other] { $n } Einträge sind nicht zu lesen
}
import-progress = Treffen
import-progress-of = { $n } von { $all }
import-progress-why = Du kannst diese Seite verlassen; es geht ohne dich weiter.
import-look-again = Noch einmal nachsehen
import-ended-done = { $n ->
    [one] eines wurde hereingeholt
   *[other] { $n } wurden hereingeholt
}
import-ended-failed = { $n ->
    [one] bei einem ging es nicht
   *[other] bei { $n } ging es nicht
}
import-ended-undone = { $n ->
    [one] eines wurde zurückgenommen
   *[other] { $n } wurden zurückgenommen
}
import-ended-stays = { $n ->
    [one] eines bleibt
   *[other] { $n } bleiben
}
import-undo = Alles zurücknehmen
import-undo-why = Neue werden abgesagt, Änderungen rückgängig gemacht. Worauf schon jemand geantwortet hat, das bleibt.
import-those-new = Neu
import-those-changed = Geändert
import-those-cancelled = Abgesagt
import-those-left = Bleibt draußen
import-those-failed = Ging nicht
import-those-stay = Diese bleiben
import-more = { $n } weitere
import-untitled = Ohne Titel
import-tag-undone = zurückgenommen
import-differs = Ändert sich: { $what }
import-differs-title = Titel
import-differs-time = Zeit
import-differs-place = Ort
import-differs-words = Beschreibung
import-again-title = Noch einmal
import-again-why = Übernommen wird nur, was sich dort geändert hat; was du hier geändert hast, bleibt.
import-file-again = Die neuere Datei
import-forget = Diese Quelle vergessen
import-forget-why = Was hereingeholt wurde, bleibt. Nur woher es kam, ist dann nicht mehr bekannt.
import-why-unread = Es ist nicht zu lesen
import-why-private = Es ist als privat gekennzeichnet
import-why-rule = Es wiederholt sich nach einer Regel, die hier nicht gelesen wird
import-why-many = Es sind mehr als 1.000: Hol den Rest aus einer anderen Datei herein
import-why-cancelled = Es wurde dort abgesagt
import-why-off-here = Du hast es hier abgesagt
import-why-over = Es ist vorbei
import-why-older = Es ist eine ältere Fassung als die hier
import-why-gone = Es ist nicht mehr da
import-why-answered = Jemand hat schon darauf geantwortet
problem-import-source = Wähl eine Datei, oder gib eine Adresse an.
problem-import-long = Diese Datei ist länger als 5 MB.
problem-import-calendar = Das ist kein Kalender (iCalendar), der sich lesen lässt.
problem-import-empty = Dieser Kalender hat keine Einträge.
error-import-busy = An dieser Quelle wird gerade gearbeitet. Warte, bis das erledigt ist.
error-import-many = Du hast schon fünfzig Quellen. Vergiss zuerst eine.
error-import-done = Das wurde schon getan.
error-import-undone = Nur was zuletzt aus einer Quelle kam, lässt sich zurücknehmen, und nur einmal.
done-import-forgotten = Vergessen. Was hereingeholt wurde, bleibt.

## Tabellen: welche Spalte was enthält
import-table-title = Welche Spalte ist was?
import-table-lead = { $n ->
    [one] Die Tabelle hat eine Zeile.
   *[other] Die Tabelle hat { $n } Zeilen.
} Wir haben nach den Namen der Spalten geraten; berichtige, was nicht stimmt.
import-table-none = Steht nicht in der Tabelle
import-column-title = Titel
import-column-date = Tag, vielleicht mit Uhrzeit
import-column-start = Beginnt um
import-column-end = Endet um
import-column-end-date = Letzter Tag
import-column-venue = Ort
import-column-address = Straße und Nummer
import-column-words = Beschreibung
import-column-capacity = Wie viele kommen können
import-column-id = Nummer oder Name, der gleich bleibt
import-column-id-help = Damit ändert die nächste Datei, was schon hier ist
import-order = Wie sind Tage geschrieben?
import-order-day = Erst der Tag: 31.12.2026
import-order-month = Erst der Monat: 12/31/2026
import-table-so = So gelesen
import-table-guess = Noch einmal lesen
import-table-end = Was kein Ende hat, dauert zwei Stunden.
problem-import-column = Wähl die Spalte, in der das steht.

## Adressen anderer Seiten
problem-web-address = Das ist keine Web-Adresse. Schreib eine, die mit https:// beginnt.
problem-web-inside = Diese Adresse führt in ein privates Netz. Gib eine an, die alle erreichen.
problem-web-silent = Unter dieser Adresse antwortet niemand.
problem-web-late = Diese Adresse braucht zu lange, um zu antworten.
problem-web-astray = Diese Adresse führt immer weiter zu anderen. Gib die letzte davon an.
problem-web-refused = Unter dieser Adresse heißt es, da sei nichts für uns.
problem-web-long = Was unter dieser Adresse steht, ist länger als 5 MB.
