people-optional = freiwillig
people-save = Speichern
people-cancel = Doch nicht

## Mitglied werden
sign-up-title = Mitmachen
sign-up-lead = Ein Name genügt. Visavis ist dafür da, sich persönlich zu treffen: Nimm einen, auf den du hörst.
sign-up-name = Dein Name
sign-up-name-help = Wie man dich nennt, wenn man dich trifft.
sign-up-handle = Kurzname
sign-up-handle-help = Deine Adresse hier, zum Beispiel @ada. Sie bleibt, wie sie ist; ohne Angabe machen wir eine aus deinem Namen.
sign-up-email = E-Mail-Adresse
sign-up-email-help = Für Erinnerungen und als zweiter Weg herein. Niemand sonst sieht sie.
sign-up-email-only-help = Wir schicken dir einen Link zum Anmelden. Niemand sonst sieht die Adresse.
sign-up-passkey = Weiter mit einem Passkey
sign-up-link = Lieber einen Link schicken
sign-up-known = Bist du schon Mitglied?
passkey-what = Ein Passkey ist ein Schlüssel, den dein Telefon oder Rechner verwahrt und mit Finger, Gesicht oder PIN öffnet. Kein Passwort, das man sich merken muss oder verlieren kann.
passkey-cancelled = Es wurde kein Passkey benutzt. Versuch es noch einmal, oder nimm einen Link per E-Mail.
passkey-known = Dieses Gerät hat schon einen Passkey für dein Konto. Melde dich mit ihm an.
passkey-failed = Das hat nicht geklappt. Versuch es noch einmal, oder nimm einen Link per E-Mail.
passkey-unsupported = Dieser Browser kann keine Passkeys. Nimm einen Link per E-Mail.

profile-welcome-title = Willkommen
profile-welcome-lead = Ein paar Worte helfen den richtigen Leuten, dich zu finden. Alles davon kann warten und lässt sich jederzeit ändern.
profile-welcome-save = Speichern und umsehen
profile-welcome-later = Später

## Anmelden
sign-in-title = Anmelden
sign-in-passkey = Mit einem Passkey anmelden
sign-in-passkey-help = Dein Gerät fragt nach Finger, Gesicht oder PIN.
sign-in-or = Oder per E-Mail
sign-in-link = Link schicken
sign-in-link-help = Der Link gilt einmal und 15 Minuten lang.
sign-in-new = Bist du neu hier?
sent-title = Sieh in deine Post
sent-lead = Ein Brief ist unterwegs an die Adresse, die du angegeben hast. Darin ist ein Link, der einmal und 15 Minuten lang gilt.
sent-wait = Öffne ihn in diesem Browser, dann bist du drin. Ist nach ein paar Minuten nichts da? Sieh in den Ordner für Spam und prüfe die Adresse.
sent-again = Anders versuchen
sent-outbox = Dieser Server verschickt noch keine Post: Seine Briefe sind Dateien in { $folder }.

door-link-address = Der Link ging an { $email }.
door-link-account = Damit wird sie die Adresse des Kontos von @{ $handle }: Briefe und Links zum Anmelden kommen hierher. Mach nur weiter, wenn das dein Konto ist.
door-link-elsewhere = Er wurde in einem anderen Browser angefordert. Warst du das, dann mach hier weiter. Wenn nicht, schließ diese Seite: Es geschieht nichts.
door-link-enter = Hier anmelden?
door-link-enter-button = Anmelden
door-link-join = Hier Mitglied werden?
door-link-join-button = Mitmachen
door-link-confirm = Ist das deine Adresse?
door-link-confirm-button = Ja, das ist meine
door-link-used = Dieser Link ist benutzt
door-link-used-lead = Jeder Link gilt einmal. Ein neuer ist gleich gemacht.
door-link-expired = Dieser Link ist zu alt
door-link-expired-lead = Ein Link gilt 15 Minuten. Ein neuer ist gleich gemacht.
door-link-unknown = Dieser Link geht nicht
door-link-unknown-lead = Vielleicht fehlt ein Stück der Adresse, oder er ist von vor langer Zeit. Ein neuer ist gleich gemacht.
door-link-new = Neuen Link schicken

## Briefe
letter-sender = Visavis auf { $server }, { $url }
letter-sign-in-subject = Dein Link zum Anmelden
letter-sign-in =
    Hier ist dein Link zum Anmelden. Er gilt einmal und 15 Minuten lang.

    { "" }[Anmelden]({ $url })

    Hast du ihn nicht angefordert, dann tu nichts: Ohne den Link kommt niemand herein.
