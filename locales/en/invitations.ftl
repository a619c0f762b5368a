# Links and calendars in letters.
say-otherwise = Another answer
mail-say-links =
    - [I’m coming]({ $url }/say/yes)
    - [Maybe]({ $url }/say/maybe)
    - [Can’t make it]({ $url }/say/no)
# Answers that mail programs sent by themselves.
mail-reply-waiting = You’re on the waiting list: { $title }
mail-reply-waiting-text = Your mail program said that you’re coming. All places are taken, so you wait for one now: we write to you once it is there.
mail-reply-not = Not answered yet: { $title }
mail-reply-not-text = What your mail program answered did not count.
mail-reply-stale = The gathering has changed since that letter. Look how it stands now, and say once more whether you’re coming.
mail-reply-asked = The host asks something of those who come. Answer that on the page of the gathering.
