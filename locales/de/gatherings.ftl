## Die Seite eines Treffens
gathering-when = { $date }, { $from }–{ $to }
gathering-when-days = { $date }, { $from } bis { $end }, { $to }
gathering-row-when = { $when } ({ $distance })
gathering-your-time = bei dir { $time }
gathering-zone-time = Zeit in { $city }
gathering-fact-when = Wann
gathering-fact-where = Wo
gathering-fact-who = Wer
gathering-on = gerade jetzt
gathering-map = Auf der Karte zeigen
gathering-going = { $n ->
    [0] Noch niemand
    [one] Eine Person kommt
   *[other] { $n } kommen
}
gathering-were-going = { $n ->
    [0] Niemand hatte zugesagt
    [one] Eine Person war dort
   *[other] { $n } waren dort
}
gathering-left = { $n ->
    [one] Ein Platz frei
   *[other] { $n } Plätze frei
}
gathering-full = Alle Plätze vergeben
gathering-maybes = { $n ->
    [one] eine Person sagt vielleicht
   *[other] { $n } sagen vielleicht
}
gathering-count-met = { $n ->
    [one] Eine Person, die du schon getroffen hast
   *[other] { $n }, die du schon getroffen hast
}
gathering-count-online = { $n ->
    [one] eine Person, die du nur online kennst
   *[other] { $n }, die du nur online kennst
}
gathering-count-both = { $met }; { $online }
gathering-about = Worum es geht
gathering-talk = Gespräch
gathering-hosts = Lädt ein
gathering-hosted = Wer einlädt
gathering-cancelled = Dieses Treffen wurde abgesagt.
gathering-over = Dieses Treffen ist vorbei.
gathering-uncancel = Es findet doch statt
gathering-uncancel-help = Einen Tag lang kannst du die Absage zurücknehmen. Alle, die geantwortet haben, erfahren es.

## Antworten
gathering-answer = Deine Antwort
gathering-yes = Ich komme
gathering-maybe = Vielleicht
gathering-no = Geht nicht
gathering-take-back = Antwort zurücknehmen
gathering-sign-in = Melde dich an oder mach mit, um zu antworten und zu sehen, wen du kennst.
gathering-queue = Auf die Warteliste
gathering-full-queue = Alle Plätze sind vergeben. Wird einer frei, bekommt ihn auf der Warteliste die nächste Person, deren Anzahl passt.
gathering-full-waiting = { $n ->
    [one] Alle Plätze vergeben, eine Person wartet
   *[other] Alle Plätze vergeben, { $n } warten
}
gathering-ordinal = { $kind ->
   *[other] { $n }.
}
gathering-place = Du stehst an { $place } Stelle der Warteliste.
gathering-place-of = { $places ->
    [one] { $n ->
        [one] Außer dir wartet niemand.
       *[other] Insgesamt warten { $n }.
    }
   *[other] Du wartest auf { $places } Plätze.
}
gathering-next = Wird ein Platz frei, bekommt ihn die nächste Person in der Reihe, deren Anzahl passt, und du erfährst davon. Er gehört dir dann sofort.
gathering-next-hold = { $n ->
    [one] Wird ein Platz frei, bekommt ihn die nächste Person in der Reihe, deren Anzahl passt, und du erfährst davon. Du hast dann eine Stunde, um zuzusagen.
   *[other] Wird ein Platz frei, bekommt ihn die nächste Person in der Reihe, deren Anzahl passt, und du erfährst davon. Du hast dann { $n } Stunden, um zuzusagen.
}
gathering-held = Für dich ist ein Platz frei geworden.
gathering-held-until = Sag bis { $time } „Ich komme“, sonst geht er an die nächste Person in der Reihe.
gathering-leave-queue = Warteliste verlassen
gathering-bring = Jemanden mitbringen
gathering-bring-change = { $n ->
    [one] Du bringst eine Person mit. Ändern
   *[other] Du bringst { $n } Personen mit. Ändern
}
gathering-moment-both = { $there } Zeit von { $city }, { $own }
gathering-answers-open = Antworten werden ab { $time } angenommen.
gathering-answers-until = Du kannst bis { $time } antworten.
gathering-answers-closed = Antworten wurden bis { $time } angenommen. Absagen kannst du noch immer.
answer-title = Deine Antwort
answer-left-any = Es ist Platz für alle.
answer-guests = Wie viele bringst du mit?
answer-guests-help = { $n ->
    [one] Höchstens eine Person. Sie braucht einen Platz.
   *[other] Höchstens { $n }. Jede Person braucht einen Platz.
}
answer-names = Wie heißen sie?
answer-names-help = Ein Name je Zeile. Nur du und wer einlädt lesen sie.
gathering-check-in = Ich bin da
gathering-check-in-help = Sag es, sobald du angekommen bist.
gathering-here = Du bist da.
gathering-here-next = Jemanden getroffen? Bestätigt es von Handy zu Handy.
gathering-not-here = Ich bin nicht da
gathering-weve-met = Wir haben uns getroffen

