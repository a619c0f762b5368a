//! The communities of the demonstration: what they are for, when they meet, and what is said in them.
//!
//! In a thread the number says who speaks: 0 is a host, the others are members, each number somebody else.

/// Who may join.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Door {
    /// Whoever likes.
    Open,
    /// Whoever asks and gets a yes.
    Closed,
    /// Whoever was invited; invisible to others.
    Private,
}

/// Posts that belong together: the first, and what was answered.
pub type Thread = &'static [(usize, &'static str)];

/// How often a series of gatherings takes place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Every {
    /// Each so many weeks, on that day of the week (1 is Monday), shifted by so many weeks.
    Weeks(i64, i8, i64),
    /// Once: so many weeks from now (or ago), on that day of the week.
    Once(i64, i8),
}

/// Gatherings of a kind.
pub struct Series {
    /// Titles, one after the other.
    pub titles: &'static [&'static str],
    /// What is said of them.
    pub words: &'static str,
    /// How often.
    pub every: Every,
    /// Hour and minute on the wall.
    pub start: (i8, i8),
    /// How long, in minutes.
    pub minutes: i64,
    /// Venue and address, one after the other.
    pub venues: &'static [(&'static str, &'static str)],
    /// How many can come.
    pub capacity: Option<i64>,
    /// How many usually come.
    pub crowd: usize,
}

/// A community.
pub struct Club {
    /// Its handle.
    pub handle: &'static str,
    /// Its name.
    pub name: &'static str,
    /// Where: as in [`super::cast::TOWNS`].
    pub town: &'static str,
    /// Who may join.
    pub door: Door,
    /// What it is about.
    pub interests: &'static [&'static str],
    /// What it says of itself.
    pub words: &'static str,
    /// How one behaves there.
    pub rules: &'static str,
    /// Of the people of its town, so many in a hundred belong to it.
    pub share: usize,
    /// Of the people of other towns, so many in a hundred.
    pub far: usize,
    /// When it meets.
    pub series: &'static [Series],
    /// What is talked about.
    pub threads: &'static [Thread],
    /// Which of the series the two lists below are about.
    pub about: usize,
    /// What is said before a gathering.
    pub before: &'static [Thread],
    /// What is said after one.
    pub after: &'static [Thread],
    /// What those say who ask to join.
    pub asks: &'static [&'static str],
}

