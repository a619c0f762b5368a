## Conversations
talk-thread = Gespräch
talk-pages = Ältere und neuere Beiträge
talk-older = Ältere
talk-newest = Neueste
talk-all = Das ganze Gespräch
talk-nothing-yet = Noch hat niemand etwas gesagt. Jemand muss anfangen.
talk-all-answers = Alle { $count } Antworten
talk-deleted = Gelöscht.
talk-removed = Von den Gastgebern entfernt.
talk-undo = Rückgängig
talk-muted = { $name } hat etwas gesagt und ist für dich stummgeschaltet
talk-to = an { $name }
talk-edited = { $when }, bearbeitet
talk-answer = Antworten
talk-edit = Bearbeiten
talk-delete = Löschen
talk-remove = Entfernen
talk-said = { $name } sagt:
talk-you-said = Du sagst:

talk-write = Sag etwas
talk-write-title = Sag etwas
talk-write-to = Nachricht
talk-answer-to = Deine Antwort an { $name }
talk-your-answer = Deine Antwort
talk-post = Beitragen
talk-send = Senden
talk-no-answer = Nicht antworten
talk-add-photo = Bild hinzufügen
talk-photo = Bild
talk-photo-words = Was auf dem Bild ist
talk-photo-words-help = Für alle, die es nicht sehen können.
talk-optional = freiwillig
talk-words = Was du sagst
talk-edit-title = Beitrag bearbeiten
talk-save = Speichern
talk-no-edit = So lassen

## Between two
talk-title = Reden
talk-lead = Gespräche, die an einem Tisch enden könnten.
talk-back = Alle Gespräche
talk-with = Du und { $name }
talk-once = Du kannst { $name } eine Nachricht schicken. Nach einer Antwort, oder wenn { $name } dir folgt, kannst du frei schreiben.
talk-mark-seen = Als gelesen markieren
talk-new = neu
talk-mine = Du: { $words }
talk-picture = Ein Bild
talk-muted-pairs = Gespräche mit Stummgeschalteten
talk-empty-title = Noch keine Gespräche
talk-empty = Sag jemandem hallo, dem du folgst, damit ihr euch kennt, wenn ihr euch trefft.
talk-empty-action = Deine Verbindungen
talk-out-title = Genug geschrieben?
talk-out = Die besten Gespräche gehen persönlich weiter. Sieh nach, wen du als Nächstes treffen könntest.
talk-out-ties = Deine Verbindungen

error-talk-closed = Du kannst hier lesen, aber nicht schreiben.
error-talk-wait = Du hast eine erste Nachricht geschickt. Weiter geht es, sobald eine Antwort da ist.
error-post-gone = Diesen Beitrag gibt es nicht mehr. Geh zurück zum Gespräch, um zu sehen, wie es steht.
error-post-not-yours = Diesen Beitrag kann nur ändern, wer ihn geschrieben hat.

problem-post-empty = Schreib etwas, oder füg ein Bild hinzu.
problem-post-long = Das ist zu lang: höchstens { $number } Zeichen. Kürze es, oder mach zwei Beiträge daraus.
problem-photo-words-long = Beschreib das Bild mit höchstens { $number } Zeichen.

done-post-edited = Geändert.
done-post-deleted = Gelöscht. Eine Stunde lang kannst du es an seiner Stelle rückgängig machen.
done-post-restored = Wieder da.