## Wer kommt
gathering-who = Wer kommt
gathering-who-was = Wer dort war
gathering-everybody = Alle
gathering-those-met = Schon getroffen
gathering-those-online = Kennst du nur online
gathering-those-others = Neu für dich
gathering-others = { $n ->
    [one] Und eine Person, die du noch nicht kennst
   *[other] Und { $n }, die du noch nicht kennst
}
gathering-not-yet-known = { $n ->
    [one] Eine Person, die du noch nicht kennst
   *[other] { $n }, die du noch nicht kennst
}
gathering-only-you = Du bist dabei, als Erstes. Erzähl es jemandem, den du gern treffen würdest.
gathering-nobody = Noch niemand.
gathering-pages = Mehr Leute
gathering-page-back = Zurück
gathering-page-on = Mehr

## Daneben
gathering-note-now = Gerade jetzt
gathering-note-now-text = Steht jemand vor dir? Bestätigt, dass ihr euch getroffen habt, auch ohne Netz.
gathering-note-meet = Wen du treffen könntest
gathering-note-whom = Ein paar von denen, die kommen, mit einem Grund und einem Anfang. Nur du siehst sie.
gathering-note-whom-over = Die, die du hier treffen wolltest, und wen davon du getroffen hast.
gathering-whom = Deine Liste
gathering-whom-over = Wen du getroffen hast
gathering-note-meet-text = { $n ->
    [0] { $name } kennst du nur online. Hier könntet ihr euch treffen.
    [one] { $name } und noch eine Person kennst du nur online. Hier könntet ihr euch treffen.
   *[other] { $name } und { $n } andere kennst du nur online. Hier könntet ihr euch treffen.
}
gathering-note-calendar = In deinen Kalender
gathering-note-calendar-text = Dann kommt nichts dazwischen.
gathering-calendar = Zum Kalender hinzufügen
gathering-note-next = Das nächste
gathering-note-find = Wie es weitergeht
gathering-note-find-text = In deiner Nähe gibt es andere Treffen.
gathering-find = Treffen finden
gathering-note-host = Du lädst ein
gathering-edit = Ändern
gathering-cancel = Absagen

## In Listen
gathering-tag-yes = Du kommst
gathering-tag-maybe = Vielleicht
gathering-tag-waiting = Auf der Warteliste
gathering-tag-on = Gerade jetzt
gathering-tag-full = Voll
gathering-tag-cancelled = Abgesagt
gathering-row-who = { $n ->
    [0] { $name } kommt
    [one] { $name } und noch jemand, den du kennst
   *[other] { $name } und { $n } andere, die du kennst
}

## Antworten, für die, die einladen
answers-title = Antworten
answers-places = { $n ->
    [one] Ein Platz ist vergeben.
   *[other] { $n } Plätze sind vergeben.
}
answers-places-of = { $n } von { $capacity } Plätzen sind vergeben.
answers-yes = Kommen
answers-waiting = Warten
answers-maybe = Vielleicht
answers-no = Kommen nicht
answers-brings = { $n ->
    [one] bringt eine Person mit
   *[other] bringt { $n } Personen mit
}
answers-held = Zusage bis { $time } nötig

