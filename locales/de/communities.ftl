community-optional = freiwillig
community-back-find = Gemeinschaften
community-members-count = { $n ->
    [one] ein Mitglied
   *[other] { $n } Mitglieder
}
community-role-host = Gastgeber:in
community-role-moderator = Moderation
community-role-member = Mitglied
community-role-asked = Du hast angefragt

## Das Formular
community-new-title = Eine Gemeinschaft gründen
community-new-lead = Für Menschen, die etwas verbindet und die sich dazu treffen möchten. Ein Name genügt für den Anfang; der Rest kann später kommen.
community-new-button = Gründen
community-edit-title = { $name } ändern
community-edit-button = Speichern
community-edit-not = So lassen
community-name = Name
community-name-help = So, wie ihr davon sprecht: Brettspiele in Moabit.
community-words = Worum es geht
community-words-help = Was ihr zusammen macht und für wen das ist. Zwei Sätze helfen mehr als eine Seite.
community-town = Ort
community-town-help = Wo ihr euch trefft. Lass es leer, wenn sie keinen eigenen Ort hat.
community-interests = Interessen
community-access = Wer hineinkommt
community-access-open = Offen
community-access-open-help = Alle können sofort beitreten.
community-access-closed = Auf Anfrage
community-access-closed-help = Alle können sie finden und anfragen; Gastgebende oder Moderation sagen ja. Was drinnen gesagt wird, ist für Mitglieder.
community-access-private = Privat
community-access-private-help = Nur wen ihr einladet, weiß, dass es sie gibt.
community-access-open-tag = Offen für alle
community-access-closed-tag = Auf Anfrage
community-access-private-tag = Privat
community-rules = Regeln
community-rules-help = Wer beitritt, stimmt ihnen zu. Kurz und einfach ist am besten.
community-more = Regeln, Bild und mehr
community-photo = Bild
community-other-photo = Ein anderes Bild
community-no-photo = Dieses Bild entfernen
community-handle = Adresse
community-handle-help = { $base }/c/… Wir bilden sie aus dem Namen, wenn du das leer lässt. Sie lässt sich später nicht ändern.
problem-community-too-long = Das ist zu lang: höchstens { $number } Zeichen.
problem-community-access = Wähle, wer hineinkommt: alle, wer anfragt, oder wer eingeladen ist.
problem-community-rules = Lies die Regeln und stimm ihnen zu, bevor du beitrittst.
problem-community-role = Wähle eine der Rollen.

## Ihre Seite
community-join = Beitreten
community-ask = Beitritt anfragen
community-plan = Ein Treffen planen
community-invite = Einladung erstellen
community-edit = Bearbeiten
community-about = Worum es geht
community-ahead = Nächste Treffen
community-ahead-none = Gerade ist nichts geplant.
community-ahead-none-mine = Gerade ist nichts geplant. Ein Tisch und eine Uhrzeit genügen für den Anfang.
community-ahead-elsewhere = Sieh, was sonst in der Nähe los ist
community-known = Menschen, die du hier kennst
community-conversation = Gespräch
community-hosts = Wer einlädt
community-rules-title = Die Regeln
community-members = Mitglieder
community-members-all = { $n ->
    [one] Das eine Mitglied ansehen
   *[other] Alle { $n } Mitglieder ansehen
}
community-asked-words = Du hast angefragt. Jemand von den Gastgebenden wird dir antworten.
community-ask-no-more = Anfrage zurücknehmen
community-waiting = { $n ->
    [one] Ein Mensch möchte beitreten
   *[other] { $n } Menschen möchten beitreten
}
community-leave = Diese Gemeinschaft verlassen
community-leave-ends = Du bist allein hier: Wenn du gehst, endet die Gemeinschaft.

