door-title = Die Tür
door-open = Die Tür öffnen
door-inside-label = Sind da
door-inside = { $n } von { $going }
door-nameless = Keine Tür genannt
door-again = { $n ->
    [one] Jemand wurde zweimal gesehen und einmal gezählt.
   *[other] { $n }-mal wurde jemand wieder gesehen und nicht wieder gezählt.
}
door-script = Zum Scannen braucht es Skripte. Du kannst Leute beim Namen finden, und der Link aus der eigenen Kamera geht auch.
door-list = Wer erwartet wird
door-search = Name
door-find = Finden
door-none = Niemand dieses Namens wird erwartet.
door-more = Es gibt noch mehr. Tippe mehr vom Namen.
door-party = { $n ->
    [one] kommt allein
   *[other] zu { $n }
}
door-in-at = da seit { $time }, { $door }
door-in-own = hat es selbst gesagt
door-let-in = Einlassen
door-let-in-whom = Einlassen: { $name }
door-undo = Doch nicht da
door-undo-whom = Doch nicht da: { $name }
door-walk-in = Nicht auf der Liste
door-name = Welche Tür ist das?
door-name-help = Etwa Haupteingang. Gezählt wird je Tür.
door-handle = Name im Netz
door-handle-help = Jemand mit Konto, der nicht geantwortet hat. Lass es leer, um nur zu zählen.
door-count = Wie viele?
door-nameless-in = { $n } gezählt, { $time }, { $door }
door-guidance = Halte die Kamera auf eine Eintrittskarte.
door-scan = Eintrittskarten scannen
door-unknown = Keine Eintrittskarte
door-unknown-text = Das ist keine Eintrittskarte für dieses Treffen.
door-not-expected = Diese Person hat nicht zugesagt. Wer die Liste hat, kann sie beim Namen einlassen.
door-js-in = Da: { $name }
door-js-already = { $name } war schon da: { $time }, { $door }
door-js-undone = Nicht da: { $name }
door-js-unknown-offline = Nicht auf der Liste, die dieses Telefon hat. Versuch es mit Netz noch einmal, oder such beim Namen.
door-js-not-listed = Nicht auf der Liste. Diese Person hat nicht zugesagt; wer die Liste hat, kann sie beim Namen einlassen.
door-js-guest = Ein Gast
door-js-other = Diese Eintrittskarte ist für ein anderes Treffen.
door-js-here = An dieser Tür
door-js-online = Alles ist gesendet. Die Liste ist von { $time }.
door-js-offline = Kein Netz. Was du scannst, bleibt hier und wird später gesendet. Die Liste ist von { $time }.
door-js-waiting = { $n } noch nicht gesendet. Behalte dieses Telefon so lange. Die Liste ist von { $time }.
door-js-signed-out = Du bist abgemeldet. Melde dich wieder an, um zu senden, was hier wartet.
door-camera-not-allowed = Die Kamera darf hier nicht benutzt werden. Erlaube es in den Einstellungen des Browsers für diese Seite, oder such beim Namen.
door-camera-in-use = Eine andere App benutzt die Kamera. Schließ sie und öffne den Scanner wieder.
door-camera-none = Keine Kamera gefunden. Du kannst Leute beim Namen finden.

door-card = Meine Eintrittskarte zeigen
door-card-title = Deine Eintrittskarte
door-card-note = Zeig sie an der Tür. Öffne sie, bevor du losgehst, dann ist sie auch ohne Netz da.
door-card-code = Dein Eintrittscode
door-card-how = Das Team scannt sie an der Tür. Sie gehört nur dir und gilt für alle, die du mitbringst.

problem-door-nobody = Unter diesem Namen gibt es niemanden.
problem-door-count = Zähle ein bis { $number } Leute auf einmal.
problem-door-id = Ein Einlass braucht eine Kennung aus 8 bis 32 Buchstaben und Ziffern.
error-door-time = Die Tür öffnet zwei Stunden vor Beginn und schließt sechs Stunden nach dem Ende.
error-door-no-card = Eine Eintrittskarte bekommst du, wenn du zusagst.
error-door-search = Du darfst scannen. Wer die Liste hat, findet Leute beim Namen.

done-door-in = Eingelassen.
done-door-already = Die Person war schon da.
done-door-undone = Zurückgenommen.
