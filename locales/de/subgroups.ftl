## Auf den Seiten von Gemeinschaften
subgroups-title = Untergruppen
subgroups-of = Untergruppen von { $name }
subgroups-lead = Kleinere Kreise darin, jeder mit eigener Seite, eigenen Mitgliedern und Treffen. Wer zur Gemeinschaft gehört, kann beitreten.
subgroups-none = Noch gibt es keine.
subgroups-more = Alle, und ihre Termine als Kalender
subgroups-next = Als Nächstes:
subgroups-tend = Sich darum kümmern
subgroups-feeds = Mit dem, was alle von ihren Untergruppen sehen dürfen:
subgroups-calendar = Kalender
subgroups-atom = Atom-Feed
subgroup-part-of = Teil von
subgroup-open-tag = Offen für deren Mitglieder
subgroup-join-parent = Erst { $name } beitreten
subgroup-parent-unknown = Sie ist Teil einer anderen Gemeinschaft. Bitte die Person, die dich eingeladen hat, dich zuerst dorthin einzuladen.
subgroup-parent-title = Tritt erst der größeren bei
subgroup-standing = Wovon sie Teil ist
subgroup-remove-means = Hat diese Gemeinschaft Untergruppen, gehören sie auch zu diesen nicht mehr.

## Eine gründen
subgroup-new = Eine Untergruppe gründen
subgroup-new-lead = Eine eigene Gemeinschaft innerhalb von { $name }: für eine Sprache, ein Viertel, die Planung. Du bist zuerst ihre Gastgeberin oder ihr Gastgeber. Wer hineinkommt, gilt unter den Mitgliedern von { $name }; andere können nicht beitreten.
subgroup-new-button = Gründen
subgroup-outward-closed = Für alle anderen ist sie mindestens so geschlossen wie das, wovon sie Teil ist: Was in ihr gesagt wird, ist nie für die draußen.
subgroup-outward-private = Wovon sie Teil ist, ist privat: Also weiß auch von ihr draußen niemand.
subgroup-take-in = Eine bestehende Gemeinschaft aufnehmen
subgroup-take-in-lead = Eine Gemeinschaft, die du leitest, wird Teil von dieser. Ihre Seite, ihre Mitglieder und was sie plant, behält sie.
subgroup-take-in-none = Du leitest keine andere Gemeinschaft.
subgroup-which = Welche?
subgroup-go-on = Weiter
subgroup-take-in-title = { $name } zum Teil von { $parent } machen?
subgroup-means-members = Von da an können nur Mitglieder von { $parent } { $name } beitreten, und wer { $parent } verlässt, verlässt auch { $name }. Wer bei { $name } angefragt hat und nicht zu { $parent } gehört, muss erst dort beitreten und noch einmal anfragen.
subgroup-means-join = { $n ->
    [one] Ein Mitglied gehört noch nicht zu { $parent }. Es tritt jetzt bei und erfährt davon.
   *[other] { $n } Mitglieder gehören noch nicht zu { $parent }. Sie treten jetzt bei und erfahren davon.
}
subgroup-means-hosts = Gastgebende von { $parent } können { $name } einem anderen Mitglied übergeben, schließen oder wieder eigenständig machen. Eigenständig machen kannst auch du sie jederzeit.
subgroup-take-in-button = Aufnehmen
subgroup-not = So lassen

## Sich um eine kümmern
subgroup-release = Eigenständig machen
subgroup-release-means = { $name } wird wieder eine eigene Gemeinschaft, mit allen Mitgliedern, und ist nicht mehr Teil von { $parent }. Für alle bleibt sie so offen, wie sie jetzt ist; ihre Gastgebenden können das ändern.
subgroup-release-button = Zur eigenen Gemeinschaft machen
subgroup-hand-over = Übergeben
subgroup-hand-over-means = Eines ihrer Mitglieder leitet sie von nun an. Wer sie jetzt leitet, bleibt als Mitglied dabei.
subgroup-person = Wer übernimmt?
subgroup-person-help = Der Name in Adressen, wie in @ada.
subgroup-hand-over-button = Übergeben
subgroup-end = Schließen
subgroup-leave-title = { $name } verlassen?
subgroup-leave-lead = Damit verlässt du auch diese Untergruppen:
subgroup-leave-host = Eine, die nur du leitest, geht an die Person über, die am längsten moderiert oder dazugehört. Wo du allein bist, endet sie.
subgroup-leave-button = Alle verlassen
subgroup-stay = Bleiben
subgroups-before-closing = Was Teil von ihr ist, endet nicht mit ihr: Ihre Untergruppen werden eigene Gemeinschaften.

## Was getan wurde, und was nicht geht
done-subgroup-founded = Die Untergruppe ist da. Die Mitglieder können jetzt beitreten.
done-subgroup-taken-in = Sie gehört jetzt dazu.
done-subgroup-released = Sie ist jetzt eine eigene Gemeinschaft.
done-subgroup-handed-over = Jetzt leitet sie jemand anderes.
problem-subgroup-person = So heißt niemand, der dazugehört. Schreib den Namen in Adressen, wie in @ada.
error-subgroup-parent-first = Sie ist Teil einer anderen Gemeinschaft. Tritt erst dieser bei.
error-subgroup-same = Eine Gemeinschaft kann nicht Teil von sich selbst sein.
error-subgroup-part-already = Sie ist schon Teil einer anderen Gemeinschaft. Mach sie dort erst eigenständig.
error-subgroup-deep = Untergruppen haben keine Untergruppen: Was Teil einer Gemeinschaft ist oder selbst welche hat, lässt sich nicht aufnehmen.
error-subgroup-many = Eine Gemeinschaft hat höchstens fünfzig Untergruppen.
error-subgroup-out = Einige ihrer Mitglieder wurden aus der anderen Gemeinschaft ausgeschlossen. Lass sie dort wieder herein, oder nimm sie hier heraus, bevor du sie aufnimmst.
error-subgroup-outside = Einige ihrer Mitglieder gehören nicht zur anderen Gemeinschaft, und die fragt, wer kommt, oder hat Regeln. Sie müssen erst dort beitreten.
error-subgroup-too-many-outside = Mehr als 500 ihrer Mitglieder gehören nicht zur anderen Gemeinschaft. Sie müssen erst dort beitreten.
log-part-of = { $by } hat sie zum Teil von { $name } gemacht
log-took-in = { $by } hat { $name } aufgenommen
log-parted = Sie ist nicht mehr Teil von { $name }: { $by } hat sie eigenständig gemacht
log-let-go = { $by } hat { $name } eigenständig gemacht
log-handed-over = { $by } hat { $name } an { $whom } übergeben
log-ended-part = { $by } hat { $name } geschlossen, die Teil von ihr war
log-private-one = einer privaten Gemeinschaft