letter-nobody-subject = Du wolltest dich anmelden
letter-nobody =
    Jemand, vielleicht du, wollte sich mit dieser Adresse anmelden. Kein Konto hier hat sie.

    Hast du ein Konto, dann versuch es mit deiner anderen Adresse. Bist du neu:

    { "" }[Mitmachen]({ $url })

    Warst du das nicht, dann tu nichts.
letter-sign-up-subject = Bestätige deine Adresse
letter-sign-up =
    Hallo { $name },

    mit diesem Link wirst du Mitglied. Er gilt einmal und 15 Minuten lang.

    { "" }[Mitmachen]({ $url })

    Hast du ihn nicht angefordert, dann tu nichts: Es entsteht kein Konto.
letter-has-account-subject = Du hast schon ein Konto
letter-has-account =
    Jemand, vielleicht du, wollte mit dieser Adresse Mitglied werden. Sie hat schon ein Konto, und dieser Link meldet dich dort an. Er gilt einmal und 15 Minuten lang.

    { "" }[Anmelden]({ $url })

    Warst du das nicht, dann tu nichts.
letter-confirm-subject = Bestätige deine Adresse
letter-confirm =
    Das Konto von @{ $handle } möchte diese Adresse benutzen. Ist das deines, dann bestätige sie innerhalb von 15 Minuten.

    { "" }[Adresse bestätigen]({ $url })

    Wenn nicht, dann tu nichts: Die Adresse wird nicht benutzt.
letter-changed-subject = Dein Konto hat eine andere Adresse
letter-changed =
    Briefe deines Kontos kommen nicht mehr an diese Adresse, und Links zum Anmelden auch nicht.

    Hast du das nicht selbst geändert, dann melde dich mit deinem Passkey an, sieh deine Geräte durch und melde alle anderen ab: Das nimmt auch Schlüssel für Programme zurück.
letter-token-subject = Ein neuer Schlüssel für @{ $handle }
letter-token =
    Jemand, der als @{ $handle } angemeldet ist, hat einen Schlüssel gemacht: „{ $name }“. Damit kann ein Programm als @{ $handle } handeln, { $lasts } lang: { $may }.

    Warst du das, dann ist alles gut. Wenn nicht, dann [melde alle anderen Geräte ab]({ $devices }): Das nimmt auch alle Schlüssel zurück. Jeder für sich lässt sich [auf seiner Seite]({ $tokens }) zurücknehmen.
letter-farewell-subject = Dein Konto ist gelöscht
letter-farewell =
    Leb wohl { $name },

    dein Konto und alles, was hier deins war, ist gelöscht. Das war der letzte Brief.

## Fehler
problem-email = Schreib eine E-Mail-Adresse, zum Beispiel ada@example.org.
problem-email-often = An diese Adresse sind schon fünf Briefe unterwegs. Nimm einen ihrer Links, oder warte 15 Minuten.
problem-words = Schreib höchstens { $number } Zeichen.
problem-language = Wähl eine der Sprachen in der Liste.
problem-theme = Wähl eines der drei.
problem-zone = Wähl eine der Zeitzonen in der Liste.
problem-handle-to-confirm = Das ist nicht dein Kurzname. Schreib ihn so, wie er in der Frage steht.
error-ceremony-over = Das hat länger als fünf Minuten gedauert oder ist schon geschehen. Fang noch einmal an.
error-not-a-passkey = Was der Browser geschickt hat, ist kein Passkey. Versuch es noch einmal.
error-passkey-refused = Dieser Passkey ließ sich nicht prüfen. Versuch es noch einmal, oder nimm einen Link per E-Mail.
error-passkey-unknown = Kein Konto hier hat diesen Passkey. Wähl einen anderen, oder nimm einen Link per E-Mail.
error-passkey-known = Dieser Passkey gehört schon zu einem Konto. Melde dich mit ihm an.
error-no-passkeys-here = Passkeys brauchen einen Server mit einem Namen, und dieser hat nur eine Nummer. Nimm einen Link per E-Mail.
error-many-passkeys = Du hast so viele Passkeys, wie ein Konto haben kann. Entferne einen, den du nicht mehr benutzt.
error-many-personas = Du hast so viele Personas, wie ein Konto haben kann.
error-last-way-in = Das ist der einzige Weg in dein Konto. Füge zuerst einen anderen hinzu: einen Passkey oder eine E-Mail-Adresse.
error-block-oneself = Das bist du. Niemand kann sich selbst blockieren.

