## Für alle, die den Server betreiben
operator-title = Dieser Server
operator-lead = Was wartet, was schiefging und was bestritten wurde.
operator-program = Programm und Speicher
operator-version = Version
operator-since = läuft seit
operator-database = Datenbank
operator-shape = Form { $number }
operator-pictures = Bilder
operator-pictures-of = { $count ->
    [one] ein Bild, { $size }
   *[other] { $count } Bilder, { $size }
}
operator-disk = Platz auf der Platte
operator-disk-of = noch { $left } von { $size }
operator-jobs = Arbeit, die wartet
operator-queue = { $due ->
    [0] Nichts ist fällig
    [one] Ein Auftrag ist fällig
   *[other] { $due } Aufträge sind fällig
}, { $waiting ->
    [0] und keiner wartet auf seine Zeit.
    [one] und einer wartet auf seine Zeit.
   *[other] und { $waiting } warten auf ihre Zeit.
}
operator-oldest = Der älteste ist fällig seit
operator-dead = Beiseitegelegt
operator-no-dead = Nichts wurde beiseitegelegt: Am Ende ist alles gelungen.
operator-again = Noch einmal versuchen
operator-give-up = Vergessen
operator-cases = Zum Ansehen
operator-cases-why = Treffen, die jemand bestritten hat oder die ungewöhnlich aussehen. Ungewöhnliches zählt trotzdem.
operator-no-cases = Nichts anzusehen.
operator-why-disputed = bestritten
operator-why-many-pairs = über vierzig neue Leute an dem Tag
operator-why-quick = zwei Treffen in zwanzig Sekunden
operator-why-two-places = zwei Veranstaltungen in wenigen Minuten
operator-why-clique = einige, die sich alle getroffen haben und sonst niemanden kennen
operator-why-other = ungewöhnlich
operator-seen = Ich habe es mir angesehen
operator-who = Wer das hier sieht
operator-who-how = Vergeben auf der Maschine: visavis operator add HANDLE
done-operator-again = Es wird noch einmal versucht.
done-operator-given-up = Vergessen.
done-operator-seen = Notiert.
problem-operator-at = Sende den Zeitpunkt des Neuesten, das angesehen wurde, in Millisekunden.
