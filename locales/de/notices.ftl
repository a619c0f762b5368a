notices-title = Neuigkeiten
notices-seen = Alle als gesehen markieren
notices-today = Heute
notices-yesterday = Gestern
notices-new = neu
notices-pages = Ältere und neuere Neuigkeiten
notices-older = Ältere
notices-newest = Neueste
notices-empty-title = Nichts Neues
notices-empty = Hier steht, wenn dir jemand folgt, dir antwortet oder etwas ändert, wohin du gehst. Bis dahin: Finde etwas, wohin du gehen kannst.
notices-empty-action = Veranstaltung finden

notice-followed = { $name } folgt dir
notice-replied = { $name } hat dir geantwortet, in { $title }
notice-wrote = { $name } hat dir geschrieben
notice-asked-to-join = { $name } möchte zu { $title }
notice-became-member = Du gehörst jetzt zu { $title }
notice-back = { $title } findet doch statt
notice-cancelled = { $title } ist abgesagt
notice-moved = { $title } hat eine neue Zeit oder einen neuen Ort
notice-claimed = { $name } sagt, dass ihr euch getroffen habt. Stimmt das?
notice-clocks = Die Uhren werden dort anders gestellt: { $title } beginnt zu einem anderen Augenblick
notice-let-back = Du darfst { $title } wieder beitreten
notice-met = Du und { $name } habt euch getroffen
notice-published = { $name } lädt ein zu { $title }
notice-other = Neues von { $title }

done-notices-seen = Alles gesehen.