## Was getan wurde
done-member-made = Du bist jetzt Mitglied.
done-signed-in = Du bist angemeldet.
done-signed-out = Du bist abgemeldet.
done-profile-saved = Dein Profil ist gespeichert.
done-settings-saved = Deine Einstellungen sind gespeichert.
done-email-asked = Ein Brief ist unterwegs an diese Adresse. Öffne seinen Link innerhalb von 15 Minuten.
done-email-confirmed = Die Adresse ist bestätigt.
done-email-removed = Die Adresse ist entfernt.
done-session-ended = Das Gerät ist abgemeldet.
done-others-ended = Alle anderen Geräte sind abgemeldet und alle Schlüssel zurückgenommen.
done-passkey-added = Der Passkey ist hinzugefügt.
done-passkey-removed = Der Passkey ist entfernt.
done-persona-made = Die Persona ist gemacht. Du bist jetzt sie.
done-persona-switched = Du bist jetzt diese Persona.
done-blocked = Ihr seht euch nicht mehr.
done-unblocked = Die Blockierung ist aufgehoben.
done-deleted = Dein Konto ist gelöscht.

## Profile
profile-meet = Treffen
profile-how = Trifft sich gern
profile-how-own = Wie du dich gern triffst
profile-when = Gute Zeiten
profile-when-own = Wann du Zeit hast
profile-languages = Sprachen
profile-languages-which = Sprachen, in denen du gern redest
profile-interests = Interessen
profile-interests-help = Sie führen dich zu Leuten, Gemeinschaften und Treffen.
profile-interests-own = Andere Interessen
profile-interests-own-help = Durch Kommas getrennt: Glockenläuten, Sauerteig
profile-town = Ort
profile-town-help = Andere sehen den Ort, nie mehr.
profile-photo = Foto
profile-photo-new = Ein anderes Foto
profile-photo-help = Eines, auf dem dich erkennt, wer dich gleich trifft.
profile-photo-remove = Foto entfernen
profile-words = Über dich
profile-words-help = Worüber redest du gern bei einem Kaffee? Ein wenig Markdown geht.
profile-way-coffee = bei einem Kaffee
profile-way-walk = bei einem Spaziergang
profile-way-small-table = an einem kleinen Tisch
profile-way-big-crowd = unter vielen Leuten
profile-time-weekday-morning = werktags am Morgen
profile-time-weekday-lunch = werktags am Mittag
profile-time-weekday-evening = werktags am Abend
profile-time-weekend-day = am Wochenende tagsüber
profile-time-weekend-evening = am Wochenende abends
profile-empty = Erzähl ein wenig von dir
profile-empty-why = Wer liest, was du magst und wann du Zeit hast, schlägt Ort und Tag vor.
profile-mine = Das ist deine Seite
profile-mine-lead = So sehen sie Mitglieder und Besucher. Wen du kennst und wen du getroffen hast, siehst nur du.
profile-stranger = { $name } treffen
profile-stranger-lead = Mitglieder sehen, was sie gemeinsam haben und wann beide Zeit haben.
profile-could-meet = Wie ihr euch treffen könntet
profile-could-meet-unknown = Sag, wie, wann und wo du dich gern triffst: Dann steht hier, was dir und { $name } passt.
profile-where = Wo
profile-both-how = Passt euch beiden
profile-both-when = Wann ihr beide Zeit habt
profile-both-like = Was ihr beide mögt
profile-same-town = Ihr wohnt beide in { $town }.
profile-apart = { $town }, etwa { $km } km von dir

block-link = { $name } blockieren
block-title = { $name } blockieren?
block-lead = Ihr seht euch dann nicht mehr, in keiner deiner Personas und keiner der anderen Seite.
block-hidden = Keiner findet den anderen, in Listen, in der Suche, im Gespräch oder bei Treffen.
block-untold = Niemand erfährt es. Für die andere Seite bist du einfach nicht da.
block-lifted = Du kannst die Blockierung jederzeit aufheben. Wem du gefolgt bist, kommt dann nicht zurück.
block-button = Blockieren