## Fragen
questions-title = Fragen
questions-lead = Was du von denen wissen musst, die kommen. Sie antworten, wenn sie zusagen; nur du und sie lesen es.
questions-asked = Was du fragst
questions-retired = Was du nicht mehr fragst
questions-new = Noch eine Frage
question-kind-text = In Worten
question-kind-choice = Eins von mehreren
question-kind-several = Mehrere zur Wahl
question-kind-number = Eine Zahl
question-kind-consent = Zustimmung
question-required-word = muss beantwortet werden
question-field-words = Was willst du wissen?
question-field-words-help = Frag nur, was du brauchst. Bei einer Zustimmung: dem sie zustimmen.
question-field-kind = Wie antwortet man?
question-field-choices = Was steht zur Wahl?
question-field-choices-help = Eins je Zeile, für „Eins von mehreren“ und „Mehrere zur Wahl“.
question-field-required = Muss beantwortet werden
question-ask = Fragen
question-retire = Nicht mehr fragen
question-retire-which = Nicht mehr fragen: { $question }
question-again = Wieder fragen
question-again-which = Wieder fragen: { $question }
answer-asked = Nur du und wer einlädt lesen deine Antworten. Sie werden gelöscht, wenn du absagst.
answer-change = Antworten ändern
answers-csv = Als Tabelle sichern (CSV)
answers-said = Was sie geantwortet haben
answers-name = Name
answers-handle = Kürzel
answers-consents = zugestimmt

