//! What two people write to each other. The number says who: 0 began.

/// A conversation of two.
pub type Letters = &'static [(usize, &'static str)];

/// Between people who have never met.
pub const ONLINE: &[Letters] = &[
    &[
        (0, "Your answer about the soft needles saved my scarf. Thank you, whoever you are."),
        (1, "I am somebody with forty unfinished scarves. You’re welcome."),
        (0, "Then I know whom to ask."),
    ],
    &[
        (0, "I’ve been reading your posts for months and wanted to say once that they make the group what it is."),
        (1, "Now I’m sitting on the tram, grinning. Thank you. Why do you never write?"),
        (0, "I do. I just did."),
    ],
    &[
        (0, "Do you still have the spare lamp you mentioned?"),
        (1, "Yes, and nobody wants it. It’s ugly and works."),
        (0, "So am I and so do I. I’ll take it."),
        (1, "Saturday at the market, ten o’clock, by the honey stall?"),
        (0, "Perfect."),
    ],
    &[
        (0, "You wrote that you moved here in spring. Me too. Shall we be new together?"),
        (1, "Yes, please. I know one bakery and one park by now."),
        (0, "I know a different bakery. That makes a walk."),
    ],
    &[
        (0, "Which edition of the map do you use? Mine has a road through a pond."),
        (1, "The pond is right, the road is a joke by somebody who moved away."),
        (0, "I drove there. With a trailer."),
        (1, "I’m sorry, and I’m laughing."),
    ],
    &[
        (0, "Could you look over my text before I show it to the others? One page."),
        (1, "Gladly. Send it. I’m honest but not cruel."),
        (0, "Sent. Be honest."),
        (1, "The second half is lovely. The first half is you clearing your throat. Start at “One morning”."),
        (0, "You’re right. Ouch. Thank you."),
    ],
    &[(0, "Is your handle from the song or from the fish?"), (1, "From the fish. Nobody has ever asked.")],
    &[
        (
            0,
            "I have two tickets for the small theatre on Sunday and one friend who’s ill. We’ve talked here so often that I thought of you.",
        ),
        (1, "I’d like to come very much. May I bring my shyness?"),
        (0, "It gets the seat between us."),
    ],
    &[
        (0, "How did your interview go?"),
        (1, "They asked what I’m proud of, and I told them about the repair table."),
        (0, "And?"),
        (1, "I start in January."),
        (0, "I’m dancing in a stairwell. Just so you know."),
    ],
    &[
        (0, "I tried your plum cake. It’s now called by your name in our house."),
        (1, "I’m a cake. My mother will be proud."),
    ],
    &[
        (0, "Was that you with the red bag on line 49 this morning?"),
        (1, "If I was reading and missed my stop: yes."),
        (0, "You did, and I wasn’t sure, so I said nothing. Next time I’ll say something."),
        (1, "Please do. I was late."),
    ],
];

/// Between two who have not met and are about to.
pub const PLANNING: &[Letters] = &[
    &[
        (0, "I see you’re coming too. After all this time I’ll finally know how tall you are."),
        (1, "Short. Look down."),
        (0, "Green coat, near the entrance, ten minutes early."),
        (1, "I’ll be the one who pretends to read the notice board."),
    ],
    &[
        (0, "First time for me, and you’re the only name I know on the list. Would it be all right to go in together?"),
        (1, "Of course. I felt just the same in spring. Corner by the bicycle stands, quarter past?"),
        (0, "Thank you, that makes it possible."),
    ],
    &[
        (0, "Will you bring the book you wrote about?"),
        (1, "It’s packed. It has notes in the margin, some of them rude."),
        (0, "Even better."),
    ],
    &[
        (0, "I don’t stay long in crowds. Shall we have a tea outside after the first hour?"),
        (1, "Yes. I know a bench with a roof."),
    ],
    &[
        (0, "Are you driving or taking the train?"),
        (1, "Train, and there’s a seat next to me."),
        (0, "Then I’ll bring the thermos."),
    ],
    &[
        (0, "I’ve a question about your project that’s too long for writing."),
        (1, "I have an answer that’s too long as well. Shall we sit together?"),
    ],
];

