# Ohne Konto kommen.
guests-may = Dürfen Gäste ohne Konto kommen?
guests-may-help = Sie nennen einen Namen und bestätigen eine E-Mail-Adresse. Du siehst „Gast“ und den Namen.
guests-may-usual = Wo alle mitmachen dürfen
guests-may-yes = Ja
guests-may-no = Nein

guest-offer = Ohne Konto kommen
guest-name = Wie heißt du?
guest-name-help = Wer einlädt, liest ihn. Andere sehen nur, wie viele kommen.
guest-email = Deine E-Mail-Adresse
guest-email-help = Für einen Brief mit einem Link und wenn sich etwas ändert. 30 Tage nach dem Treffen wird sie gelöscht.
guest-ask = Schickt mir den Link
guest-sent-title = Sieh in deine Post
guest-sent = Wir haben einen Brief an diese Adresse geschickt. Dein Platz ist vergeben, sobald du den Link öffnest und zusagst.
guest-sent-help = Der Link gilt einen Tag. Nichts da? Sieh bei den aussortierten Briefen nach oder versuch es in einer Stunde wieder.
guest-about = Alles darüber
guest-not-yet = { $name }, sag, ob du kommst. Bis dahin ist nichts vermerkt.
guest-yes = { $n ->
    [0] { $name }, du kommst.
    [one] { $name }, du kommst und bringst jemanden mit.
   *[other] { $name }, du kommst und bringst { $n } mit.
}
guest-maybe = { $name }, du kommst vielleicht.
guest-no = { $name }, du kannst nicht.
guest-else = Andere Antwort
guest-calendar = In meinen Kalender
guest-forget = Löschen, was über mich bekannt ist
guest-forget-help = Deine Antwort, dein Name und { $email } werden hier sofort gelöscht, und dein Platz geht an die nächste Person. Das lässt sich nicht rückgängig machen.
guest-forget-do = Löschen
guest-join = Möchtest du sehen, wen du dort kennst?
guest-join-link = Mach mit dieser Adresse mit und nimm deine Antwort mit
guest-named = Gast: { $name }

guest-claim-title = Als Gast geantwortet
guest-claim-lead = Auf diese Treffen hast du mit deiner E-Mail-Adresse geantwortet, bevor du ein Konto hattest.
guest-claim = { $n ->
    [one] Diese Antwort übernehmen
   *[other] Diese Antworten übernehmen
}
guest-claim-help = Dann sehen die, die du kennst, dass du kommst. Wo du schon mit deinem Konto geantwortet hast, bleibt es dabei.
guest-claim-none = Nichts zu übernehmen
guest-claim-none-help = Was du als Gast mit der Adresse deines Kontos antwortest, steht hier.
guest-claim-link = Antworten, die du als Gast gegeben hast

done-guest-forgotten = Was über dich bekannt war, ist gelöscht.
done-guest-claimed = Diese Antworten gehören jetzt dir.
problem-guests-may = Wähle eines davon.
error-guest-member = Du bist angemeldet: Antworte mit deinem eigenen Namen.
error-guests-closed = Hier kommen keine Gäste ohne Konto. Mach mit, um zu antworten.
error-guest-account = Diese Adresse hat hier ein Konto. Melde dich an, um zu antworten.

mail-guest-confirm = Kommst du? { $title }
mail-guest-confirm-text =
    Jemand, wahrscheinlich du, möchte mit dieser Adresse kommen. [Sag, ob du kommst]({ $url })

    Der Link gilt einen Tag. Warst du es nicht, dann lass diesen Brief liegen: Nichts ist vermerkt.
mail-guest-account-text =
    Jemand, wahrscheinlich du, möchte mit dieser Adresse kommen. Sie hat hier ein Konto: [Melde dich an, um zu antworten]({ $url })

    Warst du es nicht, dann lass diesen Brief liegen: Nichts ist vermerkt.
mail-guest-yes = Du kommst: { $title }
mail-guest-yes-text = Du kommst. Es gibt einen Platz für dich.
mail-guest-waiting = Auf der Warteliste: { $title }
mail-guest-waiting-text = Alle Plätze sind vergeben, und du stehst auf der Warteliste. Wir schreiben dir, wenn ein Platz für dich frei wird.
mail-guest-link = [Deine Antwort ansehen oder ändern]({ $url })
mail-guest-card = [Deine Eintrittskarte für die Tür]({ $url })
mail-guest-shut = Du kannst doch nicht kommen: { $title }
mail-guest-shut-text = Dieses Treffen ist ab jetzt nur für die Mitglieder seiner Gemeinschaft. Deine Antwort, dein Name und deine Adresse sind hier gelöscht.
notice-guest = Du hast als Gast auf { $title } geantwortet. Übernimm diese Antwort
