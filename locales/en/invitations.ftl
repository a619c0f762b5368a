# Links and calendars in letters.
say-otherwise = Another answer
mail-say-links =
    - [I’m coming]({ $url }/say/yes)
    - [Maybe]({ $url }/say/maybe)
    - [Can’t make it]({ $url }/say/no)
