approval-field = Wer kommt?
approval-field-help = Wenn du sagst, wer kommt, ist eine Zusage eine Frage an dich und nimmt keinen Platz, bis du sie beantwortest.
approval-none = Alle, die zusagen
approval-hidden = Ich sage, wer kommt, und nur sie sehen den genauen Ort
approval-open = Ich sage, wer kommt, und alle sehen den Ort
approval-withheld = Den genauen Ort erfahren nur, die kommen.

gathering-ask = Fragen, ob ich kommen darf
approval-ask-help = Wer einlädt, sagt, wer kommt. Du erfährst es, sobald es entschieden ist.
approval-asked = Du hast gefragt, ob du kommen darfst.
approval-asked-next = Wer einlädt, entscheidet, und du erfährst es. Bis dahin hast du keinen Platz.
approval-declined = Diesmal klappt es leider nicht.
approval-declined-next = Es gibt andere Abende: sieh dich um.
approval-words = Dazu schreibt, wer einlädt: { $words }
approval-words-yours = Du hast geschrieben: { $words }
approval-take-back = Meine Frage zurücknehmen

approval-note = Wer kommen möchte
approval-note-text = { $n ->
    [0] Niemand wartet auf deine Antwort.
    [one] Eine Person wartet auf deine Antwort.
   *[other] { $n } Personen warten auf deine Antwort.
}
approval-title = Wer kommen möchte
approval-lead = In der Reihenfolge, in der sie gefragt haben. Wen du einlässt, wenn alles voll ist, wartet in ebendieser Reihenfolge.
approval-left = { $n ->
    [0] Alle Plätze sind vergeben.
    [one] Ein Platz ist frei.
   *[other] { $n } Plätze sind frei.
}
approval-nobody = Niemand wartet auf deine Antwort.
approval-when = gefragt
approval-choose = Auswählen
approval-approve = Einlassen
approval-decline = Absagen
approval-approve-chosen = Ausgewählte einlassen
approval-decline-chosen = Ausgewählten absagen
approval-field-words = Ein Wort dazu
approval-field-words-help = Es geht mit deiner Antwort an alle, über die du gerade entscheidest.
approval-declined-title = Abgesagt
approval-declined-help = Sie wissen es. Du kannst jede Absage wieder öffnen.
approval-undo = Wieder öffnen

answers-asked = Möchte kommen
answers-declined = Abgesagt bekommen

problem-gathering-approval = Wähle eine der Möglichkeiten.
problem-approval-decision = Sag, ob sie kommen oder nicht.
problem-approval-who = Wähle mindestens eine Person.
problem-approval-many = Höchstens { $number } auf einmal.
error-approval-declined = Wer einlädt, hat diesmal abgesagt.

done-gathering-asked = Gefragt. Du erfährst es, sobald es entschieden ist.
done-approval-approved = Eingelassen. Sie erfahren es.
done-approval-declined = Abgesagt. Sie erfahren es; unten kannst du es wieder öffnen.
done-approval-undone = Wieder offen.
done-approval-nothing = Nichts geändert: sie fragen nicht mehr, oder es war schon entschieden.

notice-asks-to-come = { $name } möchte zu { $title } kommen
notice-guest-asks = Ein Gast möchte zu { $title } kommen
notice-approved = Du bist dabei: { $title }
notice-approved-waits = Du bist eingelassen und wartest auf einen Platz: { $title }
notice-declined = Diesmal nicht: { $title }

mail-approved = Du bist dabei: { $title }
mail-approved-text = Wer einlädt, hat zugesagt. Du hast einen Platz.
mail-approved-waits = Eingelassen, und auf der Warteliste: { $title }
mail-approved-waits-text = Wer einlädt, hat zugesagt. Gerade sind alle Plätze vergeben; du wartest dort, wo du gefragt hast, und erfährst, wenn einer frei wird.
mail-declined = Diesmal nicht: { $title }
mail-declined-text = Du hast gefragt, ob du kommen darfst; diesmal klappt es leider nicht.
mail-guest-asked = Du hast gefragt, ob du kommen darfst: { $title }
mail-guest-asked-text = Wer einlädt, sagt, wer kommt. Wir schreiben dir, sobald es entschieden ist; bis dahin hast du keinen Platz.
