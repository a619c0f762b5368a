# Coming without an account.
guests-may = May guests come without an account?
guests-may-help = They say a name, and confirm an e-mail address. You see “Guest” and their name.
guests-may-usual = Where everybody may join
guests-may-yes = Yes
guests-may-no = No

guest-offer = Come without an account
guest-name = What are you called?
guest-name-help = The hosts read it. Others see only how many come.
guest-email = Your e-mail address
guest-email-help = For one letter with a link now, and if something changes. It is erased 30 days after the gathering.
guest-ask = Send me the link
guest-sent-title = Look into your mail
guest-sent = We have sent a letter to that address. Your place is taken when you open its link and say that you’re coming.
guest-sent-help = The link is good for a day. Nothing there? Look among what was sorted out as unwanted, or try again in an hour.
guest-about = All about it
guest-not-yet = { $name }, say whether you’re coming. Until then nothing is noted.
guest-yes = { $n ->
    [0] { $name }, you’re coming.
    [one] { $name }, you’re coming, and bring one along.
   *[other] { $name }, you’re coming, and bring { $n } along.
}
guest-maybe = { $name }, you may be coming.
guest-no = { $name }, you can’t make it.
guest-else = Another answer
guest-calendar = Put it into my calendar
guest-forget = Erase what is known of me
guest-forget-help = Your answer, your name and { $email } are erased here at once, and your place goes to the next. This can’t be undone.
guest-forget-do = Erase it
guest-join = Want to see whom you know there?
guest-join-link = Become a member with this address, and take your answer along
guest-named = Guest: { $name }

guest-claim-title = Answered as a guest
guest-claim-lead = You answered these with your e-mail address before you had an account.
guest-claim = { $n ->
    [one] Make this answer mine
   *[other] Make these answers mine
}
guest-claim-help = Then people you know see that you’re coming. Where you have answered with your account already, that answer stays.
guest-claim-none = Nothing to take over
guest-claim-none-help = What you answer as a guest with the address of your account stands here.
guest-claim-link = Answers you gave as a guest

done-guest-forgotten = What was known of you is erased.
done-guest-claimed = These answers are yours now.
problem-guests-may = Choose one of these.
error-guest-member = You are signed in: answer with your own name.
error-guests-closed = This one takes no guests without an account. Become a member to answer.
error-guest-account = This address has an account here. Sign in to answer.

mail-guest-confirm = Are you coming? { $title }
mail-guest-confirm-text =
    Somebody, probably you, wants to come there with this address. [Say whether you’re coming]({ $url })

    The link is good for a day. Should it not have been you, leave this letter alone: nothing is noted.
mail-guest-account-text =
    Somebody, probably you, wants to come there with this address. It has an account here: [Sign in to answer]({ $url })

    Should it not have been you, leave this letter alone: nothing is noted.
mail-guest-yes = You’re coming: { $title }
mail-guest-yes-text = You’re coming. There is a place for you.
mail-guest-waiting = On the waiting list: { $title }
mail-guest-waiting-text = All places are taken, and you are on the waiting list. We write to you when a place comes free for you.
mail-guest-link = [See or change your answer]({ $url })
mail-guest-card = [Your entry card for the door]({ $url })
mail-guest-shut = You can’t come after all: { $title }
mail-guest-shut-text = This gathering is for the members of its community only from now on. Your answer, your name and your address were erased here.
notice-guest = You answered { $title } as a guest. Make that answer yours
