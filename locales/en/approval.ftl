approval-field = Who comes?
approval-field-help = If you say who comes, a yes is a question to you and takes no place until you answer it.
approval-none = Everybody who says yes
approval-hidden = I say who comes, and only they see the exact place
approval-open = I say who comes, and everybody sees the place
approval-withheld = The exact place is for those who come.

gathering-ask = Ask to come
approval-ask-help = The host says who comes. You are told as soon as they have decided.
approval-asked = You have asked to come.
approval-asked-next = The host decides, and you are told. Until then you hold no place.
approval-declined = The host can’t take you along this time.
approval-declined-next = There are other evenings: have a look around.
approval-words = From the host: { $words }
approval-words-yours = You wrote: { $words }
approval-take-back = Take my question back

approval-note = Who asks to come
approval-note-text = { $n ->
    [0] Nobody is waiting for your answer.
    [one] One person is waiting for your answer.
   *[other] { $n } people are waiting for your answer.
}
approval-title = Who asks to come
approval-lead = In the order in which they asked. Whoever you let in when all is full waits in that same order.
approval-left = { $n ->
    [0] All places are taken.
    [one] One place is left.
   *[other] { $n } places are left.
}
approval-nobody = Nobody is waiting for your answer.
approval-when = asked
approval-choose = Choose
approval-approve = Let in
approval-decline = Turn down
approval-approve-chosen = Let the chosen in
approval-decline-chosen = Turn the chosen down
approval-field-words = A word to them
approval-field-words-help = It goes with your answer, to each of those you decide about.
approval-declined-title = Turned down
approval-declined-help = They were told. You can open each of them again.
approval-undo = Open again

answers-asked = Asked to come
answers-declined = Turned down

problem-gathering-approval = Choose one of these.
problem-approval-decision = Say whether they come or not.
problem-approval-who = Choose at least one person.
problem-approval-many = At most { $number } at once.
error-approval-declined = The host has said no this time.

done-gathering-asked = Asked. You are told as soon as the host has decided.
done-approval-approved = Let in. They are told.
done-approval-declined = Turned down. They are told; below you can open it again.
done-approval-undone = Open again.
done-approval-nothing = Nothing changed: they no longer ask, or it was decided already.

notice-asks-to-come = { $name } asks to come to { $title }
notice-guest-asks = A guest asks to come to { $title }
notice-approved = You’re in: { $title }
notice-approved-waits = You were let in and wait for a place: { $title }
notice-declined = Not this time: { $title }

mail-approved = You’re in: { $title }
mail-approved-text = The host said yes. You have a place.
mail-approved-waits = Let in, and on the waiting list: { $title }
mail-approved-waits-text = The host said yes. All places are taken just now; you wait where you asked, and are told when one comes free.
mail-declined = Not this time: { $title }
mail-declined-text = You asked to come, and the host can’t take you along this time.
mail-guest-asked = You asked to come: { $title }
mail-guest-asked-text = The host says who comes. We write to you as soon as they have decided; until then you hold no place.
