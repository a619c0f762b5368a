## Ein Treffen, das wiederkommt: seine Regeln in Worten

series-and = { $some } und { $last }
series-day = { $day }. { $month } { $year }
series-nth = { $nth ->
    [1] am ersten { $weekday }
    [2] am zweiten { $weekday }
    [3] am dritten { $weekday }
    [4] am vierten { $weekday }
    [5] am fünften { $weekday }
    [-1] am letzten { $weekday }
    [-2] am vorletzten { $weekday }
   *[other] am { $weekday } Nummer { $nth }
}
series-month-day = { $day ->
    [-1] am letzten Tag
   *[other] am { $day }.
}
series-daily = { $n ->
    [1] jeden Tag
    [2] jeden zweiten Tag
   *[other] alle { $n } Tage
}
series-weekly = jeden { $days }
series-weekly-second = jeden zweiten { $days }
series-weekly-n = { $n ->
    [2] jede zweite Woche am { $days }
   *[other] alle { $n } Wochen am { $days }
}
series-monthly = { $n ->
    [1] { $days } jedes Monats
    [2] { $days } jedes zweiten Monats
   *[other] alle { $n } Monate { $days }
}
series-yearly-day = jedes Jahr { $days } { $month }
series-yearly-nth = jedes Jahr { $days } im { $month }
series-rule = nach der Regel { $rule }
series-but-months = { $rule }, aber nicht im { $months }
series-only-months = { $rule }, nur im { $months }
series-but-days = { $rule }, aber nicht am { $days }
series-until = { $rule }, bis { $day }
series-count = { $n ->
    [1] { $rule }, einmal
    [2] { $rule }, zweimal
   *[other] { $rule }, { $n }-mal
}
series-and-also = { $rule }, und auch { $other }
series-row-more = { $n ->
    [1] { $when } · und ein weiterer Termin
   *[other] { $when } · und { $n } weitere Termine
}

## Veröffentlichen

series-more = Kommt wieder
series-field-repeat = Wie oft
series-field-repeat-help = Jeder Termin wird ein eigenes Treffen: Man antwortet auf einen oder auf alle, und du kannst einen allein verschieben.
series-repeat-once = Einmal
series-repeat-weekly = Jede Woche
series-repeat-second = Jede zweite Woche
series-repeat-monthly = Jeden Monat an einem Wochentag
series-repeat-monthly-day = Jeden Monat an einem Tag des Monats
series-repeat-rules = Nach eigenen Regeln
series-more-week = Jede Woche: an welchen Tagen
series-field-weekday = Wochentage
series-field-weekday-help = Der des Datums oben, wenn du keinen wählst.
series-more-nth = Jeden Monat: an welchen Wochentagen
series-nth-help = Etwa der erste Dienstag und der dritte Samstag. Wenn du keinen wählst, ist es so, wie das Datum oben in seinem Monat liegt.
series-pick-none = –
series-pick-nth = { $nth ->
    [1] erster
    [2] zweiter
    [3] dritter
    [4] vierter
    [5] fünfter
   *[other] letzter
}
series-field-nth-1 = Welcher
series-field-nth-2 = Und welcher
series-field-nth-3 = Und welcher noch
series-field-day-1 = Wochentag
series-field-day-2 = Und Wochentag
series-field-day-3 = Und Wochentag noch
series-more-days = Jeden Monat: an welchen Tagen des Monats
series-field-month-days = Tage des Monats
series-field-month-days-help = Etwa 1, 15. Der letzte Tag ist -1. Monate, die einen Tag nicht haben, lassen ihn aus.
series-more-months = Nicht in manchen Monaten
series-field-month-out = Monate, die ausfallen
series-more-end = Bis wann
series-end-help = Es geht weiter, wenn du beides leer lässt.
series-field-until = Letzter Tag
series-field-count = Wie viele Male
series-more-rules = Eigene Regeln
series-field-rules = Regeln
series-field-rules-help = Wie Kalender sie schreiben (RFC 5545), eine je Zeile: RRULE:FREQ=MONTHLY;BYDAY=1TU,3SA. Tage, die ausfallen: EXDATE:20261224.
series-preview = Meinst du es so?
series-preview-next = Die nächsten Termine:
series-preview-zone = Jeder beginnt zur selben Uhrzeit in { $zone }, im Sommer wie im Winter.
series-publish = Diese Termine veröffentlichen

