whom-title = Whom to meet
whom-title-over = Whom you met
whom-lead = A few of those who come, each with a reason and a way to begin. Only you see this list.
whom-lead-over = Those you wanted to meet here.
whom-none-wanted = You marked nobody here.
whom-nobody = Nobody is left to suggest yet. More people may still answer; come back before it begins.
whom-blind = You have met nobody yet who has met anybody here, so apart from those you know online the order of this list is no better than chance.
whom-online = Known only online
whom-friends = Known to people you’ve met
whom-welcome = First time here
whom-interests = Shared interests
whom-interests-unknown = Whether people meet for this more often than by chance has not been measured.
whom-chance = By chance
whom-chance-why = Picked by chance, on purpose: people a list would not have found for you.

whom-why-talked = You have talked online, and never met.
whom-why-both = You follow each other, and never met.
whom-why-you-follow = You follow them, and never met.
whom-why-follows-you = They follow you, and you never met.
whom-why-friend = { $n ->
    [0] { $name } knows them.
    [one] { $name } and somebody else you’ve met know them.
   *[other] { $name } and { $n } others you’ve met know them.
}
whom-why-somebody = Somebody you’ve met knows them.
whom-why-newcomer = It is their first gathering, and you like to welcome newcomers.
whom-why-regular = They know how things go here, and like to welcome newcomers.
whom-why-interests = You both like { $interests }.
whom-why-chance = No reason at all.

whom-open-thread = You talked in “{ $title }”: ask what became of it.
whom-open-online = Say by what name they know you, and that you wanted a face to it.
whom-open-introduce = Ask { $name } to introduce you.
whom-open-both-know = You both know { $name }: ask how they came to know each other.
whom-open-somebody = Ask whom they know here. You may know the same people.
whom-open-show-round = Ask what brought them, and show them round.
whom-open-first-time = Say that it is your first time.
whom-open-interest = { $interest }: ask how it began for them.
whom-open-anything = Ask what they hope to take home.

whom-meet = I’d like to meet
whom-let-know = Let them know
whom-pass = Not this time
whom-never = Don’t suggest again
whom-undo = Undo
whom-wanted = You’d like to meet
whom-wishing = Would like to meet you
whom-wishes = They would like you to know that they’d like to meet you.
whom-mutual = You both would like to meet.
whom-they-may-know = They may know it.
whom-they-do-not-know = They learn it only if they’d like to meet you too.
whom-comes-no-more = They don’t come any more.
whom-met = You met here.
whom-not-met = Not met here, as far as we know.
whom-tag-met = met
whom-met-count = You have met { $met } of { $all }.
whom-follow = Follow
whom-we-met = We’ve met
whom-aside = { $n ->
    [one] One person set aside
   *[other] { $n } people set aside
}
whom-set-aside = Not this time.
whom-set-aside-never = Not suggested any more, anywhere.

whom-how-title = How this list is made
whom-how-private = Nobody sees what you say here. That you’d like to meet is told when both of you say so, or when you say that they may know. “Not this time” is told to nobody.
whom-how-order = Who has met whom decides the order, as far as anything does. That two have met is not shown to others, but somebody you’ve met can be named as knowing somebody.
whom-how-measured = Tried on contacts that were measured at a conference and in two offices, such an order was better than chance: of the first five, 14 to 41 in a hundred met later, against 5 to 14 by chance. It is no promise.
whom-how-choices = Choose how you appear on others’ lists
whom-out-title = When you stand before them
whom-out = Scan each other’s codes, and both of you will find the meeting here.

you-whom = Whom to meet
you-whom-why = Whether others may find you on their list
whom-choices-lead = How you appear on the lists of others who go where you go.
whom-choices-save = Save
whom-choice-suggested = Suggest me to people who don’t know me
whom-choice-suggested-help = Otherwise only those you know online read your name on their list.
whom-choice-named = Name me as one who could introduce people
whom-choice-named-help = Only to somebody you’ve met, and only that you know the other.
whom-choice-welcomes = I like to welcome newcomers
whom-choice-welcomes-help = Once you know how things go, one or two people who come for the first time read your name, and you read theirs.

error-whom-not-going = Say that you’re coming, or maybe: then you read here whom you could meet.
error-whom-called-off = It is called off, so nobody is suggested any more.
error-whom-over = It is over. You can still say whom you met.
problem-whom-mark = Say whether you’d like to meet them.

done-whom-meet = Noted. They learn it only if they’d like to meet you too.
done-whom-open = Noted, and they may know.
done-whom-pass = Set aside for this time.
done-whom-never = Not suggested any more.
done-whom-undone = Taken back.
done-whom-chosen = Saved.
