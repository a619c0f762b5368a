after-how = How was it?
after-worth = Was it worth your time?
after-met = Did you meet somebody new?
after-yes = Yes
after-no = No
after-private = The hosts see how many said what, once three have answered. Nobody sees who.
after-thanks = A word from the host
after-sums = How it was
after-came = { $came } of { $n } who said yes were let in or checked in.
after-few = How it was shows here once { $n } have answered.
after-worth-sum = Worth their time: { $yes } of { $n }
after-met-sum = Met somebody new: { $yes } of { $n }
after-no-shows = In this community { $percent } of 100 who said yes within a year did not come.
after-thank = Thank those who came
after-thank-lead = { $n ->
    [0] Nobody is known to have come.
    [one] It goes to one person, as a notice and a letter.
   *[other] It goes to { $n } people, as a notice and a letter.
}
after-words = What do you want to say?
after-words-help = You can do so once, and it can’t be taken back.
after-send = { $n ->
    [one] Send it to one
   *[other] Send it to { $n }
}
mail-gathering-thanks = Thanks for coming: { $title }

problem-after-words = Write a few words.
error-after-not-there = Those who were there can say how it was, within 30 days.
error-after-nothing = Say yes or no.
error-after-time = You can thank within 30 days after the end.
error-after-thanked = Those who came have been thanked already.

done-after-said = Noted, thank you.
done-after-thanked = It is on its way.
