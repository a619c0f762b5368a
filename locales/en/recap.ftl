recap-title = Recap
recap-change = Change it
recap-none = A few words and the best photos, for those who were there. They are told once.
recap-write = Write the recap
recap-came = { $n ->
    [one] One was there
   *[other] { $n } were there
}
recap-met = Those you met
recap-follow = Follow
recap-follows = You follow them
recap-unfollow = Undo
recap-next = The next date
recap-lead-there = For those who were there or said yes. The first time you save it, they are told.
recap-lead-all = For everybody who sees this gathering. The first time you save it, those who were there are told.
recap-words = How was it?
recap-words-help = You can use Markdown. Leave it empty to take the recap back.
recap-photos = Which photos stand first?
recap-photos-help = At most { $n }.
recap-no-photos = There are no photos yet.
recap-save = Save
notice-recap = The recap of { $title } is there

problem-recap-words = Write a few words.
problem-recap-photo = Choose photos that are there.
problem-recap-photos = Choose at most { $number }.
error-recap-not-over = You can write it when the gathering is over.

done-recap = It stands on the page now.
