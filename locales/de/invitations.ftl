# Links und Kalender in Briefen.
say-otherwise = Andere Antwort
mail-say-links =
    - [Ich komme]({ $url }/say/yes)
    - [Vielleicht]({ $url }/say/maybe)
    - [Kann nicht]({ $url }/say/no)
