# Links und Kalender in Briefen.
say-otherwise = Andere Antwort
mail-say-links =
    - [Ich komme]({ $url }/say/yes)
    - [Vielleicht]({ $url }/say/maybe)
    - [Kann nicht]({ $url }/say/no)
# Antworten, die Mailprogramme von selbst schicken.
mail-reply-waiting = Du stehst auf der Warteliste: { $title }
mail-reply-waiting-text = Dein Mailprogramm hat zugesagt. Alle Plätze sind vergeben, du wartest nun auf einen: Wir schreiben dir, sobald er da ist.
mail-reply-not = Noch nicht beantwortet: { $title }
mail-reply-not-text = Was dein Mailprogramm geantwortet hat, gilt nicht.
mail-reply-stale = Das Treffen hat sich seit jenem Brief geändert. Sieh nach, wie es jetzt ist, und sag noch einmal, ob du kommst.
mail-reply-asked = Die Gastgeber fragen etwas, wenn man kommt. Beantworte das auf der Seite des Treffens.
