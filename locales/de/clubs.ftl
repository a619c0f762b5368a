## Was geschehen ist
log-see = Was getan wurde
log-title = Was in { $name } getan wurde
log-lead = Was Gastgebende und Moderation mit anderen und an den Angaben der Gemeinschaft getan haben. Ihr alle könnt es lesen; es bleibt ein Jahr lang stehen.
log-none = Noch nichts.
log-pages = Teile der Liste
log-newest = Das Neueste
log-older = Älteres
log-somebody = Jemand
log-appointed = { $by } hat die Rolle von { $whom } geändert: { $role }
log-accepted = { $by } hat { $whom } aufgenommen
log-declined = { $by } hat { $whom } abgelehnt
log-removed = { $by } hat { $whom } herausgenommen
log-let-back = { $by } hat { $whom } wieder zugelassen
log-inherited = { $whom } hat die Gemeinschaft übernommen: niemand sonst war Gastgeber:in
log-changed = { $by } hat geändert: { $what }
log-cancelled = { $by } hat „{ $title }“ abgesagt
log-link-made = { $by } hat den Einladungslink „{ $link }“ gemacht
log-link-revoked = { $by } hat den Einladungslink „{ $link }“ zurückgenommen
log-what-name = Name
log-what-words = worum es geht
log-what-town = Ort
log-what-interests = Interessen
log-what-access = wer hineinkommt
log-what-rules = Regeln
log-what-photo = Bild
log-what-pinned = angeheftete Worte
log-what-welcome = Willkommen
log-what-questions = Fragen
log-what-else = etwas anderes

## Wie man hineinkommt
community-lead-title = Für die Gemeinschaft sorgen
entry-title = Wie man hineinkommt
entry-lead = Was alle zuerst lesen, was ihr von denen wissen möchtet, die anfragen, und was ihr denen sagt, die beigetreten sind.
entry-pinned = Angeheftete Worte
entry-pinned-help = Sie stehen oben auf der Seite, für alle, die dabei sind: wo ihr euch gerade trefft, zum Beispiel.
entry-pinned-title = Angeheftet
entry-questions = Fragen an die, die beitreten möchten
entry-questions-help = Eine je Zeile, höchstens fünf. Jede muss beantwortet werden. Nur Gastgebende und Moderation lesen die Antworten. Wer eingeladen ist, wird nicht gefragt.
entry-welcome = Willkommen
entry-welcome-help = Alle, die beitreten, bekommen es als Brief und finden es zwei Wochen lang auf der Seite.
entry-welcome-title = Willkommen
entry-who-reads = Nur Gastgebende und Moderation lesen, was du hier antwortest.
mail-entry-welcome = Willkommen bei { $name }
problem-entry-many = Das sind zu viele: höchstens { $number } Fragen.
problem-entry-long = Eine Frage ist zu lang: höchstens { $number } Zeichen je Frage.
problem-entry-answer = Das möchten die Gastgebenden wissen, bevor sie jemanden aufnehmen.

## Links
links-see = Links mit Grenzen und Codes zum Drucken
links-title = Einladungslinks
links-lead = Wer so einen Link öffnet, kann sofort beitreten, auch einer privaten oder einer auf Anfrage. Sag, für wie viele und wie lange; du kannst ihn jederzeit zurücknehmen.
links-made = Bisher gemacht
links-new = Einen machen
link-name = Wo man ihn finden wird
link-name-help = Das sehen nur Gastgebende: „Plakat in der Bibliothek“.
link-most = Wie viele können damit hineinkommen?
link-most-help = Lass es leer, wenn es beliebig viele sein dürfen.
link-lasts = Wie lange gilt er?
link-days = { $n ->
    [one] Einen Tag
   *[other] { $n } Tage
}
link-make = Den Link machen
link-made = Der Link „{ $name }“ ist fertig.
link-made-why = Du siehst ihn nur jetzt: Wir bewahren nichts auf, woraus er sich wieder lesen ließe. Kopier oder druck ihn.
link-code = Der Link als Code
link-code-how = Die Kamera eines Telefons öffnet ihn. Druck diese Seite oder sichere den Code als Bild.
link-works = Gilt
link-used-up = Aufgebraucht
link-over = Abgelaufen
link-revoked = Zurückgenommen
link-orphaned = Wer ihn gemacht hat, ist nicht mehr Gastgeber:in
link-used-of = { $n } von { $most } kamen damit
link-used = { $n ->
    [one] eine Person kam damit
   *[other] { $n } kamen damit
}
link-until = bis { $day }
link-by = Gemacht von { $name }
link-revoke = Zurücknehmen
done-link-revoked = Zurückgenommen. Er lässt niemanden mehr ein.
error-link-many = Es gibt schon fünfzig Links, die gelten. Nimm einen zurück, bevor du einen neuen machst.
problem-link-name = Schreib in 1 bis 60 Zeichen, wo man ihn finden wird.
problem-link-most = Schreib eine Zahl von 1 bis { $number }, oder lass es leer.
problem-link-days = Wähle, wie lange er gilt.

## Mitglieder, und was sie anderen überlassen
member-yours = Deine Mitgliedschaft
member-title = Du bei { $name }
member-shares = Die Gastgebenden dürfen meine E-Mail-Adresse haben
member-shares-help = Und sehen, bei wie vielen ihrer Treffen du warst. Das kannst du jederzeit zurücknehmen.
member-leave-means = Du kannst zurückkommen, wie du gekommen bist.
error-community-belongs = Das ist für Mitglieder. Tritt erst bei.
roster-title = Die Mitglieder mitnehmen
roster-lead = Eine Tabelle aller Mitglieder, mit dem, was sie beim Beitreten geantwortet haben. E-Mail-Adressen, und bei wie vielen Treffen jemand war, stehen nur von denen darin, die zugestimmt haben.
roster-csv = Als Tabelle für jedes Programm (CSV)
roster-ods = Als Tabellenblatt (ODS)
roster-json = Für Programme (JSON)
roster-yours = Für diese Datei bist du verantwortlich. Nutze sie nur für die Gemeinschaft, und lösch sie, wenn du sie nicht mehr brauchst.
roster-handle = Kürzel
roster-name = Name
roster-role = Rolle
roster-since = Seit
roster-email = E-Mail
roster-gatherings = Treffen