/// All of them.
pub const CLUBS: [Club; 12] = [
    Club {
        handle: "dice-and-tea",
        name: "Dice & Tea",
        town: "Vienna, AT",
        door: Door::Open,
        interests: &["board-games", "coffee", "neighbourhood"],
        words: "We play board games every Thursday, in the back room of a café that tolerates us. Nobody needs to know a \
                single rule: somebody at each table explains.\n\nCome alone. Most of us did. At half past six the newcomers’ \
                table starts with something short, so that by eight you know four names.",
        rules: "1. Nobody waits at the door: whoever is free waves newcomers over.\n2. Explain, don’t lecture.\n3. Winning \
                is allowed, gloating until Friday is not.\n4. The room closes at ten, and so do we.",
        share: 42,
        far: 1,
        series: &[Series {
            titles: &[
                "Board-game night",
                "Board-game night: short and sweet",
                "Board-game night: bring your favourite",
                "Board-game night: co-op only",
                "Board-game night: the one with the big box",
            ],
            words: "Doors at 18:15, newcomers’ table at 18:30, last round starts at 21:00. We have about forty games on the \
                    shelf; bring one if you’d like to explain it.\n\nThe back room has two steps and a ramp: ask at the bar. \
                    Tea is on the house for whoever teaches a game.",
            every: Every::Weeks(1, 4, 0),
            start: (18, 30),
            minutes: 210,
            venues: &[("Café Zwölf, back room", "Ahorngasse 12, 1070")],
            capacity: Some(24),
            crowd: 17,
        }],
        threads: &[
            &[
                (
                    1,
                    "Is there a game for exactly five people that isn’t about bluffing? I turn red. It is over before it starts.",
                ),
                (
                    2,
                    "The one with the lighthouse keepers. Five is the perfect number, and everybody sees all the cards anyway.",
                ),
                (0, "It’s on the second shelf, blue spine. I’ll put it on the newcomers’ table on Thursday."),
                (1, "Played it. Nobody saw me turn red. Thank you."),
            ],
            &[
                (
                    0,
                    "We counted: since spring 131 people have sat at our tables, and 58 came alone the first time. If you came \
                     alone once, sit at the newcomers’ table once in a while. You know what to say.",
                ),
                (3, "I’ll take this Thursday."),
                (4, "And I the one after. I still remember who waved at me."),
            ],
            &[
                (5, "Found under the radiator: one green wooden sheep. To which flock does it belong?"),
                (6, "We have been playing with a button instead since August. Welcome home."),
            ],
            &[
                (
                    2,
                    "I’ve translated the rules of the tram game into English and simple German. Two pages. They’re in the box now.",
                ),
                (7, "Finally I understand what I have been losing at."),
            ],
            &[
                (
                    8,
                    "Would anybody like to play something long on a Sunday? Five hours, soup included. I have room for four at \
                     the kitchen table in the 15th.",
                ),
                (9, "Yes. I’ll bring bread."),
                (1, "If it’s the one with the canals: yes as well."),
                (8, "It is the one with the canals. I’ll make a gathering of it so that nobody forgets."),
            ],
            &[
                (
                    6,
                    "Reminder to myself and others: the café earns from what we order. Last week our table had one tap water for four.",
                ),
                (0, "Thank you for saying it before I had to. They keep the room free for us for nothing."),
            ],
            &[
                (
                    9,
                    "Does it happen to you too that people you only know from here say hello at the tram stop? Twice this week.",
                ),
                (4, "It’s how I know which day it is."),
                (5, "That was me, at Westbahnhof! You had headphones on and still waved."),
            ],
        ],
        about: 0,
        before: &[
            &[
                (1, "First time for me. How do I find you in the café?"),
                (0, "Straight through, past the coats, then follow the noise. I’ll keep a chair for you."),
                (1, "That helps a lot, see you there."),
            ],
            &[(
                2,
                "I’ll bring the train game. It takes two hours, so I’d like to start at half past six sharp. Three seats left.",
            )],
            &[
                (3, "Is the ramp back? I’ll be with a pram."),
                (0, "It’s back. Ring at the side door and somebody comes."),
            ],
            &[(4, "Running late from work, ten past seven. Please don’t wait with the first round.")],
            &[
                (5, "Could somebody teach the one with the birds? I have only ever watched."),
                (6, "Gladly. You, me and two others: table by the window."),
            ],
            &[
                (7, "My sister is visiting and speaks only Spanish. Is there something without text on the cards?"),
                (8, "Lots. And I’d love to practise."),
            ],
        ],
        after: &[
            &[
                (1, "Eleven points behind and still the best evening of the week."),
                (2, "You laughed through the whole last round. So did the next table."),
            ],
            &[(3, "Whoever taught the birds: we bought the last copy in the shop this morning.")],
            &[(0, "Nineteen people, four tables, one broken cup. Thank you all, see you next Thursday.")],
            &[
                (4, "I came alone and left with three numbers and a recipe for plum cake."),
                (5, "The secret is a little less sugar than it says."),
            ],
            &[(6, "A grey scarf stayed on the hook. I have it and bring it next week.")],
            &[(7, "We never finished. Same four next Thursday?"), (8, "Same four. I wrote down who had which colour.")],
        ],
        asks: &[],
    },
    Club {
        handle: "loop-and-ladder",
        name: "Loop & Ladder",
        town: "Vienna, AT",
        door: Door::Closed,
        interests: &["knitting", "crafts", "sewing"],
        words: "The circle around our small wool workshop: people who knit, dye, weave and mend, and the two of us who spin \
                the yarn. Show what you are making, also when it went wrong; especially then.\n\nEvery second Tuesday we sit \
                around the long table in the workshop. It seats fourteen, so please say early whether you come.",
        rules: "Ask before you photograph somebody’s work or hands.\nAdvice when asked, applause at any time.\nWe make the yarn \
                ourselves: tell us honestly when it pills, and where.",
        share: 20,
        far: 2,
        series: &[
            Series {
                titles: &[
                    "Craft night at the long table",
                    "Craft night: mending",
                    "Craft night: colour",
                    "Craft night: finish something",
                ],
                words: "Bring what is on your needles, or nothing: there are baskets of ends to learn on. Tea, light, and \
                        fourteen chairs. From eight o’clock the kettle is on again.\n\nThe workshop is on the ground floor, no steps.",
                every: Every::Weeks(2, 2, 0),
                start: (18, 0),
                minutes: 150,
                venues: &[("The workshop", "Färbergasse 5, 1050")],
                capacity: Some(14),
                crowd: 13,
            },
            Series {
                titles: &["Dyeing in the courtyard: walnut and madder"],
                words: "We boil, you stir. Old clothes, please. Each of you takes home two skeins and blue, brown or red fingers.",
                every: Every::Once(3, 6),
                start: (10, 0),
                minutes: 300,
                venues: &[("The workshop, courtyard", "Färbergasse 5, 1050")],
                capacity: Some(10),
                crowd: 9,
            },
        ],
        threads: &[
            &[
                (1, "The moss-green mitten, second try. The thumb is where a thumb should be this time."),
                (2, "It is! And the first one will make somebody with a very long thumb happy."),
                (0, "Please bring both on Tuesday. I’d like to see how the yarn behaves at the gusset."),
            ],
            &[
                (
                    0,
                    "Honest question from the spinning side: the two-ply from October, does it split for you? My sister thinks \
                     it is the twist, I think it is our impatience.",
                ),
                (3, "It splits on metal needles, hardly on wood."),
                (4, "Same here. On wood it’s lovely."),
                (
                    0,
                    "Then more twist in the next batch. You’ll get the first skeins to try, and tell us what you find.",
                ),
            ],
            &[
                (
                    5,
                    "My grandmother’s pattern, copied from the back of an envelope. I have typed it out; the only thing missing \
                     is what she meant by “as usual”.",
                ),
                (6, "Three times out of four it means: slip the first stitch."),
                (7, "Bring the envelope on Tuesday, please. I’d love to see her handwriting."),
            ],
            &[
                (4, "Which needle for very soft yarn that slides? I lose stitches in the tram."),
                (1, "Square ones. I laughed too, and then bought a second pair."),
                (2, "I have a spare set you can borrow, I’ll bring it."),
            ],
            &[
                (
                    8,
                    "I unravelled a jumper from the flea market and got nine hundred grams of the best wool I’ve ever held. Four euros.",
                ),
                (3, "Hang the skeins wet with a weight, then it forgets that it was a jumper."),
            ],
            &[
                (6, "Does anybody else knit to think? I solved a problem from work in the heel of a sock."),
                (8, "Heels for work, sleeves for family."),
            ],
            &[
                (
                    7,
                    "The shawl I said I would never finish is finished. Fourteen months. It’s warmer than it looks, and I’m \
                     prouder than it looks.",
                ),
                (0, "It goes on the wall on Tuesday, if you can part with it for an evening."),
            ],
        ],
        about: 0,
        before: &[
            &[
                (1, "I’m bringing my neighbour’s broken loom shuttle. Somebody here can surely glue."),
                (2, "Wood glue and clamps: packed."),
            ],
            &[
                (3, "Will there be daylight lamps? My yarn is black, I know, my own fault."),
                (0, "Two, and you get the seat between them."),
            ],
            &[(4, "I can’t stay past half past seven, is that all right?"), (0, "Of course. The kettle doesn’t mind.")],
            &[
                (
                    5,
                    "Can somebody show me how to graft a toe? I’ve watched four videos, and it’s like watching a card trick.",
                ),
                (6, "Sit next to me. Two minutes, and you’ll do the second one yourself."),
            ],
        ],
        after: &[
            &[(1, "Grafted toe, no seam. I’ve been wearing one sock all day.")],
            &[(2, "Thank you for the walnut husks. My kitchen is brown, my yarn is gold.")],
            &[(0, "Somebody forgot a thimble and somebody forgot a whole sleeve. Both are in the blue bowl.")],
            &[
                (3, "I had only known you from your photographs here. In person your cables are even better."),
                (4, "In person you are much funnier."),
            ],
        ],
        asks: &[
            "I bought two skeins of your grey at the Christmas market and have been knitting the same hat since. I’d like to learn the second hat.",
            "Ana told me about the long table. I mend more than I make, if that’s welcome.",
            "I weave bands on a small loom and know nobody in Vienna who does.",
            "Retired pattern cutter. I can explain sleeves.",
        ],
    },
    Club {
        handle: "kernel-und-kipferl",
        name: "Kernel & Kipferl",
        town: "Vienna, AT",
        door: Door::Open,
        interests: &["open-source", "maker", "science"],
        words: "People who write, translate, draw, test and use free software, from Vienna and from the mailing lists. Once a \
                month there are two short talks and long tables; twice a year a whole day.\n\nYou need not be a programmer. \
                Half of us are not.",
        rules: "We follow our code of conduct: assume good faith, say it to the person, ask before you touch a keyboard.\nTalks \
                are ten minutes. The other fifty are for people.",
        share: 26,
        far: 17,
        series: &[
            Series {
                titles: &[
                    "Two talks and a long table",
                    "Two talks and a long table: maps",
                    "Two talks and a long table: small machines",
                ],
                words: "19:00 first talk, 19:15 second talk, then tables by topic until we’re thrown out. Kipferl as long as \
                        they last. The room has a hearing loop.",
                every: Every::Weeks(4, 3, 1),
                start: (19, 0),
                minutes: 180,
                venues: &[("Werkraum Süd", "Gießereistraße 31, 1100")],
                capacity: Some(45),
                crowd: 30,
            },
            Series {
                titles: &["Open Tools Day"],
                words: "A whole Saturday for those who make and use free tools: from map editors to sewing-pattern software, from \
                        screen readers to seed libraries. No sponsors’ talks. Short talks in the morning, tables in the \
                        afternoon, soup in between.\n\nMany of us have written to each other for years and have never met. \
                        There will be name tags with handles, a quiet room, and a shelf for “I’m looking for …” notes.\n\nTrains \
                        from Berlin, Hamburg and Zürich arrive in time; sofas are offered in the talk below.",
                every: Every::Once(1, 6),
                start: (9, 30),
                minutes: 510,
                venues: &[("Alte Remise", "Remisenplatz 2, 1020")],
                capacity: Some(140),
                crowd: 96,
            },
            Series {
                titles: &["Documentation sprint"],
                words: "Four hours, four manuals, four people who have never used the thing. Bring a laptop, or just your questions.",
                every: Every::Once(4, 7),
                start: (13, 0),
                minutes: 240,
                venues: &[("Werkraum Süd", "Gießereistraße 31, 1100")],
                capacity: Some(20),
                crowd: 11,
            },
        ],
        threads: &[
            &[
                (
                    0,
                    "Open Tools Day: I have three sofas and one very good mattress to offer for people from elsewhere. Who has more?",
                ),
                (1, "One sofa bed in the 9th, with a cat."),
                (2, "Coming from Hamburg by night train and would take the cat."),
                (
                    3,
                    "A room in the 2nd, five minutes’ walk from the Remise, for somebody who can’t manage stairs: there is a lift.",
                ),
                (4, "Thank you, that would be me. I’ll write to you."),
            ],
            &[
                (
                    5,
                    "I’d like to learn how you review patches without making people cry. I’ve been on both sides this week.",
                ),
                (6, "Say what the code does before you say what it should do. It slows me down exactly enough."),
                (7, "And: one real compliment, or no review."),
                (0, "Would the two of you talk about this for ten minutes next month? I’m serious."),
                (6, "If somebody else makes the slides."),
            ],
            &[
                (
                    8,
                    "I’m a nurse, no programmer, and have translated 4,000 strings of a clinic system into Croatian. Is that a talk?",
                ),
                (0, "That is the best talk we’ll have this year."),
                (1, "I’ll come for this one alone."),
            ],
            &[
                (
                    2,
                    "For two years I’ve been answering questions by somebody called “gravelbed” in the map forum. It turns out that \
                     gravelbed is in this group and lives four stops from me.",
                ),
                (3, "Hello. It’s me. I still owe you an apology for the roundabout."),
                (2, "Coffee, and we’re even."),
            ],
            &[
                (
                    9,
                    "My little sensor box measures the air in our stairwell and blinks. It blinks too much. What does one do in \
                     the evening with two hours and a soldering iron?",
                ),
                (4, "Bring it along on Wednesday: small machines have their own table."),
            ],
            &[
                (
                    7,
                    "Is there anybody who works on screen readers? My father is losing his sight and I understand half of the manual.",
                ),
                (5, "Yes: me, since 2014. Sit with me at the Open Tools Day, or earlier if it’s urgent."),
                (7, "Earlier would be kind. He is getting impatient, and so am I."),
            ],
            &[
                (6, "Who maintains the train timetable converter? The new timetable breaks it on Sunday."),
                (
                    8,
                    "That’s one person in Zürich, who is called Noor and needs a second pair of hands more than a bug report.",
                ),
                (6, "Then I’ll write to Noor and ask what helps."),
            ],
        ],
        about: 1,
        before: &[
            &[
                (1, "I arrive at 8:52 at Hauptbahnhof with two others from Berlin. Does anybody walk over from there?"),
                (2, "Yes, I’ll stand at the flower shop with a paper sign. 25 minutes on foot, along the canal."),
            ],
            &[
                (
                    3,
                    "I’d like to meet whoever works on offline maps. I have a question that doesn’t fit into a ticket.",
                ),
                (4, "That’s three of us. Table at the left window, after the soup."),
            ],
            &[
                (5, "Is it all right to come only for the tables? Talks are hard for me with my hearing."),
                (0, "Of course. And there’s a loop in the front rows, and somebody who types along."),
            ],
            &[
                (6, "Is there something for children? Mine is eight and takes everything apart."),
                (7, "Then she’s one of us. We’ll have a box of dead radios."),
            ],
            &[(8, "I can only come in the afternoon. Please keep me a bowl of soup.")],
        ],
        after: &[
            &[(
                1,
                "Slides are nothing without the drawing on the whiteboard, so here it is in words: three boxes, one arrow, and “don’t”.",
            )],
            &[(2, "I finally know what gravelbed looks like. Taller than his avatar."), (3, "I’ve been told.")],
            &[(0, "Thank you: 31 people, six new ones, no slides over ten minutes. The kipferl were gone by 19:20.")],
            &[
                (4, "The bug we couldn’t fix in eleven months: gone in twenty minutes at the same table."),
                (5, "We should sit at the same table more often."),
            ],
            &[(6, "Thank you for the translator’s talk. I went home and removed a joke from our error messages.")],
        ],
        asks: &[],
    },
    Club {
        handle: "repaircafe-am-kanal",
        name: "Repair Café am Kanal",
        town: "Vienna, AT",
        door: Door::Open,
        interests: &["diy", "sewing", "neighbourhood"],
        words: "Once a month we repair together what would otherwise be thrown away: toasters, trousers, bicycles, lamps, now \
                and then a music box. You bring it, you stay, and you hold the torch.\n\nWe have tools, coffee, and eleven \
                people who can’t leave a screw alone.",
        rules: "You stay with your thing until it works or has been given up honourably.\nNo microwaves, no gas.\nWhat it costs: \
                what it is worth to you, in the tin.",
        share: 24,
        far: 0,
        series: &[Series {
            titles: &["Repair Saturday", "Repair Saturday: lamps and chairs", "Repair Saturday: before the holidays"],
            words: "14:00 to 18:00. Say in the talk what you are bringing, then the right person has the right part with them. \
                    Last repairs are begun at 17:15.\n\nStep-free. Cake by whoever bakes.",
            every: Every::Weeks(4, 6, 2),
            start: (14, 0),
            minutes: 240,
            venues: &[("Pfarrsaal am Kanal", "Schleusengasse 8, 1020")],
            capacity: Some(40),
            crowd: 24,
        }],
        threads: &[
            &[
                (
                    1,
                    "Statistics of the last Saturday: 38 things, 29 repaired, 5 taken home with a plan, 4 given a dignified end. \
                     The music box plays again, one note too high.",
                ),
                (2, "That was my grandmother’s. One note too high is exactly how she sang."),
            ],
            &[
                (
                    3,
                    "Looking for: the little black foot of a sewing machine from about 1970. It’s a cross between a snail and a bolt.",
                ),
                (4, "I have a tin full of snails. Bring the machine."),
            ],
            &[
                (5, "Could we explain soldering to those who wait? I’d do it, I only need a table and six irons."),
                (0, "Table yes, irons four. Who has two more?"),
                (6, "Here, two. And I’d like to learn it, so I’ll be sitting at the same table."),
            ],
            &[
                (
                    7,
                    "My bicycle has been at your place twice and has now outlived its third chain. Thank you. As a thank-you I bake: \
                     apple or poppy seed?",
                ),
                (1, "Poppy seed."),
                (2, "Apple."),
                (7, "I see. Both."),
            ],
            &[
                (
                    4,
                    "From January the school next door gives us the workshop, if two adults stay until half past six. I’m one.",
                ),
                (5, "I’m the other."),
            ],
        ],
        about: 0,
        before: &[
            &[
                (1, "I’m bringing a lamp that only shines when one is angry with it."),
                (2, "Loose contact. I’ll bring sockets."),
            ],
            &[
                (3, "A winter coat with a zip that has given up. Is there somebody for zips?"),
                (4, "Me. Please bring a second zip, or I’ll make buttons of it."),
            ],
            &[
                (5, "May I bring my son (11)? He’d like to unscrew things."),
                (0, "Gladly. The dead printers are waiting for him."),
            ],
            &[(6, "Toaster, smells. Just so that you know.")],
        ],
        after: &[
            &[(1, "The lamp shines, also when one is friendly.")],
            &[(
                2,
                "Two hours at one table with a man I’ve said hello to on the stairs for six years. We repaired his radio and now have a date for chess.",
            )],
            &[(0, "33 things, 26 work. Thanks to all, the tin has paid for new files.")],
            &[(3, "The coat has a zip again, and I can sew one now. Nobody is more surprised than I am.")],
        ],
        asks: &[],
    },
    Club {
        handle: "two-tongues",
        name: "Two Tongues",
        town: "Vienna, AT",
        door: Door::Open,
        interests: &["languages", "travel", "coffee"],
        words: "Half an hour in your language, half an hour in mine. Every Tuesday evening we sit in pairs and small rounds; \
                whoever comes finds somebody.\n\nLast week at the tables: German, English, Turkish, Ukrainian, Spanish, \
                Farsi, Hungarian, and one hour of sign language.",
        rules: "Correct gently, and only when asked.\nNo language is worth more than another.\nNo dating, please: there are \
                other places for that, and people come here to talk.",
        share: 33,
        far: 0,
        series: &[Series {
            titles: &[
                "Language tables",
                "Language tables: stories from home",
                "Language tables: beginners’ German",
                "Language tables: everyday letters and forms",
            ],
            words: "Small flags on the tables, change every half hour. Beginners’ table at the entrance, always with somebody \
                    patient. Bring the letter from the authorities that you don’t understand: we read it together.",
            every: Every::Weeks(1, 2, 0),
            start: (19, 0),
            minutes: 120,
            venues: &[("Lesesaal Nord", "Brunnengasse 40, 1160")],
            capacity: Some(30),
            crowd: 16,
        }],
        threads: &[
            &[
                (
                    1,
                    "What does one say in Vienna when somebody says “eh”? I’ve heard it eleven times today, with eleven meanings.",
                ),
                (2, "Eh."),
                (3, "It means: I knew that, I agree, and let’s not make a fuss."),
                (1, "Eh."),
            ],
            &[
                (4, "I understood a joke in German today. On the bus. I laughed out loud, alone, two seconds late."),
                (5, "This is the moment. Congratulations."),
            ],
            &[
                (
                    6,
                    "I offer Farsi, I look for somebody who reads poems with me in German, slowly. Not the famous ones.",
                ),
                (7, "I’ve a thin book with poems about kitchens. Tuesday?"),
                (6, "Tuesday."),
            ],
            &[
                (
                    0,
                    "The table for letters and forms was the fullest last time. If you are good with official German, please come \
                     a little earlier: people are waiting from half past six.",
                ),
                (2, "I’ll be there at half past six, with the big dictionary."),
                (8, "I worked at the tax office for 31 years. I’ll come and atone."),
            ],
            &[
                (
                    3,
                    "A small list of words that I’m missing in English: doch, Feierabend, and the sound one makes when getting up \
                     from a chair.",
                ),
                (9, "We have that sound in Hungarian. It’s the same."),
            ],
            &[
                (
                    5,
                    "I’ve found work, in a bakery, partly because of the Tuesday table. My boss speaks fast, but about bread.",
                ),
                (0, "This is the best post of the month. Bring some of the bread."),
            ],
        ],
        about: 0,
        before: &[
            &[
                (1, "Is there anybody for Portuguese? I offer English and very old-fashioned French."),
                (2, "Yes, from Porto, and I collect old-fashioned French."),
            ],
            &[
                (3, "I’m bringing a letter from the housing office. It has four pages and one sentence."),
                (4, "I know this sentence. We’ll find the verb."),
            ],
            &[
                (5, "Can one come without speaking any German at all?"),
                (0, "Yes. Table at the entrance: we begin with names and cake."),
            ],
            &[
                (
                    6,
                    "Will there be somebody for Ukrainian this week? My daughter would like to hear it from somebody who isn’t her mother.",
                ),
                (7, "I’ll be there, with my own daughter."),
            ],
        ],
        after: &[
            &[(1, "Half an hour of Hungarian, and I can now order soup and apologise.")],
            &[
                (2, "Thank you for the patience with my subjunctive. It would have been worse."),
                (3, "You see: correct."),
            ],
            &[(4, "Seven languages at one table and everybody laughed at the same place.")],
            &[(5, "I knew you only from the chat here. With a voice you’re quite another person: a louder one.")],
        ],
        asks: &[],
    },
    Club {
        handle: "limmat-ropes",
        name: "Limmat Ropes",
        town: "Zürich, CH",
        door: Door::Closed,
        interests: &["climbing", "hiking", "nature"],
        words: "A small climbing club: Mondays in the hall, weekends on rock when the weather lets us. We belay each other, so \
                we like to know each other: newcomers first come twice with a godmother or godfather.",
        rules: "Partner check, each time, however often you’ve climbed together.\nNo is a whole sentence, ten metres up as well.\nWe \
                leave no trace, and take home one piece of litter that isn’t ours.",
        share: 62,
        far: 1,
        series: &[Series {
            titles: &[
                "Monday on the ropes",
                "Monday on the ropes: lead climbing",
                "Monday on the ropes: easy routes, long talks",
            ],
            words: "From seven at the high wall; we sort ropes and partners at the bench. Shoes and harness can be hired. At half \
                    past nine soup upstairs for those who stay.",
            every: Every::Weeks(1, 1, 0),
            start: (19, 0),
            minutes: 150,
            venues: &[("Kletterhalle Sihlblick", "Spinnereiweg 14, 8045")],
            capacity: Some(12),
            crowd: 9,
        }],
        threads: &[
            &[
                (
                    1,
                    "Project “the grey corner”: fell at the last hold again, fourth week running. At least I fall elegantly by now.",
                ),
                (2, "You take the last hold with the wrong foot. On Monday I’ll stand below and shout “left”."),
                (1, "It was the left foot. It was always the left foot. Done."),
            ],
            &[
                (
                    3,
                    "One rope has a soft spot at about thirty metres. I’ve cut it, marked it and put it with the slings. Please look twice.",
                ),
                (0, "Thank you. That’s exactly how it should go."),
            ],
            &[
                (4, "I dreamed of the overhang and woke up with tense forearms. Is that training?"),
                (5, "In your age group, yes."),
            ],
            &[
                (
                    0,
                    "Saturday in a fortnight: limestone with sun, easy routes, 48 minutes by train. Whoever has never been on rock: \
                     this is the day.",
                ),
                (6, "Count me in. I’m scared, I’m bringing cake."),
                (2, "Scared people with cake are our core audience."),
            ],
            &[
                (5, "Has anybody tape for split fingertips that survives washing up?"),
                (3, "No. Nobody has. We have a dishwasher rota instead."),
            ],
        ],
        about: 0,
        before: &[
            &[(1, "Looking for a partner of about 60 kg, otherwise I fly."), (2, "62. You’ll hover at most.")],
            &[
                (3, "I’ll come later, from half past eight. Is somebody still there for the second half?"),
                (4, "Yes, I start late as well."),
            ],
            &[
                (5, "First time after six months’ break. Please be slow with me."),
                (0, "We’ll do the yellow route together and talk nonsense."),
            ],
        ],
        after: &[
            &[
                (1, "Grey corner: done. I’d like it to be noted in the minutes."),
                (2, "Noted. With date and witnesses."),
            ],
            &[(3, "Thank you for holding me for four minutes while I thought about my life.")],
            &[(4, "Somebody has my left shoe, and I have somebody’s left shoe.")],
        ],
        asks: &[
            "I climbed with a club in Ljubljana for six years and moved here in September. I have my own rope and no one at the other end of it.",
            "I’ve done the belay course in the hall. Luca said your godparents are kind.",
        ],
    },
    Club {
        handle: "pear-tree-square",
        name: "Pear Tree Square",
        town: "Bristol, GB",
        door: Door::Open,
        interests: &["neighbourhood", "gardening", "cooking"],
        words: "The square, the four streets around it, and everyone who lives on them. We share a garden, a long ladder, two \
                cargo bikes and, once a month, breakfast at one very long table.\n\nIf you’ve just moved in: somebody will \
                bring you bread. If nobody has yet, write here and somebody will.",
        rules: "Be the neighbour you’d like to have.\nComplaints about people go to those people first, over tea.\nParking is \
                discussed on the first of April only.",
        share: 62,
        far: 0,
        series: &[
            Series {
                titles: &["Long-table breakfast"],
                words: "Bring a chair and one thing to eat that you can pass along. Rain: under the arches. Children run, dogs \
                        lie. If you know nobody, sit at the end with the yellow cloth; that is what it’s for.",
                every: Every::Weeks(4, 7, 3),
                start: (9, 30),
                minutes: 150,
                venues: &[("Under the pear tree", "Pear Tree Square, BS3")],
                capacity: None,
                crowd: 20,
            },
            Series {
                titles: &["Garden hour", "Garden hour: compost", "Garden hour: bulbs", "Garden hour: the far bed"],
                words: "One hour, not two: tools at ten, tea at eleven. Gloves in all sizes. Nobody needs to know the names of things.",
                every: Every::Weeks(2, 6, 1),
                start: (10, 0),
                minutes: 75,
                venues: &[("The shared garden", "Behind 14 Pear Tree Square, BS3")],
                capacity: Some(15),
                crowd: 8,
            },
        ],
        threads: &[
            &[
                (
                    1,
                    "Moved into number 22 on Sunday. Thank you, whoever left bread and a map of which shop sells what. I cried a bit, in a good way.",
                ),
                (2, "The map is by the twins at number 9. The bread is everybody’s recipe by now."),
                (0, "Welcome. Yellow cloth at the next breakfast, we’ll find you."),
            ],
            &[
                (3, "The long ladder is not at its place. Does it hang about with one of you?"),
                (4, "With me, since the gutter. Back tonight. I’m writing my name on the list a hundred times."),
            ],
            &[
                (
                    5,
                    "Mrs. D. from number 3 is in hospital until Friday, nothing bad. Who takes the cat, who takes the tomatoes?",
                ),
                (6, "Cat."),
                (7, "Tomatoes, and I’ll drive over on Thursday if somebody would like to come along."),
                (5, "You’re quick. She says thank you and that the cat lies."),
            ],
            &[
                (
                    2,
                    "There’s a sofa on the pavement in front of 17, dry, with a sign “comfy, sad to see it go”. Two strong arms and it’s yours.",
                ),
                (8, "It’s ours. Four arms, ten minutes, three new acquaintances."),
            ],
            &[
                (
                    4,
                    "Would anybody like to learn how to bake with the starter we’ve had going since 2020? Kitchen for four, Sunday afternoon.",
                ),
                (1, "Me, please. Mine died of loneliness."),
                (3, "Me too. I’ll bring jars for dividing."),
            ],
            &[
                (
                    6,
                    "The lamp at the corner of the arches has been out for a week. I’ve reported it and will stand there with a lantern until it’s fixed.",
                ),
                (0, "I’ve seen you. It was rather lovely. Please don’t stop when it’s fixed."),
            ],
        ],
        about: 0,
        before: &[
            &[(1, "Bringing shakshuka for twelve, or for one with ambition.")],
            &[
                (2, "We have three spare chairs, for whoever comes by bike."),
                (3, "Two of them, please, and my thanks."),
            ],
            &[(4, "Is it on if it drizzles?"), (0, "It is Bristol. If drizzle stopped us, we’d never have met.")],
            &[(5, "I’ve forty tulip bulbs and no patience.")],
        ],
        after: &[
            &[
                (1, "Thirty-one at the table, and the marmalade came back empty."),
                (2, "I’ve lived opposite you for four years. Why haven’t we done this before?"),
            ],
            &[(3, "Found under the table: one very small red wellington, left.")],
            &[(4, "Forty tulip bulbs went into the far bed between two slices of toast. My back sends its regards.")],
        ],
        asks: &[],
    },
    Club {
        handle: "slow-mile",
        name: "The Slow Mile",
        town: "Bristol, GB",
        door: Door::Open,
        interests: &["running", "nature", "coffee"],
        words: "A running group for people who’d like to talk while they run. Nobody is left behind: the last runner sets the \
                pace, and we wait at each gate.\n\nThree, five or eight kilometres along the river, then coffee. Always coffee.",
        rules: "If you can’t talk, you’re too fast.\nThe last one chooses the café.\nWe look out for each other after dark: nobody \
                runs home alone unless they like to.",
        share: 55,
        far: 1,
        series: &[Series {
            titles: &[
                "Wednesday, along the river",
                "Wednesday, along the river: head torches",
                "Wednesday, along the river: eight today, for those who want",
            ],
            words: "We start at 18:15 at the lock, after a round of names. Bags can stay in the boathouse. 3, 5 and 8 km; each has \
                    a front and a back runner in yellow.",
            every: Every::Weeks(1, 3, 0),
            start: (18, 15),
            minutes: 90,
            venues: &[("The old lock", "Lock Lane, BS1")],
            capacity: None,
            crowd: 14,
        }],
        threads: &[
            &[
                (
                    1,
                    "I ran five kilometres without stopping. I stopped in spring after two hundred metres and thought I’d die. Thank you for the waiting.",
                ),
                (0, "You have waited for others for three months now. Did you notice?"),
                (2, "I noticed. It was me."),
            ],
            &[
                (3, "Shoes: what do you wear on wet leaves?"),
                (4, "Small steps."),
                (5, "And somebody in front who falls first. I volunteer again."),
            ],
            &[
                (
                    6,
                    "On Sunday a few of us walk instead of running, because of ankles and age. Ten kilometres, two pubs. Is anybody coming?",
                ),
                (7, "My ankle and I would be delighted."),
            ],
            &[
                (
                    2,
                    "An otter. At the second bridge. All eight of us stood there and breathed quietly, which isn’t easy after three kilometres.",
                ),
                (8, "The best split time of my life."),
            ],
            &[
                (
                    4,
                    "Who runs home towards Easton on Wednesdays? I’d rather not go along the railway alone now that it’s dark.",
                ),
                (3, "Three of us do. We’ll leave together from the café, and ring when everybody is in."),
            ],
        ],
        about: 0,
        before: &[
            &[
                (1, "First time. Is really nobody annoyed if I walk?"),
                (0, "Really. There are always some of us walking. Come for the coffee."),
            ],
            &[(2, "I’ll be the back runner of the three today. Yellow hat, bad jokes.")],
            &[(3, "Forecast says rain from six."), (4, "It says that every Wednesday.")],
            &[
                (5, "Has anybody a spare head torch?"),
                (6, "Two, both bright, one with a strap that smells of adventure."),
            ],
        ],
        after: &[
            &[(1, "Thank you for the walk-run. I know four names and one life story by now.")],
            &[(2, "Wet to the skin and in the best of moods.")],
            &[
                (3, "Who has my keys? They’re on a wooden fish."),
                (4, "The fish is swimming in my bag. I’ll put it through your letter box."),
            ],
        ],
        asks: &[],
    },
    Club {
        handle: "slow-shutter",
        name: "Slow Shutter Amsterdam",
        town: "Amsterdam, NL",
        door: Door::Open,
        interests: &["photography", "history", "design"],
        words: "Photography walks for people who look before they press. Every second Sunday we meet early, walk for two hours \
                with one question in mind, and compare three pictures each over breakfast.\n\nPhones, pinhole boxes and \
                grandfather’s camera are equally welcome.",
        rules: "Ask people before you photograph them; a nod counts, a turned back counts too.\nThree pictures, no excuses.\nPraise \
                one thing, ask one thing.",
        share: 72,
        far: 3,
        series: &[Series {
            titles: &[
                "Walk: reflections",
                "Walk: hands at work",
                "Walk: the colour that doesn’t belong",
                "Walk: stairs and thresholds",
                "Walk: what the tide left",
            ],
            words: "We start on time because the light does. Two hours, about four kilometres, level ground all the way. Breakfast \
                    afterwards, where each shows three pictures.",
            every: Every::Weeks(2, 7, 0),
            start: (8, 0),
            minutes: 180,
            venues: &[
                ("Ferry landing, north side", "Veerkade 1, 1031"),
                ("Under the railway bridge", "Westerdwarsspoor 3, 1013"),
            ],
            capacity: Some(16),
            crowd: 12,
        }],
        threads: &[
            &[
                (
                    1,
                    "I’ve photographed the same corner every Sunday for a year. The corner hasn’t changed. I have, rather.",
                ),
                (2, "Please hang them up next to each other somewhere. I’ll help you with the nails."),
                (0, "The library has a wall. I’ll ask."),
            ],
            &[
                (3, "Expired film from a drawer of my uncle’s, 1998. Shall I expose it longer, or apologise to it?"),
                (4, "One stop per decade, and an apology."),
            ],
            &[
                (
                    5,
                    "The man at the fish stall asked for a print. I brought him one today. He now has it beside the till, and I have \
                     a herring for life.",
                ),
                (6, "It’s the best fee I’ve ever heard of."),
            ],
            &[
                (2, "Can we do a walk in the afternoon some time? I work nights and at eight I’m a ghost."),
                (0, "Yes. I’ll plan one for the dark months, with lamps."),
                (7, "Ghost here too. I’d come."),
            ],
            &[
                (
                    4,
                    "How do you ask strangers? I’m always so polite that they’re gone by the time I’ve finished the sentence.",
                ),
                (5, "Camera down, look, smile, lift an eyebrow. The rest is theirs."),
            ],
        ],
        about: 0,
        before: &[
            &[
                (1, "Does the first ferry run on Sundays at half past seven?"),
                (2, "At 7:35. I’ll be on it with a flask."),
            ],
            &[(3, "I have only my phone, is that all right?"), (0, "The best picture of last time was made with one.")],
            &[
                (4, "I’d like to borrow a tripod, mine has three lengths of leg."),
                (5, "Take mine, I never use it and always carry it."),
            ],
        ],
        after: &[
            &[(1, "My three: the heron, the blue door, and you all from behind, waiting for the light.")],
            &[
                (
                    2,
                    "I’d followed your pictures for a year. It was strange and nice to see from what height they’re taken.",
                ),
                (3, "From bicycle height. I hardly ever get off."),
            ],
            &[(4, "Fourteen people, forty-two pictures, one argument about cropping. A perfect morning.")],
        ],
        asks: &[],
    },
    Club {
        handle: "second-reel",
        name: "Second Reel",
        town: "Berlin, DE",
        door: Door::Open,
        interests: &["film", "theatre", "history"],
        words: "A film club in a former bakery. We show what doesn’t run anywhere else, on a projector that rattles, to 26 people \
                on 26 different chairs. Afterwards we talk for half an hour, with bread.\n\nWhoever comes three times may \
                choose a film.",
        rules: "No talking during, much talking after.\n“I didn’t like it” is the beginning of a sentence.\nThe last two fold the chairs.",
        share: 46,
        far: 1,
        series: &[Series {
            titles: &[
                "Friday film: a journey by night",
                "Friday film: two sisters",
                "Friday film: something with trains",
                "Friday film: a comedy, for once",
                "Friday film: the silent one, with piano",
            ],
            words: "Doors at half past seven, film at eight, bread at ten. We don’t say the title beforehand, only the theme: come \
                    and be surprised. Subtitles in English, always.",
            every: Every::Weeks(2, 5, 1),
            start: (20, 0),
            minutes: 170,
            venues: &[("The former bakery", "Kornblumenstraße 19, 12045")],
            capacity: Some(26),
            crowd: 18,
        }],
        threads: &[
            &[
                (1, "The film from Friday follows me. She never says why she stays. Did I miss it?"),
                (2, "She says it with the coat. Second time at the station: she hangs it up."),
                (1, "The coat! I have to see it again."),
                (0, "The reel goes back on Tuesday. Monday evening, four chairs, no bread?"),
            ],
            &[
                (
                    3,
                    "I can play the piano for a silent film, if nobody minds that I look at the screen more than at the keys.",
                ),
                (0, "That’s precisely what we need. The piano has been tuned within living memory."),
            ],
            &[
                (4, "Chair number 11 is now officially mine. It creaks in C."),
                (5, "Number 12 creaks in E. Sit down next to me and we’re a chord."),
            ],
            &[
                (
                    6,
                    "My father worked as a projectionist and would like to see the rattling machine. He’s 84 and climbs stairs better than I do.",
                ),
                (0, "He shall thread the next film. Please bring him."),
                (2, "I’ll come especially for that."),
            ],
            &[
                (5, "Three-times rule: I’ve been here five times and still don’t dare to choose."),
                (1, "Choose one that you loved at sixteen. We’re kind."),
            ],
        ],
        about: 0,
        before: &[
            &[(1, "May one bring one’s own cushion?"), (0, "You may bring your own armchair.")],
            &[
                (2, "I’m coming alone and would like to sit with somebody, afterwards too."),
                (3, "Row three, red jumper. With pleasure."),
            ],
            &[
                (4, "Is there oat milk, or shall I bring some?"),
                (5, "I’ll bring some, and bread without nuts as well."),
            ],
        ],
        after: &[
            &[(1, "Half an hour of talk became two, and nobody folded the chairs until midnight.")],
            &[
                (2, "I’m still of the opinion that the dog was the main character."),
                (3, "After one night’s sleep: you’re right."),
            ],
            &[(0, "Thanks to our guest at the piano. The applause was for you; the film is used to it.")],
        ],
        asks: &[],
    },
    Club {
        handle: "sandpit-parents",
        name: "Sandpit Parents",
        town: "Berlin, DE",
        door: Door::Private,
        interests: &["parents", "neighbourhood", "coffee"],
        words: "Parents of small children from around the canal. By invitation, because we write here about our children and \
                about being tired.\n\nSaturdays on the playground, with a thermos. Whoever can’t sleep finds somebody awake.",
        rules: "No photographs of children.\nNo advice unless asked for.\nWhat’s said here stays here.",
        share: 30,
        far: 0,
        series: &[Series {
            titles: &["Saturday in the sand", "Saturday in the sand: swap of clothes", "Saturday indoors, if it pours"],
            words: "From half past nine at the big slide. Coffee from the thermos, somebody always has wipes. Twins, tantrums and \
                    grandparents welcome.",
            every: Every::Weeks(2, 6, 0),
            start: (9, 30),
            minutes: 120,
            venues: &[("Playground with the wooden ship", "Uferpromenade 3, 12047")],
            capacity: None,
            crowd: 9,
        }],
        threads: &[
            &[
                (1, "4:10. Is anybody awake?"),
                (2, "4:12. Yes. Tooth."),
                (3, "4:15. Here too. We could meet at the canal with prams; the bakery opens at five."),
                (1, "I’m coming. Really. Ten minutes."),
            ],
            &[
                (4, "Snowsuit 92, dark blue, hardly worn, because it was “too blue”. For free."),
                (5, "We have somebody who wears only blue. Saturday?"),
            ],
            &[
                (0, "Our paediatrician retires in January. Who has one who also looks at the parents once?"),
                (6, "Yes: I’ll send you the name. She asked me how I am. I had no answer, and that was the answer."),
            ],
            &[(3, "He took three steps. Towards the dog, but still."), (2, "It counts. Mine went towards the bin.")],
        ],
        about: 0,
        before: &[
            &[(1, "We’ll bring the big bucket.")],
            &[(2, "Is the swing repaired?"), (0, "Since Thursday. It squeaks as it always did.")],
        ],
        after: &[
            &[(1, "I talked to grown-ups for two hours about something other than sleep. Thank you.")],
            &[(2, "We have somebody’s yellow spade, and somebody else’s sock.")],
        ],
        asks: &[],
    },
    Club {
        handle: "mittwochsstimmen",
        name: "Die Mittwochsstimmen",
        town: "Hamburg, DE",
        door: Door::Closed,
        interests: &["singing", "music", "theatre"],
        words: "A choir of about thirty by the harbour, without auditions. We sing sea songs, madrigals, and whatever somebody \
                brings along. Rehearsal each Wednesday; twice a year a concert in a shed.\n\nYou can’t sing wrongly here, at \
                most too quietly.",
        rules: "Come to three rehearsals before you decide.\nIf you’re ill, cough at home.\nAfterwards there’s soup. Soup is not optional.",
        share: 70,
        far: 1,
        series: &[
            Series {
                titles: &["Rehearsal", "Rehearsal: with the new tenor part", "Rehearsal: sea songs"],
                words: "19:30 warming up, 19:45 singing, 21:15 soup. Music stands are there; a pencil would be good. Newcomers sit \
                        between two people who are sure of themselves.",
                every: Every::Weeks(1, 3, 0),
                start: (19, 30),
                minutes: 120,
                venues: &[("Speicher 4, second floor", "Holzhafenufer 4, 20539")],
                capacity: Some(36),
                crowd: 15,
            },
            Series {
                titles: &["Singing in the shed: winter concert"],
                words: "An hour of songs about coming home. Bring somebody who says that they don’t like choirs. Afterwards soup for \
                        everybody, also for those people.",
                every: Every::Once(4, 6),
                start: (18, 0),
                minutes: 150,
                venues: &[("Shed 11", "Am Alten Pier 11, 20457")],
                capacity: Some(80),
                crowd: 26,
            },
        ],
        threads: &[
            &[
                (1, "Bar 34. Altos, we breathe together or we drown together."),
                (2, "I’ve drawn a small fish into my copy, there. It helps."),
                (3, "Fish adopted by the whole of the back row."),
            ],
            &[
                (
                    4,
                    "I told somebody on the ferry that I sing in a choir. It was the first time that I said it without “only”.",
                ),
                (0, "This will be read out on Wednesday."),
            ],
            &[
                (5, "Who drives back towards Harburg on Wednesdays? I’d offer petrol money and gossip."),
                (6, "Half past nine from the pier, two seats free. Gossip is enough."),
            ],
            &[
                (0, "We’re short of tenors. If you know a man who hums while he cooks: bring him along."),
                (7, "I have one. He doesn’t know yet."),
                (7, "He knows now. He’s coming on Wednesday and is blaming me."),
            ],
            &[
                (3, "Has somebody recorded the second voice of the harbour song? My piano is a table."),
                (1, "I’ll hum it to you tonight and you hum it back."),
            ],
        ],
        about: 0,
        before: &[
            &[
                (1, "Is there still room between two sure people?"),
                (0, "Always. First row of the altos, next to the fish."),
            ],
            &[(2, "I’m bringing soup: leek and potato, 14 litres. Please be hungry.")],
            &[(3, "Slightly hoarse, I’ll come and turn pages.")],
        ],
        after: &[
            &[(1, "The last chord stood in the room for quite a while. Nobody wanted to be the first to move.")],
            &[(
                2,
                "I wrote here for months before I dared to come. I’d like those who are still reading silently to know: it’s all right.",
            )],
            &[(0, "Soup pot is empty, thermos with a red lid is left over.")],
        ],
        asks: &[
            "I hum while I cook. My wife says that I should write to you.",
            "Alto, twenty years’ pause. I can still read music; breathing is another matter.",
        ],
    },
];
