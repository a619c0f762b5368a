letters-about-link = Ihnen schreiben
letters-about-title = Briefe an die, die kommen
letters-about-lead = An Mitglieder als Mitteilung und Brief, an Gäste als Brief: jedes Mal nur einer. Höchstens drei am Tag. Du siehst ihn, bevor er hinausgeht.
letters-about-words-help = Darunter steht, wann und wo es ist, und wie man keine solchen Briefe mehr bekommt.
letters-about-nobody = Noch hat niemand geantwortet, dem du schreiben könntest.
letters-to = An wen
letters-to-yes = Haben zugesagt
letters-to-maybe = Kommen vielleicht
letters-to-waiting = Warten auf einen Platz
letters-to-came = Waren da
letters-to-came-help = Wer eingelassen wurde; wo es niemand wurde, wer zugesagt hat.
letters-to-count = { $group } ({ $n })
letters-look = Erst ansehen
letters-preview = Das ist dein Brief
letters-preview-lead = { $n ->
    [one] Er geht an eine Person, sofort. Zurückholen lässt er sich nicht.
   *[other] Er geht an { $n } Leute, sofort. Zurückholen lässt er sich nicht.
}
letters-send = { $n ->
    [one] An eine Person senden
   *[other] An { $n } senden
}
letters-change = Ändern
letters-thanks = Ein Dank
letters-under-way = Unterwegs
letters-progress = Auf dem Weg
letters-progress-of = { $sent } von { $n }
letters-sent-to = { $n ->
    [0] noch nicht gesendet
    [one] an eine Person gesendet
   *[other] an { $n } gesendet
}
letters-to-gathering = Zum Treffen
letters-about-leave-lead = An deiner Antwort zu { $title } ändert sich nichts, und du erfährst, wenn es verlegt oder abgesagt wird. Zu anderem schreibt dir, wer einlädt, nicht mehr.
letters-about-left-lead = Wer zu { $title } einlädt, schreibt dir nicht mehr. Wird es verlegt oder abgesagt, erfährst du es.
letters-about-again-lead = Wer zu { $title } einlädt, schreibt dir wieder.
problem-letters-to = Wähle, an wen er geht.
problem-letters-nobody = Unter ihnen ist niemand, den er erreichen würde.
error-letters-late = Schreiben kann man bis 30 Tage nach dem Ende.
error-letters-today = Drei Briefe am Tag sind genug. Schreib den nächsten morgen.
done-letters-sent = Er ist unterwegs.
mail-letters-about = { $title }: { $subject }
mail-letters-about-foot = { $by } schreibt dir, weil du geantwortet hast oder da warst. [Keine solchen Briefe mehr]({ $leave })
notice-letter = { $name } schreibt dir zu { $title }

gathering-told-words = Ein Wort an die, die geantwortet haben
gathering-told-words-help = Es steht in dem Brief, der ihnen eine andere Zeit oder einen anderen Ort nennt. Ändert sich beides nicht, bekommt niemand einen.
