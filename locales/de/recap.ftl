recap-title = Rückblick
recap-change = Ändern
recap-none = Ein paar Worte und die besten Fotos, für alle, die dabei waren. Sie erfahren es einmal.
recap-write = Den Rückblick schreiben
recap-came = { $n ->
    [one] Eine Person war da
   *[other] { $n } waren da
}
recap-met = Wen du getroffen hast
recap-follow = Folgen
recap-follows = Du folgst
recap-unfollow = Zurücknehmen
recap-next = Der nächste Termin
recap-lead-there = Für alle, die dabei waren oder zugesagt hatten. Beim ersten Speichern erfahren sie es.
recap-lead-all = Für alle, die das Treffen sehen. Beim ersten Speichern erfahren es die, die dabei waren.
recap-words = Wie war es?
recap-words-help = Markdown geht. Lass es leer, um den Rückblick zurückzunehmen.
recap-photos = Welche Fotos stehen vorn?
recap-photos-help = Höchstens { $n }.
recap-no-photos = Es gibt noch keine Fotos.
recap-save = Speichern
notice-recap = Der Rückblick auf { $title } ist da

problem-recap-words = Schreib ein paar Worte.
problem-recap-photo = Wähl Fotos, die da sind.
problem-recap-photos = Wähl höchstens { $number }.
error-recap-not-over = Schreiben kannst du ihn, wenn das Treffen vorbei ist.

done-recap = Er steht jetzt auf der Seite.
