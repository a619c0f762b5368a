### Teile eines Treffens

parts-here = In Teilen
parts-title = Teile
parts-lead = Teil es in zwei bis acht: vor Ort und online, Tische, Kurse. Wer zusagt, wählt einen, und jeder kann eigene Plätze haben.
parts-first = { $n ->
    [one] Wer schon zugesagt hat, kommt zum ersten Teil und kann das ändern.
   *[other] Die { $n }, die schon zugesagt haben, kommen zum ersten Teil und können das ändern.
}
parts-save = Sichern
parts-later = { $n ->
    [one] Auch für den Termin der Reihe danach
   *[other] Auch für die { $n } Termine der Reihe danach
}
parts-later-help = Termine, an denen nicht alle Platz hätten, die kommen, bleiben, wie sie sind. Weitere Termine werden geteilt wie der davor.
part-field-name = Wie heißt Teil { $n }?
part-field-places = Plätze in Teil { $n }
part-places-help = Leer gelassen: so viele, wie das Treffen hat. Die Zahl der Plätze des Treffens gilt für alle Teile zusammen.
part-taken = { $n ->
    [one] ein Platz vergeben
   *[other] { $n } Plätze vergeben
}
part-taken-of = { $n } von { $capacity } Plätzen vergeben
part-left-any = Platz für alle
part-full = voll
part-full-waits = Voll. Du würdest auf einen Platz warten.
part-waiting = { $n ->
    [one] eine Person wartet
   *[other] { $n } warten
}
part-own = Dein Teil: { $part }. Ändern
part-own-here = Hier hast du deinen Platz.
part-own-waiting = Hierauf wartest du.
part-choose = Welcher Teil?
part-wait = Meinen Platz aufgeben und auf einen in diesem Teil warten
part-wait-help = Dein Platz geht sofort an die nächste Person in der Reihe.
part-column = Teil
part-remove = Wegnehmen
part-remove-which = Wegnehmen: { $part }
part-remove-not = Behalten
part-remove-title = „{ $part }“ wegnehmen?
part-remove-where = Wohin gehen die, die dorthin kommen oder darauf warten?
part-remove-where-help = Ihre Reihenfolge bleibt, und sie erfahren es nicht von selbst: Schreib ihnen unter dem Treffen.
part-remove-last = Dann gibt es keine Teile mehr. Alle behalten ihren Platz, und nur die Zahl der Plätze des Treffens gilt.
problem-answer-part = Wähl einen der Teile.
problem-answer-part-full = In diesem Teil sind nicht genug Plätze frei. Du behältst deinen, außer du entscheidest dich unten zu warten.
problem-part-name = Gib diesem Teil einen Namen. Brauchst du ihn nicht mehr, nimm ihn weg.
problem-part-twice = So heißt schon ein anderer Teil. Wähl einen anderen Namen.
problem-part-places = Schreib eine Zahl von 1 bis { $number }, oder lass es leer.
problem-part-waiting = Jemand wartet auf { $number } Plätze in diesem Teil. So viele muss er mindestens haben.
problem-parts-few = Nenn mindestens zwei Teile.
problem-part-where = Wähl, wohin sie gehen.
problem-part-no-room = { $number ->
    [one] In diesem Teil ist ein Platz frei. Gib ihm erst mehr Plätze, oder wähl einen anderen.
   *[other] In diesem Teil sind { $number } Plätze frei. Gib ihm erst mehr Plätze, oder wähl einen anderen.
}
done-parts-saved = Die Teile sind gesichert.
done-parts-saved-later = Die Teile sind gesichert, auch für die späteren Termine, wo alle Platz haben, die kommen.
done-part-waiting = In diesem Teil ist kein Platz mehr frei. Du stehst auf seiner Warteliste und erfährst, wenn einer frei wird.
done-part-removed = Der Teil ist weggenommen.
