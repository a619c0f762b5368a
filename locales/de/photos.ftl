photos-title = Fotos
photos-all = { $n ->
    [one] Ansehen
   *[other] Alle { $n }
}
photos-none-yet = Noch keine. Wer dabei war, kann welche hinzufügen.
photos-add = Fotos hinzufügen
photos-lead = { $n ->
    [0] Noch keine.
    [one] Ein Foto.
   *[other] { $people ->
        [one] { $n } Fotos von einer Person.
       *[other] { $n } Fotos von { $people } Leuten.
    }
}
photos-pages = Weitere Fotos
photos-newest = Neueste
photos-older = Ältere
photos-alt = Ein Foto von { $name }
photos-alt-hidden = Ein Foto
photos-by-hidden = Von jemandem, der dabei war
photos-one = Ein Foto von { $title }
photos-beside = Die Fotos daneben
photos-newer-one = Neueres
photos-older-one = Älteres
photos-field = Foto
photos-field-help = Was die Kamera hineingeschrieben hat, etwa den Ort, wird entfernt.
photos-words = Was ist darauf zu sehen?
photos-words-help = Für alle, die es nicht sehen. Bei mehreren auf einmal geht das hinterher, bei jedem einzeln.
photos-words-one-help = Für alle, die es nicht sehen.
photos-send = Hinzufügen
photos-progress = Wird gesendet
photos-sending = %n von %of
photos-failed = Das ist nicht angekommen. Versuch es noch einmal.
photos-and-more = { $n } weitere
photos-never = { $n ->
    [one] Eine Person hier möchte nicht gezeigt werden: { $names }.
   *[other] { $n } der Anwesenden möchten nicht gezeigt werden: { $names }.
}
photos-ask-first = Frag, bevor du jemanden zeigst.
photos-fine = { $n ->
    [one] Für { $names } ist es in Ordnung, gezeigt zu werden.
   *[other] In Ordnung ist es für: { $names }.
}
photos-down = Heruntergenommen
photos-down-lead = Jemand darauf hat darum gebeten, deshalb sieht sie niemand. Zurückholen kann sie nur, wer gebeten hat.
photos-down-by-you = Heruntergenommen, wie du wolltest
photos-down-yours = Ein Foto von dir
photos-back = Wieder zeigen
photos-take-down = Ich bin auf diesem Foto: herunternehmen
photos-take-down-help = Sofort und für alle. Niemand erfährt, dass du es warst, und du kannst es zurückholen.
photos-delete = Das Foto löschen
photos-delete-help = Dann ist es weg, für alle, und lässt sich nicht zurückholen.
photos-delete-now = Löschen
photos-who = Wer das sieht
photos-who-there = Wer dabei war oder zugesagt hat, sieht Fotos und Rückblick.
photos-who-all = Wer das Treffen sieht, sieht auch Fotos und Rückblick.
photos-hosts-can-open = Die Gastgeber können sie für alle öffnen, die das Treffen sehen. Du würdest es erfahren.
photos-open = Für alle öffnen
photos-open-help = Für alle, die das Treffen sehen. Wer Fotos gemacht hat, erfährt es.
photos-close = Nur für die, die dabei waren

photo-wish-title = Fotos von dir
photo-wish-note = Sag einmal, ob du auf Fotos sein magst. Wer welche hinzufügt, liest es.
photo-wish-open = Wählen
photo-wish-lead = Auf Treffen wird fotografiert. Wer Fotos hinzufügt, sieht, was du hier sagst, wenn du dabei warst.
photo-wish-legend = Darfst du auf Fotos sein?
photo-wish-fine = Gern
photo-wish-fine-says = Niemand muss fragen.
photo-wish-ask = Frag mich vorher
photo-wish-ask-says = Das gilt für alle, die nichts gewählt haben.
photo-wish-never = Bitte keine
photo-wish-never-says = Dein Name steht dort, wo die, die dabei waren, Fotos auswählen.
photo-wish-anyway = Was immer du wählst: Ein Foto, auf dem du bist, kannst du mit einem Tippen herunternehmen lassen.

problem-photos-none = Wähl ein Foto aus.
problem-photos-down = Dieses Foto hat jemand, der darauf ist, hier herunternehmen lassen. Wähl ein anderes.
problem-photo-wish = Wähl eins von den dreien.
error-photos-not-there = Die Fotos sind für die, die dabei waren.
error-photos-not-yours = Wer dabei war, kann Fotos hinzufügen; ändern kann eins, wer es gemacht hat.
error-photos-not-in = Wer dabei war, kann ein Foto herunternehmen lassen.
error-photos-many = Das Treffen hat so viele Fotos, wie es fassen kann.
error-photos-many-own = Du hast hier so viele Fotos hinzugefügt, wie man kann.
error-photos-audience = Sag ja oder nein.

done-photo-added = Es ist da.
done-photo-words = Gespeichert.
done-photo-down = Heruntergenommen. Niemand sieht es mehr.
done-photo-back = Es ist wieder da.
done-photo-deleted = Gelöscht.
done-photos-open = Wer das Treffen sieht, sieht sie jetzt.
done-photos-closed = Jetzt sehen sie nur die, die dabei waren.
done-photo-wish = Gespeichert.
