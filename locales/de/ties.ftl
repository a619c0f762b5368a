stage-following = folgt
stage-mutual = im Gespräch
stage-planning = verabredet
stage-met = getroffen
stage-regular = regelmäßig

## A tie
tie-you-and = Du und { $name }
tie-pair = eurem Gespräch
tie-day = { $day }. { $month }
tie-day-year = { $day }. { $month } { $year }
tie-days-of = { $days } von { $needed } Tagen
tie-all = Deine Verbindungen
tie-more = Wie es dazu kam
tie-ways = Weitere Wege
tie-profile = Profil von { $name }
tie-met-unscanned = Getroffen, aber nicht gescannt?
tie-encounters = Eure Treffen
tie-so-far = Bisher
tie-not-met = Du und { $name } habt euch noch nicht getroffen.
tie-none = Zwischen dir und { $name } ist noch nichts.
tie-began-online = Getroffen, zuerst online, nach { $days ->
    [one] einem Tag.
   *[other] { $days } Tagen.
}
tie-began-online-same-day = Getroffen, zuerst online, am selben Tag.
tie-began-in-person = Zuerst persönlich getroffen.

tie-follow = Folgen
tie-follow-back = Auch folgen
tie-unfollow = Nicht mehr folgen
tie-mute = Stummschalten
tie-unmute = Wieder hören
tie-muted = Du hast { $name } stummgeschaltet: Beiträge sind eingeklappt, und du bekommst keine Nachrichten darüber. { $name } erfährt davon nichts.
tie-talk = Reden
tie-say-hello = Hallo sagen
tie-propose = Treffen vorschlagen
tie-find-gathering = Veranstaltung finden
tie-see-gathering = Zur Veranstaltung
tie-we-have-met = Wir haben uns getroffen
tie-both-going = Du und { $name } geht beide zu

tie-next-follow = Folge { $name }, um zu sehen, wo ihr euch treffen könntet.
tie-next-follow-back = { $name } folgt dir. Folge zurück, dann seht ihr beide, wohin ihr gehen könntet.
tie-next-hello = Sag { $name } hallo, damit ihr euch kennt, wenn ihr euch trefft.
tie-next-wait = Du hast { $name } geschrieben. Bis eine Antwort kommt, such etwas, wohin ihr beide gehen könntet.
tie-next-gathering = Du und { $name } kennt euch online. Es fehlt nur ein Tisch: Schlag etwas vor, oder such eine Veranstaltung.
tie-next-planned = Du und { $name } habt etwas vor.
tie-next-again = Du und { $name } habt euch getroffen. Wann seht ihr euch wieder?

tie-story-i-follow = Du hast begonnen, { $name } zu folgen.
tie-story-follows-me = { $name } hat begonnen, dir zu folgen.
tie-story-talked = Ihr hattet beide etwas zueinander gesagt.
tie-story-talked-in = Ihr hattet beide etwas zueinander gesagt, in
tie-story-met = Ihr habt euch zum ersten Mal getroffen.
tie-story-met-last = Bisher das letzte Treffen, an insgesamt { $days } Tagen.
tie-story-going = Ihr geht beide zu

tie-stranger-title = Kennt ihr euch?
tie-stranger = Melde dich an, um { $name } zu folgen und zu sehen, wo ihr euch treffen könntet.
tie-sign-in = Anmelden

## One’s ties
ties-title = Deine Verbindungen
ties-lead = { $count ->
    [one] Eine Person
   *[other] { $count } Menschen
}, die nächsten zuerst.
ties-regular = Menschen, die du immer wieder triffst
ties-met = Menschen, die du getroffen hast
ties-planning = Menschen, die du bald triffst
ties-mutual = Menschen, die du online kennst
ties-following = Menschen, die du kennenlernen könntest
ties-search = Name
ties-search-go = Suchen
ties-nobody = Niemand namens „{ $name }“ unter deinen Verbindungen.
ties-all = Alle zeigen
ties-all-of = Alle { $count }
ties-more = Weitere
ties-all-stages = Alle deine Verbindungen
ties-you-follow = Du folgst
ties-follows-you = Folgt dir
ties-both-going = Ihr geht beide zu
ties-muted = Stummgeschaltet
ties-known-for = { $days ->
    [0] Seit heute in Kontakt
    [one] Seit einem Tag in Kontakt
   *[other] Seit { $days } Tagen in Kontakt
}
ties-last-met = { $days ->
    [one] An einem Tag getroffen, zuletzt
   *[other] An { $days } Tagen getroffen, zuletzt
}
ties-empty-title = Noch niemand
ties-empty = Verbindungen beginnen mit Menschen, die dasselbe mögen. Finde eine Gruppe oder eine Veranstaltung, und folge, wen du treffen möchtest.
ties-empty-action = Menschen finden
ties-out-title = Wo ihr euch treffen könntet
ties-out = Eine Verbindung wächst am Tisch. Finde eine Veranstaltung, und sieh, wer von deinen Leuten hingeht.

error-tie-with-oneself = Das bist du selbst. Eine Verbindung braucht zwei.

done-followed = Du folgst jetzt.
done-unfollowed = Du folgst nicht mehr.
done-muted = Stummgeschaltet.
done-unmuted = Nicht mehr stummgeschaltet.