## Mitglieder
community-members-title = Mitglieder von { $name }
community-members-pages = Teile der Liste
community-members-first = Erste Mitglieder
community-members-more = Weitere Mitglieder
community-asking = Möchten beitreten
community-accept = Hereinlassen
community-decline = Diesmal nicht
community-manage = Ändern
community-make-host = Zur Gastgeberschaft
community-make-moderator = Zur Moderation
community-make-member = Zum einfachen Mitglied
community-make-host-means = Gastgebende stehen für die Gemeinschaft ein: Sie ändern sie, laden ein und vergeben Rollen.
community-make-moderator-means = Die Moderation kümmert sich: Sie lässt Leute herein und entfernt Mitglieder.
community-make-member-means = Mitglieder gehören dazu und entscheiden nichts für andere.
community-remove-means = Danach gehören sie nicht mehr dazu und können erst wieder beitreten, wenn jemand von euch sie hereinlässt.
community-remove = Entfernen
community-invite-title = Jemanden dazuholen
community-invite-why = Eine Einladung ist ein Link, mit dem man vierzehn Tage lang sofort hineinkommt.
community-meet-title = Triff sie
community-meet-words = Die Liste nennt nur Namen. Beim nächsten Treffen haben sie Gesichter.

## An der Tür
community-door-join = { $name } beitreten
community-door-ask = Beitritt zu { $name } anfragen
community-door-sign-in = Sag uns zum Beitreten, wer du bist. Das dauert eine Minute.
community-door-join-visavis = Bei Visavis mitmachen
community-invited-by = { $name } lädt dich ein
community-hosted-by = Gastgebend: { $names }
community-rules-agree = Ich stimme den Regeln zu
community-greeting = Eine Zeile an die Gastgebenden
community-greeting-help = Wer du bist, oder wen du hier kennst.
community-not-now = Jetzt nicht
community-invitation-title = Einladung zu { $name }
community-invitation-lead = Wer diesen Link öffnet, sieht die Gemeinschaft und kann sofort beitreten. Gib ihn denen, die du einladen willst.
community-invitation-link = Der Link
community-invitation-until = Er gilt bis { $day }, solange du zu den Gastgebenden gehörst.
community-invitation-share = Link teilen
community-invitation-copied = Kopiert
community-invitation-done = Fertig
community-invitation-void = Unter dieser Adresse gibt es keine gültige Einladung. Erstelle eine neue.

error-community-hosts = Das können nur die Gastgebenden. Frag sie.
error-community-leads = Das können nur Gastgebende und Moderation. Frag sie.
error-community-members = Die Liste der Mitglieder ist für Mitglieder. Tritt erst bei.
error-community-last-host = Außer dir lädt hier niemand ein. Mach erst jemand anderen zur Gastgeberin oder zum Gastgeber, dann geh.
error-community-invitation = Diese Einladung ist abgelaufen, oder niemand steht mehr hinter ihr. Bitte um eine neue.

done-community-founded = Deine Gemeinschaft ist da. Plane ihr erstes Treffen oder lade jemanden ein.
done-community-changed = Gespeichert.
done-community-joined = Du bist dabei. Sieh dir an, was als Nächstes geplant ist.
done-community-asked = Deine Anfrage ist bei den Gastgebenden.
done-community-left = Du bist gegangen.
done-community-appointed = Erledigt.
done-community-removed = Sie stehen nicht mehr auf der Liste.
error-community-talk-sign-in = Melde dich an, um hier etwas zu sagen.
error-community-talk-join = Tritt bei, um hier etwas zu sagen.

community-removed-note = Ausgeschlossen
community-removed-see = Wer ausgeschlossen wurde
community-removed-title = Aus { $name } ausgeschlossen
community-removed-lead = Sie können erst wieder beitreten, wenn jemand von euch sie wieder hereinlässt.
community-removed-none = Niemand ist ausgeschlossen.
community-removed-by = Ausgeschlossen von { $name }
community-removed-then = Ausgeschlossen
community-let-back = Wieder hereinlassen
done-community-let-back = Der Beitritt steht wieder offen.
error-community-removed = Wer sich um diese Gemeinschaft kümmert, hat dich ausgeschlossen. Du kannst wieder beitreten, sobald sie dich wieder hereinlassen.