## Formulare
gathering-new = Ein neues Treffen
gathering-new-lead = Ein Titel, eine Zeit und ein Ort genügen für den Anfang.
gathering-publish = Veröffentlichen
gathering-edit-title = Dieses Treffen ändern
gathering-edit-told = { $n ->
    [one] Ändern sich Zeit oder Ort, erfährt es die Person, die geantwortet hat.
   *[other] Ändern sich Zeit oder Ort, erfahren es die { $n } Leute, die geantwortet haben.
}
gathering-save = Speichern
gathering-leave-it = So lassen
gathering-optional = freiwillig
gathering-field-title = Wie heißt es?
gathering-field-words = Was passiert dort?
gathering-field-words-help = Was man mitbringt, für wen es ist, wie man euch findet. **Fett** und [Links](https://…) gehen.
gathering-field-community = Für welche Gemeinschaft?
gathering-field-community-help = Ihre Mitglieder erfahren es. Wer die Gemeinschaft sehen darf, sieht auch das Treffen.
gathering-no-community = Keine, nur ich
gathering-field-date = Tag
gathering-field-start = Von
gathering-field-end = Bis
gathering-several-days = Es endet an einem anderen Tag
gathering-field-end-date = Letzter Tag
gathering-field-end-date-help = Eine Nacht bis zum Morgen braucht kein Datum.
gathering-field-town = Ort
gathering-field-town-help = Die Zeiten gelten an diesem Ort.
gathering-other-zone = Die Zeiten gelten in einer anderen Zone
gathering-field-zone = Zeitzone
gathering-field-zone-help = Zum Beispiel Europe/Berlin. Leer ist es die des Ortes.
gathering-field-venue = Lokal oder Raum
gathering-field-venue-help = Ein öffentlicher Ort macht ein erstes Treffen leichter.
gathering-field-address = Straße und Hausnummer
gathering-field-capacity = Wie viele können kommen?
gathering-field-capacity-help = Du zählst mit. Leer heißt: beliebig viele.
gathering-more-answers = Antworten: wer wen mitbringt, und bis wann
gathering-field-plus = Wie viele kann man mitbringen?
gathering-field-plus-help = Von 0 bis 5. Jede Person braucht einen Platz.
gathering-field-hold = Stunden, um einen frei gewordenen Platz zuzusagen
gathering-field-hold-help = Wer gewartet hat, erfährt es und hat so lange Zeit; dann geht der Platz weiter. Bleibt es leer, gehört er ihnen sofort.
gathering-field-answers-from = Antworten ab
gathering-field-answers-from-help = Nach der Uhr vor Ort. Leer heißt: ab sofort.
gathering-field-answers-until = Antworten bis
gathering-field-answers-until-help = Nach der Uhr vor Ort. Leer heißt: bis zum Ende. Absagen kann man jederzeit.
gathering-more-interests = Worum es geht
gathering-field-interest = Interessen
gathering-field-interests = Andere Interessen
gathering-field-interests-help = Durch Kommas getrennt.
gathering-more-photo = Ein Bild
gathering-field-photo = Bild auswählen
gathering-field-photo-other = Anderes Bild auswählen
gathering-field-photo-help = Ohne Bild zeichnen wir eines.
gathering-field-photo-words = Was zeigt das Bild?
gathering-field-photo-words-help = Für alle, die es nicht sehen können.
gathering-field-remove-photo = Dieses Bild entfernen
gathering-cancel-title = „{ $title }“ absagen?
gathering-cancel-lead = { $n ->
    [0] Noch hat niemand geantwortet, also muss es niemand erfahren.
    [one] Die Person, die geantwortet hat, erfährt es durch eine Nachricht und per E-Mail.
   *[other] { $n } Leute, die geantwortet haben, erfahren es durch eine Nachricht und per E-Mail.
}
gathering-cancel-undo = Einen Tag lang kannst du es zurücknehmen.
gathering-cancel-words = Warum?
gathering-cancel-words-help = Ein Satz genügt; er steht auf der Seite und in der E-Mail.
gathering-cancel-do = Absagen

## Fehler
problem-gathering-title = Gib ihm einen Titel.
problem-gathering-long-text = Das ist zu lang: höchstens { $number } Zeichen.
problem-gathering-community = Wähle eine Gemeinschaft, in der du einladen darfst, oder keine.
problem-gathering-date = Wähle einen Tag, etwa 2026-12-03.
problem-gathering-time = Gib die Uhrzeit an, etwa 19:00.
problem-gathering-past = Diese Zeit ist vorbei. Wähle eine spätere.
problem-gathering-far = Das ist zu lange hin. Wähle einen Tag in den nächsten fünf Jahren.
problem-gathering-end = Es endet, bevor es beginnt. Wähle ein späteres Ende oder nenne den letzten Tag.
problem-gathering-end-past = Dann wäre es schon vorbei. Wähle ein späteres Ende.
problem-gathering-too-long = Das sind mehr als 31 Tage. Mach mehrere Treffen daraus.
problem-gathering-town = Nenne den Ort, damit man es in der Nähe findet.
problem-gathering-town-unknown = Diesen Ort kennen wir nicht. Versuch es mit dem nächstgrößeren.
problem-gathering-zone = Diese Zeitzone gibt es nicht. Schreib sie wie Europe/Berlin oder lass das Feld leer.
problem-gathering-capacity = Schreib eine Zahl von 2 bis { $number } oder lass das Feld leer.
problem-gathering-capacity-answers = { $number } Leute haben schon zugesagt. So viele müssen Platz haben.
problem-question-words = Schreib, was du wissen willst.
problem-question-kind = Wähle, wie man antwortet.
problem-question-choices = Gib 2 bis { $number } Möglichkeiten an, eine je Zeile.
problem-question-choice = Wähle eine der Möglichkeiten.
problem-question-number = Schreib eine Zahl, wie 2 oder 2,5.
problem-question-required = Das muss beantwortet werden.
problem-question-consent = Stimm dem zu, um zu kommen, oder frag die, die einladen.
problem-gathering-plus = Schreib eine Zahl von 0 bis { $number }.
problem-gathering-hold = Schreib eine Zahl von Stunden von 1 bis { $number }, oder lass es leer.
problem-gathering-answers-time = Gib Tag und Uhrzeit an, wie 2026-12-03T18:00, oder lass es leer.
problem-gathering-answers-order = Das Ende läge vor dem Anfang. Wähle ein späteres Ende.
problem-gathering-answers-late = Dann ist es schon vorbei. Wähle eine frühere Zeit.
problem-answer-guests = { $number ->
    [0] Du kannst niemanden mitbringen: Es ist kein Platz mehr frei.
    [one] Du kannst höchstens eine Person mitbringen.
   *[other] Du kannst höchstens { $number } Personen mitbringen.
}
problem-answer-names = { $number ->
    [0] Du nennst jemanden und bringst niemanden mit. Ändere eins von beiden.
    [one] Du bringst eine Person mit und nennst mehr. Ändere eins von beiden.
   *[other] Du bringst { $number } Personen mit und nennst mehr. Ändere eins von beiden.
}

## Was nicht geht
error-gathering-over = Es ist vorbei, darum lässt sich nichts mehr ändern.
error-gathering-cancelled = Es wurde abgesagt, darum lässt sich nichts mehr ändern.
error-gathering-not-yours = Nur wer einlädt, kann ein Treffen ändern.
error-gathering-other-self = Du hast schon unter einem anderen deiner Namen zugesagt. Nimm zuerst diese Antwort zurück.
error-gathering-reply = Antworte mit yes, maybe, no oder none.
error-question-many = Ein Treffen kann insgesamt zwanzig Fragen haben, auch die nicht mehr gestellten zählen. Stell eine davon wieder.
error-gathering-answers-not-yet = Antworten werden noch nicht angenommen. Auf der Seite steht, ab wann.
error-gathering-answers-closed = Antworten werden nicht mehr angenommen. Absagen kannst du noch immer.
error-gathering-no-way-back = Das lässt sich nur innerhalb eines Tages zurücknehmen und solange es nicht vorbei wäre.
error-check-in-time = Dass du da bist, kannst du von zwei Stunden vor Beginn bis sechs Stunden nach dem Ende sagen.
error-check-in-answer = Antworte zuerst: Wer zugesagt oder vielleicht gesagt hat, kann sagen, dass er da ist.

## Getan
done-gathering-published = Veröffentlicht. Du kommst schon mal.
done-gathering-changed = Gespeichert.
done-gathering-cancelled = Abgesagt. Alle, die geantwortet haben, erfahren es.
done-gathering-back = Es findet doch statt. Alle, die geantwortet haben, erfahren es.
done-gathering-yes = Du kommst.
done-question-asked = Wer ab jetzt zusagt, wird gefragt.
done-question-retired = Das wird nicht mehr gefragt. Die Antworten bleiben.
done-question-again = Das wird wieder gefragt.
done-gathering-waiting = Alle Plätze sind vergeben. Du stehst auf der Warteliste und erfährst, wenn einer frei wird.
done-gathering-maybe = Du hast vielleicht gesagt.
done-gathering-no = Es geht nicht. Ein andermal.
done-gathering-answer-back = Deine Antwort ist zurückgenommen.
done-gathering-checked-in = Du bist da.
done-gathering-checked-out = Zurückgenommen.

## E-Mail
mail-gathering-published = { $title }
mail-gathering-moved = Neue Zeit oder neuer Ort: { $title }
mail-gathering-moved-text = Bei einem Treffen, auf das du geantwortet hast, hat sich etwas geändert. Es gilt jetzt:
mail-gathering-cancelled = Abgesagt: { $title }
mail-gathering-cancelled-text = Ein Treffen, auf das du geantwortet hast, wurde abgesagt.
mail-gathering-clocks = Andere Regeln für die Uhren: { $title }
mail-gathering-clocks-text = Die Regeln für die Uhren in der Zone { $zone } haben sich geändert. Die Uhrzeit vor Ort bleibt; von anderen Zonen aus ist es eine andere. Es gilt jetzt:
mail-gathering-back = Doch: { $title }
mail-gathering-back-text = Ein abgesagtes Treffen findet doch statt.
mail-gathering-place = Ein Platz für dich: { $title }
mail-gathering-place-text = Du hast auf einen Platz gewartet, und einer ist frei geworden. Er gehört dir. Kannst du nicht kommen, dann sag ab, damit ihn die nächste Person in der Reihe bekommt.
mail-gathering-place-hold = Du hast auf einen Platz gewartet, und einer ist frei geworden. Sag bis { $time } ({ $zone }) zu, sonst geht er an die nächste Person in der Reihe.
mail-gathering-lapsed = Dein Platz ging weiter: { $title }
mail-gathering-lapsed-text = Ein Platz war für dich reserviert, und du hast nicht rechtzeitig zugesagt. Er ging an die nächste Person in der Reihe. Du kannst dich wieder auf die Warteliste setzen.
error-gathering-talk-sign-in = Melde dich an, um hier etwas zu sagen.