people-find = Leute
people-find-name = Name oder Kurzname
people-find-button = Finden
people-find-interest = Wer das mag: { $interest }
people-find-all = Alle Leute
people-find-count = { $count ->
    [one] Eine Person
   *[other] { $count } Leute
}
people-find-near = In deiner Nähe
people-find-nobody = Niemand gefunden
people-find-nobody-why = Versuch den Anfang eines anderen Namens. Bei Treffen lernst du Leute kennen, deren Namen du noch nicht weißt.
people-find-start = Wen suchst du?
people-find-start-why = Die ersten Buchstaben eines Namens genügen. Wen du kennst, steht oben.
people-find-gatherings = Treffen finden

## Die eigenen Seiten
you-profile = Profil bearbeiten
you-profile-why = Foto, Worte, Ort, Interessen, wie du dich gern triffst
you-ties = Deine Verbindungen
you-ties-why = Wem du folgst, mit wem du redest, wen du getroffen hast
you-encounters = Deine Begegnungen
you-encounters-why = Wen du getroffen hast, und wann
you-personas = Personas
you-personas-why = Mehrere Rollen mit einer Anmeldung: Arbeit, Hobby
you-other-personas = Eine andere Persona sein
you-settings = Einstellungen
you-settings-why = Sprache, hell oder dunkel, Zeitzone, E-Mail
you-devices = Geräte und Passkeys
you-devices-why = Wo du angemeldet bist, und womit
you-blocked = Blockierte Leute
you-blocked-why = Wer vor dir verborgen ist, und du vor ihnen
you-export = Alles mitnehmen
you-export-why = Alles, was deins ist, in einem Archiv
you-sign-out = Abmelden

settings-language = Sprache
settings-language-device = wie der Browser sagt
settings-theme = Hell oder dunkel
settings-theme-device = wie das Gerät sagt
settings-theme-light = hell
settings-theme-dark = dunkel
settings-zone = Zeitzone der Briefe
settings-zone-device = wie der Server sie hat (UTC)
settings-zone-help = Seiten zeigen Zeiten in der Zone, in der dein Gerät ist.
settings-email = E-Mail
settings-email-is = Briefe gehen an { $email }.
settings-email-none = Du hast keine bestätigte Adresse: Du bekommst keine Briefe, und ein verlorener Passkey lässt sich nicht ersetzen.
settings-email-new = Neue Adresse
settings-email-help = Sie gilt, sobald du den Link geöffnet hast, den wir dorthin schicken.
settings-email-button = Link schicken
settings-email-remove = Adresse entfernen
settings-leave = Deine Daten
settings-leave-why = Was deins ist, kannst du mitnehmen, und was du löschst, ist weg.

device-on = { $browser } auf { $system }
device-unknown = Ein Gerät ohne Namen
devices-lead = Melde ab, was du nicht kennst oder nicht mehr benutzt.
devices-sessions = Angemeldet
devices-this = dieses Gerät
devices-seen = zuletzt benutzt
devices-others = Alle anderen Geräte abmelden
devices-others-why = Dabei werden auch die Schlüssel für Programme zurückgenommen, die aller deiner Personas.
devices-passkeys = Passkeys
devices-no-passkey = Du hast noch keinen. Mit einem Passkey meldest du dich an, ohne auf Post zu warten.
devices-made = gemacht
devices-used = zuletzt benutzt
devices-remove = Entfernen
devices-add = Passkey hinzufügen

personas-lead = Eine Persona hat ihre eigene Seite, ihre Verbindungen und Gemeinschaften. Andere merken nicht, dass zwei davon zu einem Menschen gehören. Eine Blockierung gilt für alle.
personas-another = Noch eine Persona
personas-name-help = Wie man dich nennt, wenn man dich dort trifft.
personas-button = Persona machen
persona-now = jetzt du
persona-switch = Wechseln

blocked-lead = Ihr findet einander nicht, in keiner deiner Personas.
blocked-nobody = Du hast niemanden blockiert.
blocked-lift = Aufheben

account-delete-title = Konto löschen
account-delete-lead = Das löscht { $handles } für immer.
account-delete-gone = Dein Profil, Foto, deine Verbindungen, Begegnungen, Gespräche, Antworten und Einstellungen werden gelöscht.
account-delete-others = Von deinen Begegnungen bleibt anderen nur, dass sie jemanden getroffen haben, der gegangen ist.
account-delete-final = Es lässt sich nicht rückgängig machen, auch nicht von uns.
account-delete-export-first = Zuerst alles mitnehmen
account-delete-confirm = Schreib zur Bestätigung deinen Kurznamen: { $handle }
account-delete-button = Alles löschen

