after-how = Wie war es?
after-worth = War es deine Zeit wert?
after-met = Hast du jemand Neues getroffen?
after-yes = Ja
after-no = Nein
after-private = Wer einlädt, sieht ab drei Antworten, wie viele was sagten. Niemand sieht, wer.
after-thanks = Ein Wort von denen, die eingeladen haben
after-sums = Wie es war
after-came = { $came } von { $n }, die zugesagt hatten, wurden eingelassen oder haben sich gemeldet.
after-few = Wie es war, steht hier, sobald { $n } geantwortet haben.
after-worth-sum = Die Zeit wert: { $yes } von { $n }
after-met-sum = Jemand Neues getroffen: { $yes } von { $n }
after-no-shows = In dieser Gemeinschaft kamen { $percent } von 100, die binnen eines Jahres zugesagt hatten, nicht.
after-thank = Denen danken, die da waren
after-thank-lead = { $n ->
    [0] Niemand hat sich als anwesend gemeldet.
    [one] Es geht an eine Person, als Nachricht und Brief.
   *[other] Es geht an { $n } Leute, als Nachricht und Brief.
}
after-words = Was möchtest du sagen?
after-words-help = Das geht einmal und lässt sich nicht zurücknehmen.
after-send = { $n ->
    [one] An eine Person senden
   *[other] An { $n } senden
}
mail-gathering-thanks = Danke fürs Kommen: { $title }

problem-after-words = Schreib ein paar Worte.
error-after-not-there = Wer da war, kann binnen 30 Tagen sagen, wie es war.
error-after-nothing = Sag ja oder nein.
error-after-time = Danken kannst du binnen 30 Tagen nach dem Ende.
error-after-thanked = Denen, die da waren, ist schon gedankt.

done-after-said = Notiert, danke.
done-after-thanked = Es ist unterwegs.
