letters-about-link = Write to them
letters-about-title = Letters to those who come
letters-about-lead = To members as a notice and a letter, to guests as a letter: to each once. Three a day at most. You see it before it goes out.
letters-about-words-help = When, where and a way to get no more of these letters stand below it.
letters-about-nobody = Nobody has answered yet to whom you could write.
letters-to = To whom
letters-to-yes = Said yes
letters-to-maybe = Said maybe
letters-to-waiting = Wait for a place
letters-to-came = Were there
letters-to-came-help = Who was checked in; where nobody was, who said yes.
letters-to-count = { $group } ({ $n })
letters-look = Look at it first
letters-preview = This is your letter
letters-preview-lead = { $n ->
    [one] It goes to one person, at once. It can’t be taken back.
   *[other] It goes to { $n } people, at once. It can’t be taken back.
}
letters-send = { $n ->
    [one] Send it to one
   *[other] Send it to { $n }
}
letters-change = Change it
letters-thanks = A word of thanks
letters-under-way = Under way
letters-progress = On its way
letters-progress-of = { $sent } of { $n }
letters-sent-to = { $n ->
    [0] not sent yet
    [one] sent to one
   *[other] sent to { $n }
}
letters-to-gathering = To the gathering
letters-about-leave-lead = You still come to { $title } as you said, and are told when it moves or is called off. Its hosts no longer write to you about anything else.
letters-about-left-lead = The hosts of { $title } no longer write to you. Should it move or be called off, you are told.
letters-about-again-lead = The hosts of { $title } write to you again.
problem-letters-to = Choose to whom it goes.
problem-letters-nobody = There is nobody among them whom it would reach.
error-letters-late = One can write until 30 days after the end.
error-letters-today = Three letters a day are enough. Write the next one tomorrow.
done-letters-sent = It is on its way.
mail-letters-about = { $title }: { $subject }
mail-letters-about-foot = { $by } writes to you because you answered or were there. [No more of these letters]({ $leave })
notice-letter = { $name } writes to you about { $title }

gathering-told-words = A word to those who answered
gathering-told-words-help = It stands in the letter that tells them of another time or place. Where neither changes, nobody gets one.