export-readme =
    Das ist alles, was dein Konto bei Visavis hat.

    account.json          dein Zugang: Adresse, Geräte, Passkeys, wen du blockiert hast
    KURZNAME/profile.json die Seite jeder Persona
    KURZNAME/*.json       ihre Verbindungen, Gespräche, Gemeinschaften, Treffen, Begegnungen und Neuigkeiten
    KURZNAME/journal.json was geschah, und wann
    pictures/             deine Bilder, mit den Namen, die sie in den Dateien oben haben

    Die Dateien sind JSON: Jeder Editor öffnet sie, und jedes Programm kann sie lesen.

## Was Visavis ist
about-title = Was ist Visavis?
about-lead = Ein soziales Netz, das Begegnungen zählt.
about-why =
    Andere Netze zählen, wie lange du auf einen Bildschirm siehst. Visavis zählt, was geschieht, wenn der Bildschirm dunkel ist.

    Es sagt, wer in der Nähe ist, wer wohin geht und wen es sich dort zu treffen lohnt, und es macht den ersten Schritt klein. Der beste Besuch ist ein kurzer, der mit einem Termin in deinem Kalender endet.
about-how = Wie es geht
about-how-text =
    { "" }**Finde** Gemeinschaften und Treffen in Reichweite, und Leute, die mögen, was du magst.

    { "" }**Rede** mit ihnen, und sieh, wo ihr beide sein werdet.

    { "" }**Triff** sie, und bestätigt es von Telefon zu Telefon, auch ohne Netz. Nur ihr beide könnt das, und nur dort und dann.
about-safe = Wer was sieht
about-safe-text =
    Wen du kennst, wo du bist und wen du getroffen hast, gehört dir allein. Eine Blockierung ist unbedingt. Von deinem Ort sehen andere den Namen und nicht mehr.
about-yours = Es gehört dir
about-yours-text =
    Diesen Server betreiben Leute, die du fragen kannst. Es gibt keine Werbung, niemand kann Reichweite kaufen, und nichts geht an andere. Du kannst jederzeit alles mitnehmen und alles löschen.
about-sources = Quellen
about-next = Anfangen
about-next-lead = In deiner Nähe ist etwas los, und dort ist jemand, der mag, was du magst.

## Tokens
tokens-title = Schlüssel für Programme
tokens-lead = Mit einem Schlüssel handelt ein Programm als @{ $handle }: in dem, was du ihm erlaubst, und so lange, wie du sagst.
tokens-api = Was Programme tun können
tokens-yours = Deine Schlüssel
tokens-new = Ein neuer Schlüssel
token-made = Hier ist dein Schlüssel. Du siehst ihn nur jetzt.
token-made-why = Kopier ihn dorthin, wo dein Programm ihn liest, und zeig ihn niemandem. Wir behalten nur, was nötig ist, um ihn wiederzuerkennen.
token-name = Wofür ist er?
token-name-help = Ein Wort, an dem du ihn wiedererkennst
token-scopes = Was darf er?
token-scopes-help = So wenig, wie er braucht
token-lasts = Wie lange?
token-make = Schlüssel machen
token-days = { $n ->
    [one] einen Tag
   *[other] { $n } Tage
}
token-until = bis { $day }
token-unused = noch nie benutzt
token-over = Abgelaufen
token-revoke = Zurücknehmen
token-scope-read = Sehen, was du siehst
token-scope-profile = Dein Profil ändern
token-scope-ties = Folgen, stummschalten und blockieren
token-scope-talk = Schreiben und als gelesen markieren
token-scope-gatherings = Treffen veröffentlichen und beantworten
token-scope-communities = Gemeinschaften gründen, beitreten und verlassen
token-scope-encounters = Begegnungen abgeben
settings-tokens = Schlüssel für Programme
settings-tokens-why = Mit einem Schlüssel kann ein Programm von dir hier etwas in deinem Namen tun.
problem-token-name = Gib ihm einen Namen mit 1 bis 60 Zeichen.
problem-token-scope = Wähl mindestens eins aus.
problem-token-days = Wähl aus, wie lange er gilt.
error-token-many = Du hast schon zwanzig Schlüssel. Nimm erst einen zurück.
done-token-revoked = Zurückgenommen. Er ist für nichts mehr gut.
