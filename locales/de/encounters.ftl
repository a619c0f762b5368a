## Treffen
encounter-meet = Wir haben uns getroffen
encounter-script = Dieser Bildschirm macht Codes und liest sie mit der Kamera. Dafür braucht er JavaScript, und das ist in diesem Browser ausgeschaltet.
encounter-title = Wen du getroffen hast
encounter-lead = Ein Treffen seht nur ihr beide. Orte und Zeiten sieht sonst niemand.
encounter-none = Noch keine Treffen
encounter-none-why = Wenn du vor jemandem stehst, bestätigt ihr es beide mit euren Telefonen, auch ohne Netz.
encounter-pages = Seiten mit Treffen
encounter-newest = Die neuesten
encounter-older = Ältere
encounter-devices-title = Deine Geräte
encounter-devices-why = Jedes Gerät bestätigt mit einem eigenen Schlüssel. Beende den eines Geräts, das du verloren hast.
encounter-devices = Geräte, die für dich bestätigen
encounter-state-mutual = getroffen
encounter-state-half = wartet
encounter-state-stale = zählt nicht
encounter-state-withdrawn = zurückgenommen
encounter-state-disputed = bestritten
encounter-grade-0 = Bisher eine Seite
encounter-grade-1 = Von beiden später online bestätigt
encounter-grade-2 = Von Telefon zu Telefon bestätigt
encounter-grade-2-code = Mit sechs vorgelesenen Ziffern bestätigt
encounter-grade-2-slow = Von Telefon zu Telefon bestätigt, langsam
encounter-grade-3 = Von Telefon zu Telefon bestätigt, und vom Ort oder von anderen gestützt
encounter-why-disputed = Jemand von euch hat gesagt, dass es nicht so war. Es zählt für euch beide nicht.
encounter-why-withdrawn = Jemand von euch hat es zurückgenommen. Es zählt für euch beide nicht.
encounter-why-stale = Zwischen den beiden Codes lagen mehr als zwei Minuten. Wenn ihr wieder voreinander steht, scannt noch einmal.
encounter-why-half-offered = { $name } hat deinen Code gescannt, und dein Telefon hat seinen Teil nicht gesendet. Mit Netz tut es das von selbst, falls du bestätigt hast. Sonst wird nichts daraus.
encounter-why-half-answered = Du hast den Code von { $name } gescannt. Das andere Telefon muss seinen Teil noch senden und tut das mit Netz von selbst. Für dich bleibt nichts zu tun.
encounter-with = Du und { $name }
encounter-with-somebody = Du und jemand, den du nicht mehr siehst
encounter-somebody = Jemand, den du nicht mehr siehst
encounter-when = Wann
encounter-bracket = Nach den Uhren eurer Telefone. Bewiesen ist: nach { $after } und vor { $before }.
encounter-where = Wo
encounter-evidence = Beleg
encounter-loop = Vom Code zur Antwort: { $seconds ->
    [one] eine Sekunde
   *[other] { $seconds } Sekunden
}
encounter-profile = Was dich und { $name } verbindet
encounter-private = Außer euch beiden sieht niemand diese Seite.
encounter-withdraw-title = Zurücknehmen
encounter-withdraw-why = Das Treffen zählt dann weder für dich noch für { $name }, und zwischen euch ist es wie ohne das Treffen. { $name } sieht, dass es zurückgenommen wurde. Es kommt nicht wieder, außer ihr trefft euch noch einmal.
encounter-withdraw-why-somebody = Das Treffen zählt dann für euch beide nicht. Es kommt nicht wieder, außer ihr trefft euch noch einmal.
encounter-withdraw-sure = Ja, ich nehme es endgültig zurück
encounter-withdraw = Zurücknehmen
encounter-dispute-title = Das war nicht so
encounter-dispute-why = Jemand anders hatte dein Telefon, oder du warst gar nicht dort? Dann zählt das Treffen für euch beide nicht, und wer diesen Server betreut, kann nachsehen.
encounter-dispute-words = Was geschehen ist
encounter-dispute-help = Das lesen die, die diesen Server betreuen, und nicht die andere Person.
encounter-dispute = Das war nicht so
problem-encounter-sure = Bestätige, dass du es so meinst: es kommt nicht wieder.
problem-encounter-words = Schreib in ein, zwei Sätzen, was geschehen ist.
problem-encounter-words-long = Schreib höchstens 1.000 Zeichen.
problem-encounter-records = Sende eine Liste von Einträgen, jeder mit m1 und, soweit vorhanden, m2 und m3.
problem-encounter-too-many = Sende höchstens { $number } Einträge auf einmal.
problem-encounter-offer = Eintrag { $number } hat kein m1. Jeder braucht eines.
problem-encounter-hex = Eintrag { $number }: das müssen Bytes in Hexadezimalschrift sein.
problem-encounter-long = Eintrag { $number }: das ist länger als jede Nachricht; sie hat höchstens 4.096 Bytes.
done-encounter-withdrawn = Zurückgenommen. Es zählt für euch beide nicht.
done-encounter-disputed = Vermerkt. Es zählt für euch beide nicht.