## Briefe
log-wrote = { $by } hat den Mitgliedern geschrieben: „{ $subject }“
log-took-back = { $by } hat den Brief „{ $subject }“ zurückgenommen
letters-title = Briefe an die Mitglieder
letters-lead = Ein Brief geht per E-Mail an alle, die Briefe möchten: jeden einzeln oder die einer Woche in einem. Höchstens zwei in der Woche. Er wartet zehn Minuten, und so lange kannst du ihn zurücknehmen.
letters-before = Früher geschrieben
letter-subject = Betreff
letter-words = Was du sagen möchtest
letter-words-help = Unter jedem Brief steht, wie man keine mehr bekommt.
letter-send = In zehn Minuten senden
letter-waits = Noch nicht gesendet
letter-by = Von { $name }
letter-due = geht am { $time } hinaus
letter-sent = { $n ->
    [one] eine Person hat ihn bekommen
   *[other] { $n } haben ihn bekommen
}
letter-read = Lesen
letter-back = Zurücknehmen
letters-leave-title = Keine Briefe mehr?
letters-leave-lead = Du gehörst weiter zu { $name } und hörst von den Gastgebenden nichts mehr per E-Mail.
letters-leave = Keine solchen Briefe mehr
letters-left-title = Keine Briefe mehr
letters-left-lead = Die Gastgebenden von { $name } schreiben dir nicht mehr per E-Mail. Du gehörst weiter dazu.
letters-again = Ich möchte sie doch
letters-again-title = Du bekommst sie wieder
letters-again-lead = Die Gastgebenden von { $name } schreiben dir wieder per E-Mail.
done-letter-written = Er geht in zehn Minuten hinaus. Bis dahin kannst du ihn zurücknehmen.
done-letter-back = Zurückgenommen. Niemand hat ihn bekommen.
error-letters-many = Zwei Briefe in der Woche sind genug: Wer mehr bekommt, liest sie nicht mehr. Schreib den nächsten in ein paar Tagen.
error-letter-gone = Er ist schon draußen und lässt sich nicht mehr zurücknehmen.
problem-letter-subject = Schreib einen Betreff von 1 bis 120 Zeichen.
problem-letter-words = Schreib, was du sagen möchtest.
problem-letters-often = Wähle, wie oft du Briefe möchtest.
mail-letters-one = { $name }: { $subject }
mail-letters-week = { $name }: diese Woche
mail-letters-foot = Du bekommst das, weil du zu { $name } gehörst. [Wie oft]({ $me }) · [Keine solchen Briefe mehr]({ $leave })
member-letters = Briefe von den Gastgebenden
member-letters-each = Jeden, wenn er geschrieben wird
member-letters-weekly = Die einer Woche in einem, am Montag
member-letters-none = Keine
member-greets = Ich begrüße gern neue Leute
member-greets-help = Wer neu ist, sieht dein Gesicht und findet dich beim ersten Treffen. Das gilt, sobald du selbst bei einem warst.

## Neue
newcomer-title = Dein erstes Treffen
newcomer-first = Am Anfang kennt niemand alle. Das ist das nächste:
newcomer-buddy = { $name } begrüßt gern neue Leute. Sag vorher hallo, und such dieses Gesicht.

## Schließen
close-see = Diese Gemeinschaft schließen
close-title = { $name } schließen?
close-lead = Sie endet für alle. Was sie geplant hat, wird abgesagt, und wer geantwortet hat, erfährt es; alle Mitglieder bekommen einen Brief. Was in ihr gesagt wurde, lässt sich nicht mehr lesen, und niemand kann sie zurückholen, auch wir nicht.
close-before = Nimm vorher mit, was du brauchst: danach führt kein Weg mehr hinein. Wenn jemand anderes weitermachen möchte, gib die Rolle weiter und verlass sie.
close-handle = Ihre Adresse, damit es auch so gemeint ist
close-handle-help = Schreib { $handle }
close-button = Endgültig schließen
close-not = Behalten
error-close-hosts = Du leitest sie mit anderen. Nur wer als Letzte:r Gastgeber:in ist, kann sie schließen: überlass sie ihnen, oder lass sie die Rolle erst abgeben.
problem-close-handle = Das ist nicht ihre Adresse. Schreib sie so, wie sie dort steht.
done-community-closed = Sie ist geschlossen. Ihre Mitglieder werden benachrichtigt.
mail-close-subject = { $name } wurde geschlossen
mail-close =
    Die Gemeinschaft { $name }, zu der du gehört hast, wurde geschlossen.

    Was sie geplant hatte, ist abgesagt. Wen du dort getroffen hast, bleibt bei deinen Verbindungen.

## Farben
log-what-colour = Farbe
entry-colour = Farbe
entry-colour-help = Für den Kopf der Seite und ihre wichtigsten Knöpfe. Die Töne machen wir, so dass sie sich bei Tag und bei Nacht lesen lassen.
colour-none = Wie überall
colour-rose = Rosé
colour-amber = Bernstein
colour-olive = Olive
colour-green = Grün
colour-blue = Blau
colour-violet = Violett
colour-plum = Pflaume
problem-entry-colour = Wähle eine der Farben.
