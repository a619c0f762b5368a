whom-title = Wen treffen
whom-title-over = Wen du getroffen hast
whom-lead = Ein paar von denen, die kommen, je mit einem Grund und einem Anfang. Nur du siehst diese Liste.
whom-lead-over = Die, die du hier treffen wolltest.
whom-none-wanted = Du hast hier niemanden vorgemerkt.
whom-nobody = Noch ist niemand übrig, der vorgeschlagen werden könnte. Vielleicht sagen noch andere zu; schau vor dem Beginn wieder vorbei.
whom-blind = Du hast noch niemanden getroffen, der hier jemanden getroffen hat. Außer bei denen, die du online kennst, ist die Reihenfolge dieser Liste deshalb nicht besser als der Zufall.
whom-online = Nur online bekannt
whom-friends = Denen bekannt, die du getroffen hast
whom-welcome = Zum ersten Mal hier
whom-interests = Gemeinsame Interessen
whom-interests-unknown = Ob Menschen sich deswegen öfter treffen als durch Zufall, ist nicht gemessen.
whom-chance = Durch Zufall
whom-chance-why = Mit Absicht ausgelost: Menschen, die eine Liste nicht für dich gefunden hätte.

whom-why-talked = Ihr habt online geredet und euch nie getroffen.
whom-why-both = Ihr folgt einander und habt euch nie getroffen.
whom-why-you-follow = Du folgst und ihr habt euch nie getroffen.
whom-why-follows-you = Folgt dir, und ihr habt euch nie getroffen.
whom-why-friend = { $n ->
    [0] { $name } kennt diese Person.
    [one] { $name } und noch jemand, den du getroffen hast, kennen diese Person.
   *[other] { $name } und { $n } andere, die du getroffen hast, kennen diese Person.
}
whom-why-somebody = Jemand, den du getroffen hast, kennt diese Person.
whom-why-newcomer = Kommt zum ersten Mal, und du heißt Neue gern willkommen.
whom-why-regular = Weiß, wie es hier zugeht, und heißt Neue gern willkommen.
whom-why-interests = Ihr mögt beide { $interests }.
whom-why-chance = Ohne jeden Grund.

whom-open-thread = Ihr habt in „{ $title }“ geredet: Frag, was daraus geworden ist.
whom-open-online = Sag, unter welchem Namen man dich kennt, und dass du ein Gesicht dazu wolltest.
whom-open-introduce = Bitte { $name }, euch bekannt zu machen.
whom-open-both-know = Ihr kennt beide { $name }: Frag, woher die beiden sich kennen.
whom-open-somebody = Frag, wer hier bekannt ist. Vielleicht kennt ihr dieselben Leute.
whom-open-show-round = Frag, was der Anlass war, und führ ein wenig herum.
whom-open-first-time = Sag, dass du zum ersten Mal da bist.
whom-open-interest = { $interest }: Frag, wie es angefangen hat.
whom-open-anything = Frag, was vom Abend bleiben soll.

whom-meet = Möchte ich treffen
whom-let-know = Darf es wissen
whom-pass = Diesmal nicht
whom-never = Nicht mehr vorschlagen
whom-undo = Rückgängig
whom-wanted = Möchtest du treffen
whom-wishing = Möchten dich treffen
whom-wishes = Möchte, dass du weißt: ein Treffen wäre schön.
whom-mutual = Ihr möchtet euch beide treffen.
whom-they-may-know = Darf es wissen.
whom-they-do-not-know = Erfährt es nur, wenn der Wunsch auf beiden Seiten ist.
whom-comes-no-more = Kommt nicht mehr.
whom-met = Ihr habt euch hier getroffen.
whom-not-met = Hier nicht getroffen, soweit wir wissen.
whom-tag-met = getroffen
whom-met-count = Du hast { $met } von { $all } getroffen.
whom-follow = Folgen
whom-we-met = Wir haben uns getroffen
whom-aside = { $n ->
    [one] Eine Person beiseitegelegt
   *[other] { $n } Personen beiseitegelegt
}
whom-set-aside = Diesmal nicht.
whom-set-aside-never = Wird nirgends mehr vorgeschlagen.

whom-how-title = Wie diese Liste entsteht
whom-how-private = Niemand sieht, was du hier sagst. Dass du jemanden treffen möchtest, wird gesagt, wenn ihr es beide möchtet oder du es erlaubst. „Diesmal nicht“ erfährt niemand.
whom-how-order = Wer wen getroffen hat, entscheidet über die Reihenfolge, soweit etwas sie entscheidet. Dass zwei sich getroffen haben, sehen andere nicht; doch wen du getroffen hast, kann genannt werden als jemand, der jemanden kennt.
whom-how-measured = An Begegnungen geprüft, die auf einer Konferenz und in zwei Büros gemessen wurden, war eine solche Reihenfolge besser als der Zufall: Von den ersten fünf wurden später 14 bis 41 von hundert getroffen, durch Zufall 5 bis 14. Ein Versprechen ist das nicht.
whom-how-choices = Wähl, wie du auf den Listen anderer erscheinst
whom-out-title = Wenn ihr voreinander steht
whom-out = Scannt gegenseitig eure Codes, und ihr findet die Begegnung beide hier.

you-whom = Wen treffen
you-whom-why = Ob andere dich auf ihrer Liste finden
whom-choices-lead = Wie du auf den Listen derer erscheinst, die hingehen, wo du hingehst.
whom-choices-save = Speichern
whom-choice-suggested = Mich auch denen vorschlagen, die mich nicht kennen
whom-choice-suggested-help = Sonst lesen nur die deinen Namen auf ihrer Liste, die du online kennst.
whom-choice-named = Mich nennen als jemanden, der bekannt machen kann
whom-choice-named-help = Nur denen, die du getroffen hast, und nur, dass ihr euch kennt.
whom-choice-welcomes = Ich heiße Neue gern willkommen
whom-choice-welcomes-help = Sobald du weißt, wie es zugeht, lesen ein oder zwei, die zum ersten Mal kommen, deinen Namen, und du ihren.

error-whom-not-going = Sag, dass du kommst oder vielleicht: Dann liest du hier, wen du treffen könntest.
error-whom-called-off = Es ist abgesagt, deshalb wird niemand mehr vorgeschlagen.
error-whom-over = Es ist vorbei. Du kannst noch sagen, wen du getroffen hast.
problem-whom-mark = Sag, ob du diese Person treffen möchtest.

done-whom-meet = Notiert. Erfahren wird es nur, wer dich auch treffen möchte.
done-whom-open = Notiert, und darf es wissen.
done-whom-pass = Für diesmal beiseitegelegt.
done-whom-never = Wird nicht mehr vorgeschlagen.
done-whom-undone = Zurückgenommen.
done-whom-chosen = Gespeichert.