## Geräte
device-title = Geräte, die für dich bestätigen
device-lead = Ein Gerät macht seinen Schlüssel selbst, und er verlässt es nie. Beende den Schlüssel eines verlorenen Geräts: was danach mit ihm unterschrieben wird, zählt nicht.
device-none = Noch keine Geräte
device-none-why = Ein Telefon bekommt seinen Schlüssel, wenn du auf ihm diesen Bildschirm öffnest.
device-unnamed = Ein Gerät
device-made = seit { $day }
device-revoked = beendet
device-lapsed = Sein Zertifikat endete am { $day }. Es bekommt ein neues, sobald es im Netz ist.
device-holds = Kann ohne Netz bis { $day } bestätigen, und länger, sobald es im Netz war.
device-revoke = Schlüssel beenden
device-gatherings = { $n ->
    [one] Ein Schlüssel für ein Treffen
   *[other] { $n } Schlüssel für Treffen
}
device-gatherings-why = Bei einem Treffen bestätigt dein Telefon mit einem Schlüssel nur dafür. So kann niemand sonst feststellen, dass du bei zweien warst. Er endet einige Zeit nach dem Treffen von selbst.
device-gathering-unseen = Ein Treffen, das du nicht mehr siehst
device-gathering-until = Bestätigt dort, bis { $when }.
done-device-revoked = Der Schlüssel ist beendet.
problem-device-algorithm = Der Algorithmus muss ed25519 oder p256 sein.
problem-device-key = Das muss ein öffentlicher Schlüssel dieses Algorithmus sein, in Hexadezimalschrift: 32 Bytes für ed25519, 33 für p256.
problem-device-gathering = Das ist kein Treffen, zu dem du kommst, das du veranstaltest oder bei dem du da bist, von zwei Stunden vor seinem Beginn bis sechs Stunden nach seinem Ende. Sag, dass du kommst, oder lass das Treffen weg.
problem-device-gathering-id = Ein Treffen hat 16 Hexadezimalziffern, so wie im Paket für das Telefon.
error-device-bound = Dieser Schlüssel gehört schon zu etwas: zu einem Treffen oder zu diesem Gerät. Mach einen neuen.
error-device-too-many-gathering = In den letzten Tagen wurden sehr viele Schlüssel für Treffen von dir gemacht. Der deines Geräts gilt weiter überall.
error-device-taken = Dieser Schlüssel gehört jemand anderem. Mach auf diesem Gerät einen neuen.
error-device-revoked = Dieser Schlüssel wurde beendet. Mach auf diesem Gerät einen neuen.
error-device-too-many = Du hast sehr viele Geräte. Beende die Schlüssel derer, die du nicht mehr benutzt, und versuch es noch einmal.

## Wo die Kamera von Fremden landet
card-title = Jemand möchte sagen: wir haben uns getroffen
card-lead = Du hast einen Code geöffnet, den dir jemand zeigt. Er gehört dieser Person, für diesen Augenblick.
card-how = Visavis ist ein soziales Netzwerk, das Treffen zählt: Leute finden sich online und bestätigen von Telefon zu Telefon, dass sie sich getroffen haben. Um dieses Treffen zu bestätigen, brauchst du hier ein Konto.
card-private = Was in dem Code steht, ist in deinem Browser geblieben. Nichts wurde gesendet, und niemand erfährt, dass du hier warst.
card-known = Öffne deinen eigenen Code und scanne von dort.
card-meet = Scanner öffnen
card-join = Visavis beitreten
card-sign-in = Anmelden
card-about = Was ist Visavis?

## Ohne Netz
offline-title = Kein Netz
offline-lead = Diese Seite ist nicht auf deinem Telefon.
offline-still = Dass ihr euch getroffen habt, könnt ihr trotzdem bestätigen: das geht ohne Netz und wird später von selbst gesendet.
offline-meet = Wir haben uns getroffen
offline-home = Zur Startseite

