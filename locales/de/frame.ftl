## Der Rahmen jeder Seite
frame-skip = Zum Inhalt
frame-places = Bereiche
frame-home = Start
frame-find = Finden
frame-meet = Treffen
frame-talk = Reden
frame-you = Du
frame-notices = Mitteilungen
frame-notices-new = Mitteilungen, neue
frame-sign-in = Anmelden
frame-aside = Wie es weitergeht
frame-about = Was ist Visavis?
frame-demo = Dies ist eine Vorführung mit erfundenen Menschen.

form-faults = Bitte sieh dir das noch einmal an

## Zeiten
weekday-1 = Montag
weekday-2 = Dienstag
weekday-3 = Mittwoch
weekday-4 = Donnerstag
weekday-5 = Freitag
weekday-6 = Samstag
weekday-7 = Sonntag
month-1 = Januar
month-2 = Februar
month-3 = März
month-4 = April
month-5 = Mai
month-6 = Juni
month-7 = Juli
month-8 = August
month-9 = September
month-10 = Oktober
month-11 = November
month-12 = Dezember
when-date = { $weekday }, { $day }. { $month }
when-date-year = { $weekday }, { $day }. { $month } { $year }
when-full = { $date }, { $time }
when-now = jetzt
when-just-now = gerade eben
when-tomorrow = morgen
when-yesterday = gestern
when-in-minutes = { $n ->
    [one] in einer Minute
   *[other] in { $n } Minuten
}
when-in-hours = { $n ->
    [0] heute
    [one] in einer Stunde
   *[other] in { $n } Stunden
}
when-in-days = { $n ->
    [one] in einem Tag
   *[other] in { $n } Tagen
}
when-in-weeks = { $n ->
    [one] in einer Woche
   *[other] in { $n } Wochen
}
when-in-months = { $n ->
    [one] in einem Monat
   *[other] in { $n } Monaten
}
when-minutes-ago = { $n ->
    [one] vor einer Minute
   *[other] vor { $n } Minuten
}
when-hours-ago = { $n ->
    [one] vor einer Stunde
   *[other] vor { $n } Stunden
}
when-days-ago = { $n ->
    [one] vor einem Tag
   *[other] vor { $n } Tagen
}
when-weeks-ago = { $n ->
    [one] vor einer Woche
   *[other] vor { $n } Wochen
}
when-months-ago = { $n ->
    [one] vor einem Monat
   *[other] vor { $n } Monaten
}
when-years-ago = { $n ->
    [one] vor einem Jahr
   *[other] vor { $n } Jahren
}

## Fehler
error-home = Zurück zum Anfang
error-title-not-found = Hier ist nichts
error-title-sign-in = Bitte melde dich an
error-title-forbidden = Das geht nicht
error-title-inner = Bei uns ging etwas schief
error-title-refused = Das hat nicht geklappt
error-not-found = Diese Seite gibt es nicht, oder sie ist für dich nicht offen. Prüfe die Adresse oder sieh dich vom Anfang aus um.
error-sign-in = Melde dich erst an, dann versuch es noch einmal.
error-invalid = Einige Felder brauchen noch einen Blick.
error-too-many = Das war oft. Warte { $seconds } Sekunden und versuch es dann noch einmal.
error-method = Diese Adresse nimmt solche Anfragen nicht an.
error-too-large = Das ist zu groß: Auf einmal lassen sich höchstens { $kilobytes } KB senden.
error-busy = Der Server ist sehr beschäftigt oder startet neu. Nichts wurde geändert; versuch es gleich noch einmal.
error-unknown = Die Verbindung zur Datenbank brach mittendrin ab. Vielleicht ist es gespeichert, vielleicht nicht: Sieh nach, bevor du es noch einmal versuchst.
error-full = Der Server kann gerade nichts speichern. Nichts wurde geändert; wer ihn betreibt, muss Platz schaffen.
error-inner = Nichts wurde geändert. Versuch es noch einmal; passiert es wieder, sag dem Menschen Bescheid, der diesen Server betreibt.
error-not-json = Die Anfrage ist kein gültiges JSON.
error-not-a-json-object = Die Anfrage muss ein JSON-Objekt sein.
error-nested-json = Die Werte müssen Texte, Zahlen, true oder false sein, oder Listen davon.
error-not-a-form = Das Formular war nicht lesbar. Sende es noch einmal.
error-unknown-kind-of-body = Sende ein Formular oder JSON.
error-other-site = Diese Anfrage kam von einer anderen Website, deshalb geschah nichts. Öffne die Seite hier und versuch es noch einmal.
problem-no-picture = Das ist kein Bild, das wir lesen können. Wähle ein JPEG, PNG, WebP oder GIF mit höchstens 12 000 Pixeln je Seite.
problem-handle = Ein Kürzel hat 2 bis 30 der Buchstaben a–z, Ziffern, - und _ und beginnt mit einem Buchstaben oder einer Ziffer.
problem-handle-taken = Dieses Kürzel ist vergeben. Wähle ein anderes.
problem-name = Schreib einen Namen mit 1 bis 60 Zeichen.
error-email-known = Diese Adresse gehört schon zu einem Konto. Melde dich damit an.
