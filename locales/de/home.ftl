home-welcome-tab = Triff die Menschen, die du aus dem Netz kennst
home-welcome-title = Die Menschen, die du aus dem Netz kennst, an einem Tisch
home-welcome-lead = Visavis ist ein Netzwerk, das Begegnungen zählt. Es findet Menschen und Treffen in deiner Nähe, hilft beim ersten Schritt und freut sich, wenn du es zuklappst und hingehst.
home-join = Mitmachen
home-look-around = Erst einmal umsehen
home-how = So geht es
home-how-find = Findet einander
home-how-find-words = Gemeinschaften und Treffen nach Ort, Tag und Interesse. Du siehst, wer von deinen Leuten in der Nähe ist und wer wohin geht.
home-how-meet = Trefft euch und sagt es
home-how-meet-words = An Ort und Stelle, von Telefon zu Telefon, auch ohne Netz: Beide bestätigen, dass ihr euch getroffen habt. Niemand kann das für dich behaupten.
home-how-stay = Von da an weiter
home-how-stay-words = Die Runde redet weiter, und der nächste Termin ist nur einen Tipp entfernt. Wo du bist und wen du triffst, bleibt deins.
home-on = Demnächst
home-on-nothing = Noch ist nichts Öffentliches geplant. Deck als Erste oder Erster einen Tisch.
home-all-gatherings = Alle Treffen
home-some-communities = Gemeinschaften
home-all-communities = Alle Gemeinschaften
home-own-server = Keine Werbung, keine gekauften Plätze. Dieser Server gehört den Menschen, die ihn betreiben.

home-title = Wie es weitergeht
home-ahead = Wohin du gehst
home-ahead-nothing = Noch nichts. Ein Abend genügt, um das zu ändern.
home-find-gathering = Ein Treffen finden
home-soon-met = Ihr werdet euch sehen
home-soon-met-words = Du kennst sie nur aus dem Netz, und ihr geht zum selben Treffen.
home-near = Rund um { $town }
home-near-anywhere = Demnächst
home-suggested = Gemeinschaften für dich
home-first-steps = Drei Schritte bis zum ersten Abend
home-steps-label = Wie weit du bist
home-steps-done = { $n } von 3
home-step-done = , erledigt
home-step-town = Sag, wo du bist
home-step-town-words = Ein Ort genügt. Er entscheidet, was wir dir als nah zeigen.
home-step-interests = Wähle Interessen
home-step-interests-words = Zwei, drei Dinge, für die du aus dem Haus gehst.
home-step-community = Finde eine Gemeinschaft
home-step-community-words = Tritt einer bei, und ihr nächstes Treffen findet dich.
home-news = In deinen Mitteilungen wartet etwas Neues
home-asked = { $n ->
    [one] Ein Mensch möchte { $name } beitreten
   *[other] { $n } Menschen möchten { $name } beitreten
}
home-next = Als Nächstes
home-met = Wir haben uns getroffen
home-way-out = Ein Weg vom Bildschirm weg
home-way-out-words = Lade einen Menschen auf einen Kaffee ein. Ein Ort und eine Uhrzeit, und es ist ein Treffen.
home-plan = Planen
home-mine = Deine Gemeinschaften
home-mine-more = { $n ->
    [one] und eine weitere
   *[other] und { $n } weitere
}