/// Between two who have met.
pub const MET: &[Letters] = &[
    &[
        (0, "You’re less grumpy than your posts."),
        (1, "Don’t tell anyone. It was a lovely evening."),
        (0, "Next week again?"),
        (1, "Next week again."),
    ],
    &[(0, "You left your umbrella, so you’ll have to come back."), (1, "That was the plan.")],
    &[
        (0, "Thank you for staying until the end with me. I usually leave before it gets good."),
        (1, "I noticed you looking at the door at eight. I’m glad it stayed shut."),
    ],
    &[
        (0, "Here’s the name I couldn’t think of last night: it was “the lantern maker”."),
        (1, "At three in the morning I sat up and said it aloud. My cat was startled."),
    ],
    &[
        (0, "I told my sister about you. She wants to come along next time."),
        (1, "Bring her. I’ll keep two chairs."),
        (0, "She talks a lot."),
        (1, "Three chairs, then: one for the pauses."),
    ],
    &[(0, "Home. You too?"), (1, "Home too. Kettle’s on. Good night.")],
    &[(0, "Was I too loud about the rules?"), (1, "A bit. We like you all the same."), (0, "Thank you. For both.")],
    &[
        (0, "The photograph of you with the ladder: may I show it in the group?"),
        (1, "That one, yes. Not the one with the cake."),
    ],
    &[
        (0, "I’m in your street on Friday. Ten minutes of tea?"),
        (1, "Twenty. I’ve got biscuits."),
        (0, "Four o’clock?"),
        (1, "Four. Third bell from the top, it doesn’t ring, knock."),
    ],
    &[
        (0, "We said “we must do this more often” and I’d like to mean it. Sunday, walk along the canal?"),
        (1, "I’d like to mean it too. Eleven?"),
        (0, "Eleven, at the second bridge."),
    ],
];

/// Before the big day, to the member whom the demonstration shows: the last of each waits for an answer.
pub const TO_THE_MEMBER: &[Letters] = &[
    &[
        (0, "Your patch to the map editor made my week. Who taught you to write commit messages like that?"),
        (1, "My grandmother. She wrote shopping lists with reasons."),
        (0, "I’d like to see one of those lists."),
        (1, "There’s one framed in my kitchen. “Onions, because Karl is coming.”"),
        (
            0,
            "I’ve booked the train for the Open Tools Day: arriving on Friday at 21:14. Shall we have breakfast on Saturday before it \
             starts? You choose the place, you know where the good rolls are.",
        ),
    ],
    &[
        (
            1,
            "You asked for somebody who tests with a screen reader. I don’t, but my neighbour does, and she’d like to.",
        ),
        (0, "That would be worth gold. Would she talk to a stranger?"),
        (1, "She talks to everyone. I’ll ask her tonight."),
        (1, "She says yes, and that she’d like to be paid in cake."),
        (0, "Deal. I’ll bring it to the Open Tools Day myself, so we finally meet as well."),
    ],
    &[
        (0, "Two years of reviewing each other’s code, and I realised today that I don’t know whether you take milk."),
        (1, "No milk. You?"),
        (0, "Too much. See you on the Saturday, I’ll be the one with the sewing-pattern software and the loud shirt."),
        (1, "I’ll look for the shirt."),
    ],
];

/// To the host whom the demonstration shows.
pub const TO_THE_HOST: &[Letters] = &[
    &[
        (
            0,
            "May I bring my aunt to the next craft night? She’s dyed with onion skins for fifty years and doesn’t believe that \
             anybody is interested.",
        ),
        (1, "Please do. I’ve got questions about onion skins that nobody can answer."),
        (0, "She’s nervous. Could she sit beside you?"),
    ],
    &[
        (0, "The moss-green skein from the last batch doesn’t split any more. Whatever you changed: keep it."),
        (1, "Twelve more turns per metre. Thank you, I’ve been waiting for exactly that sentence."),
    ],
];
