## Namensschilder zum Drucken
badges-title = Namensschilder
badges-name = Namensschilder: { $title }
badges-lead = { $n ->
    [one] Ein Schild
   *[other] { $n } Schilder
} auf { $sheets ->
    [one] einem Blatt A4
   *[other] { $sheets } Blättern A4
}
badges-how = Druck diese Seite und schneide an den Linien. Der Code ist der des Schilds, das sich jemand selbst gemacht hat: Wer ihn liest, kann sagen, dass man sich getroffen hat. Bei allen anderen führt er zum Profil.
badges-code = Code von { $name }