## Später gesagt, ohne Scan
claim-title = Du und { $name }: ohne Scan getroffen?
claim-lead = Sag, wann. Sobald { $name } es auch sagt, zählt es für euch beide, als schwächerer Beleg als ein Scan.
claim-where = Wo habt ihr euch getroffen?
claim-another-day = Woanders
claim-day = An welchem Tag?
claim-day-help = Nur nötig, wenn es woanders war.
claim-say = Wir haben uns getroffen
claim-scan-title = Noch zusammen?
claim-scan = Dann scannt: Es dauert zehn Sekunden, geht ohne Netz und zählt mehr.
claim-question = Habt ihr euch getroffen?
claim-question-why = Wenn du Nein sagst, erfährt es niemand, und nichts wird gezählt.
claim-yes = Ja, wir haben uns getroffen
claim-no = Nein, haben wir nicht
claim-why-offered = Du hast es gesagt. Es zählt, sobald { $name } es auch sagt.
claim-why-asked = { $name } sagt, dass ihr euch getroffen habt. Es zählt, sobald du es auch sagst.
claim-why-declined = Du hast gesagt, dass ihr euch nicht getroffen habt. Niemand hat es erfahren, und es zählt nicht.
claim-why-lapsed = Das wurde vor über 90 Tagen gesagt und nicht bestätigt, darum zählt es nicht.
done-claim = Notiert. Es zählt, sobald die andere Seite es auch sagt.
done-claim-confirmed = Es zählt: Ihr habt euch getroffen.
done-claim-declined = Notiert. Niemand erfährt davon.
problem-claim-when = Wähle ein Treffen oder gib den Tag an.
problem-claim-day = Gib den Tag als Datum an, etwa 2026-11-14.
problem-claim-ahead = Dieser Tag kommt erst noch. Gib den Tag an, an dem ihr euch getroffen habt.
problem-claim-long-ago = Das ist über 90 Tage her. Gib einen späteren Tag an; Früheres lässt sich nicht nachtragen.
problem-claim-gathering = Wähle eines der Treffen, zu denen ihr beide zugesagt hattet.
problem-claim-at = Sende, wann das Schild gelesen wurde, in Unix-Sekunden.
problem-claim-badge-late = Dieses Schild wurde vor über einer Woche gelesen. Sag auf der Seite der Person, wann ihr euch getroffen habt.
error-claim-stranger = Das kannst du von Leuten sagen, die du hier kennst: Folgt einander, schreibt euch oder geht erst zum selben Treffen. Oder scannt eure Codes.
error-claim-met = Dieses Treffen ist schon da: Ihr habt es von Telefon zu Telefon bestätigt.
error-claim-waits = Du hast das innerhalb von 30 Tagen schon zweimal von dieser Person gesagt, und sie hat es nicht auch gesagt. Sag es später noch einmal, oder scannt eure Codes.
error-claim-elsewhere = Jemand von euch hat das von diesem Tag schon gesagt, bei einem anderen Treffen. Es steht unter „Wen du getroffen hast“.
error-claim-many = Du hast das heute schon von vielen Leuten gesagt. Mach morgen weiter, oder scannt.
error-claim-over = Jemand von euch hat dieses Treffen zurückgenommen oder bestritten. Von diesem Tag lässt es sich nicht noch einmal sagen.
error-claim-late = Das wurde vor über 90 Tagen gesagt und lässt sich nicht mehr bestätigen.
error-claim-confirmed = Das hast du schon bestätigt. Auf seiner Seite kannst du es zurücknehmen.
error-claim-own-badge = Das ist dein eigenes Schild. Andere scannen es.

## Ein gedrucktes Schild
badge-title = Ein gedrucktes Schild
badge-why = Für Treffen ohne dein Telefon: Andere scannen dein Schild, und du bestätigst zu Hause.
badge-yours = Dein Schild
badge-lead = Ohne Telefon unterwegs? Trag das hier. Wer dich trifft, scannt es, und du bestätigst später online. Es zählt als schwächerer Beleg als von Telefon zu Telefon.
badge-how = Auf dem Schild ist ein Code, der zu deinem Namen führt, nur für Mitglieder. Damit kann jemand sagen, dass ihr euch getroffen habt, und sonst nichts; erst dein eigenes Ja lässt es zählen.
badge-make = Ein Schild machen
badge-print = Druck diese Seite: Nur das Schild kommt aufs Papier.
badge-new = Ein neues Schild machen
badge-end = Dieses Schild beenden
badge-new-why = Ein neues Schild beendet das alte: Wer das noch hat, kann nichts mehr damit anfangen.
badge-code = Der Code auf deinem Schild
badge-read-title = Das ist ein Visavis-Schild
badge-read-lead = Wer es trägt, dem kannst du sagen: Wir haben uns getroffen. Melde dich an, um zu sehen, wer es ist.
badge-bearer = { $name } trägt dieses Schild
badge-bearer-question = Ist das die Person vor dir?
badge-bearer-why = Sag nur Ja, wenn ihr voreinander steht. { $name } wird gebeten, es zu bestätigen.
badge-bearer-no = Nein
done-badge-made = Dein Schild ist bereit zum Drucken.
done-badge-ended = Dieses Schild ist beendet.