## Ihre Seite

series-part-of = Teil einer Reihe
series-beside = Termine davor und danach
series-dates = Nächste Termine
series-no-dates = Kein Termin ist geplant.
series-more-dates = Weitere Termine folgen.
series-over = Sie ist zu Ende: Es werden keine Termine mehr geplant.
series-hosts = Lädt zu der Reihe ein
series-answer = Kommst du zu allen?
series-yes = Ich komme zu allen
series-no = Kann zu keinem
series-take-back = Zurücknehmen
series-answer-help = Es gilt für jeden Termin, an dem noch ein Platz frei ist, und für die, die später geplant werden. Auf jeden Termin kannst du auch auf seiner eigenen Seite antworten.
series-edit = Ändern, was bevorsteht
series-end = Beenden
series-single-help = Um einen Termin allein zu verschieben oder abzusagen, öffne ihn.
series-edit-title = Ändern, was bevorsteht
series-edit-lead = Das ändert alle bevorstehenden Termine außer denen, die allein geändert wurden. Wer geantwortet hat, erfährt es einmal.
series-end-title = „{ $title }“ beenden
series-field-what = Wie
series-what-end = Keine Termine mehr planen
series-what-end-help = Die schon veröffentlichten finden statt.
series-what-cancel = Alle bevorstehenden Termine absagen
series-what-cancel-help = Wer auf einen davon geantwortet hat, erfährt es einmal.
series-end-do = Die Reihe beenden

## Fehler

problem-series-repeat = Wähle, wie oft es wiederkommt.
problem-series-weekday = Wähle Wochentage.
problem-series-nth = Wähle, welcher, und den Wochentag.
problem-series-month-days = Schreibe die Tage des Monats als Zahlen von 1 bis 31, etwa 1, 15.
problem-series-months = Mindestens ein Monat muss bleiben.
problem-series-rules = Diese Regeln können wir nicht lesen. Schreibe eine je Zeile, etwa RRULE:FREQ=WEEKLY;BYDAY=TU.
problem-series-until-before = Der letzte Tag liegt vor dem ersten.
problem-series-count = Schreibe eine Zahl von 1 bis 1000.
problem-series-either = Gib den letzten Tag an oder wie viele Male, nicht beides.
problem-series-none = Kein Tag der nächsten fünf Jahre passt. Sieh dir die Regeln noch einmal an.
problem-series-what = Wähle eines von beiden.
error-series-not-yours = Nur wer einlädt, kann eine Reihe ändern.
error-series-ended = Die Reihe ist zu Ende.
error-series-reply = Antworte mit yes, no oder none.

## Getan

done-series-published = Sie ist veröffentlicht. Du kommst als Erste oder Erster, jedes Mal.
done-series-changed = Gespeichert. Wer geantwortet hat, erfährt es.
done-series-ended = Es werden keine Termine mehr geplant.
done-series-cancelled = Sie ist abgesagt. Wer geantwortet hat, erfährt es.
done-series-yes = Du kommst zu allen Terminen.
done-series-yes-full = Du kommst zu allen Terminen, an denen noch ein Platz frei war. Bei den vollen wartest du auf einen; sie sind unten bezeichnet.
done-series-yes-asked = Gefragt. Wer einlädt, entscheidet, und du erfährst es für jeden Termin.
done-series-no = Du kannst zu keinem.
done-series-answer-back = Deine Antwort ist zurückgenommen.

## Post

mail-series-changed = Andere Termine oder anderer Ort: { $title }
mail-series-changed-text = An einer Reihe, bei der du auf einen Termin geantwortet hast, hat sich etwas geändert. Sie ist jetzt:
mail-series-cancelled = Abgesagt: { $title }
mail-series-cancelled-text = Eine Reihe, bei der du auf einen Termin geantwortet hast, wurde abgesagt.
