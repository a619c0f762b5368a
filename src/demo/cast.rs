//! Who lives in the demonstration: names from many languages, towns, and words about oneself. Nobody here is real.

/// Names of one language, and what its speakers write beside English.
pub struct Tongue {
    /// The language's tag.
    pub tag: &'static str,
    /// Given names.
    pub given: &'static [&'static str],
    /// Family names.
    pub family: &'static [&'static str],
}

/// Where names come from.
pub const TONGUES: [Tongue; 18] = [
    Tongue {
        tag: "de",
        given: &[
            "Leonie",
            "Florian",
            "Katharina",
            "Moritz",
            "Sophie",
            "Lukas",
            "Johanna",
            "Tobias",
            "Magdalena",
            "Felix",
            "Theresa",
            "Valentin",
            "Birgit",
            "Konrad",
            "Annika",
            "Henning",
            "Silke",
            "Matthias",
            "Frieda",
            "Jannik",
        ],
        family: &[
            "Oberhuber",
            "Steinlechner",
            "Brandtner",
            "Falkner",
            "Wiesinger",
            "Hollmann",
            "Petersen",
            "Kröger",
            "Neuhäuser",
            "Thalmann",
            "Rosskopf",
            "Seidler",
            "Lindenau",
            "Gruber",
            "Haslinger",
            "Voigtländer",
            "Bachmeier",
            "Tiedemann",
        ],
    },
    Tongue {
        tag: "nl",
        given: &["Sanne", "Bram", "Femke", "Joris", "Lotte", "Thijs", "Marit", "Ruben", "Anouk", "Wessel"],
        family: &[
            "van der Meulen",
            "Dijkstra",
            "Hoekstra",
            "de Wit",
            "Kuipers",
            "Verhoeven",
            "Postma",
            "Schouten",
            "ter Horst",
            "Bosman",
        ],
    },
    Tongue {
        tag: "en",
        given: &[
            "Bethan", "Callum", "Imogen", "Rowan", "Harriet", "Ewan", "Poppy", "Gareth", "Nell", "Dominic", "Tilly",
            "Alastair",
        ],
        family: &[
            "Ashdown",
            "Pemberton",
            "Trelawny",
            "Holloway",
            "Marlow",
            "Whitcombe",
            "Fairley",
            "Prosser",
            "Kettering",
            "Gillard",
            "Loxton",
            "Harwell",
        ],
    },
    Tongue {
        tag: "tr",
        given: &["Elif", "Emre", "Defne", "Kerem", "Zeynep", "Baran", "Selin", "Deniz"],
        family: &["Aydınlı", "Kaplan", "Özgür", "Yıldırım", "Karaca", "Tunalı", "Erdem", "Sönmez"],
    },
    Tongue {
        tag: "pl",
        given: &["Zofia", "Tomasz", "Hania", "Łukasz", "Agnieszka", "Wojtek", "Marta", "Szymon"],
        family: &["Zielińska-Bąk", "Wróbel", "Kaczor", "Sikora", "Maj", "Górny", "Borkowicz", "Lis"],
    },
    Tongue {
        tag: "hr",
        given: &["Ivana", "Marko", "Jelena", "Nikola", "Tena", "Luka", "Milica", "Stjepan"],
        family: &["Vukelić", "Horvatin", "Perišić", "Kovačić", "Dragojević", "Babić", "Marušić", "Stanković"],
    },
    Tongue {
        tag: "ar",
        given: &["Layla", "Yusuf", "Nour", "Samir", "Rima", "Karim", "Hala", "Tarek"],
        family: &["Haddad", "Khoury", "Mansour", "Nassar", "Sabbagh", "Darwish", "Qasim", "Azar"],
    },
    Tongue {
        tag: "uk",
        given: &["Oksana", "Danylo", "Solomiya", "Taras", "Iryna", "Bohdan", "Kateryna", "Ostap"],
        family: &["Shevchuk", "Melnyk", "Kravets", "Bondar", "Lysenko", "Hnatiuk", "Oliinyk", "Moroz"],
    },
    Tongue {
        tag: "it",
        given: &["Chiara", "Matteo", "Giulia", "Davide", "Elena", "Pietro", "Bianca", "Nicolò"],
        family: &["Bellandi", "Rossetti", "Carminati", "Fontana", "Marangoni", "Zanetti", "Locatelli", "Tosi"],
    },
    Tongue {
        tag: "es",
        given: &["Lucía", "Javier", "Marina", "Andrés", "Paloma", "Íñigo", "Carmen", "Rubén"],
        family: &["Arriaga", "Castellanos", "Medrano", "Ibáñez", "Olmedo", "Quiroga", "Salcedo", "Vidal"],
    },
    Tongue {
        tag: "fr",
        given: &["Camille", "Antoine", "Élodie", "Baptiste", "Margaux", "Rémi", "Solène", "Gaspard"],
        family: &["Lacombe", "Delorme", "Faucher", "Marchand", "Roussel", "Tessier", "Villard", "Chevalier"],
    },
    Tongue {
        tag: "sv",
        given: &["Mira", "Oskar", "Ebba", "Linus", "Tuva", "Axel", "Freja", "Nils"],
        family: &["Lindqvist", "Ahlgren", "Sandell", "Norberg", "Ekdahl", "Holmgren", "Wallin", "Strand"],
    },
    Tongue {
        tag: "hu",
        given: &["Réka", "Bence", "Zsófia", "Gergő", "Dorka", "Máté", "Eszter", "Ákos"],
        family: &["Szalai", "Fehér", "Kertész", "Lukács", "Halász", "Bodnár", "Veres", "Juhász"],
    },
    Tongue {
        tag: "hi",
        given: &["Ananya", "Rohan", "Meera", "Arjun", "Kavya", "Vikram", "Priya", "Nikhil"],
        family: &["Deshmukh", "Iyer", "Bhatt", "Kulkarni", "Rao", "Menon", "Sethi", "Banerjee"],
    },
    Tongue {
        tag: "vi",
        given: &["Linh", "Minh", "Thảo", "Khoa", "Mai", "Dũng"],
        family: &["Nguyễn", "Trần", "Phạm", "Đặng", "Hoàng", "Bùi"],
    },
    Tongue {
        tag: "fa",
        given: &["Shirin", "Dariush", "Nasrin", "Kaveh", "Parisa", "Babak"],
        family: &["Rahimi", "Sohrabi", "Farahani", "Tavakoli", "Moradi", "Jalili"],
    },
    Tongue {
        tag: "pt",
        given: &["Inês", "Duarte", "Beatriz", "Tiago", "Matilde", "Gonçalo"],
        family: &["Carvalhal", "Figueiredo", "Moura", "Teixeira", "Sequeira", "Lobato"],
    },
    Tongue {
        tag: "yo",
        given: &["Tolu", "Ayodele", "Ngozi", "Chidi", "Folake", "Emeka"],
        family: &["Adeyemi", "Okafor", "Balogun", "Eze", "Ogunleye", "Nwosu"],
    },
];

/// A town where members live: what finds it in the gazetteer, its share, and the languages one hears there.
pub struct Town {
    /// Its name and country, as one types them.
    pub name: &'static str,
    /// Of a hundred members, so many live here.
    pub share: usize,
    /// Its own language.
    pub tag: &'static str,
}

/// The towns. Vienna has most, so that somebody there has something within reach each week.
pub const TOWNS: [Town; 11] = [
    Town { name: "Vienna, AT", share: 41, tag: "de" },
    Town { name: "Berlin, DE", share: 15, tag: "de" },
    Town { name: "Amsterdam, NL", share: 11, tag: "nl" },
    Town { name: "Bristol, GB", share: 12, tag: "en" },
    Town { name: "Hamburg, DE", share: 8, tag: "de" },
    Town { name: "Zürich, CH", share: 7, tag: "de" },
    Town { name: "Graz, AT", share: 2, tag: "de" },
    Town { name: "Bratislava, SK", share: 1, tag: "hu" },
    Town { name: "Munich, DE", share: 1, tag: "de" },
    Town { name: "Utrecht, NL", share: 1, tag: "nl" },
    Town { name: "Bath, GB", share: 1, tag: "en" },
];

/// What people say of themselves, by what they like best.
pub const BY_INTEREST: &[(&str, &[&str])] = &[
    (
        "board-games",
        &[
            "Teaches rules in under five minutes, or tries to. Will always be the green player.",
            "I own more games than chairs. Come and help with both.",
            "Bad loser in training. It is going quite well.",
        ],
    ),
    ("books", &["Reads the last page first and is not ashamed.", "Two books in the bag, one of them for lending."]),
    (
        "chess",
        &[
            "Slow chess, strong tea.",
            "Lost to a nine-year-old in the park last summer and have been back every Sunday since.",
        ],
    ),
    (
        "climbing",
        &[
            "Afraid of heights, which is why I climb.",
            "Looking for a calm belay partner on weekday evenings.",
            "Four years of climbing and still cannot do a heel hook.",
        ],
    ),
    (
        "coffee",
        &[
            "I know which cafés have a quiet corner.",
            "Will cross the town for a good flat white, and back for the conversation.",
        ],
    ),
    (
        "cooking",
        &["Cooks for six and lives alone, so: you are invited.", "Dumplings, all kinds, from anybody’s grandmother."],
    ),
    ("crafts", &["Makes small boxes that nobody needs.", "If it can be folded, I have folded it."]),
    ("cycling", &["Everything by bicycle, a wardrobe included.", "Slow rides with long breaks."]),
    (
        "dance",
        &["Balfolk on Fridays; I’ll show you the first three steps.", "Came to tango late and stayed for the people."],
    ),
    (
        "design",
        &[
            "Draws signs for a living: the kind that gets people to the right platform.",
            "I care about letters more than is sensible.",
        ],
    ),
    ("diy", &["Has a drill, and time on Saturdays.", "Built one shelf and now everybody calls me."]),
    (
        "film",
        &[
            "Front row, left side. Likes to talk about it afterwards, and not during.",
            "I keep every ticket since 2009 in a biscuit tin.",
        ],
    ),
    ("gardening", &["Tomatoes on a north-facing balcony: a story of hope.", "Will swap cuttings for company."]),
    (
        "hiking",
        &["Out on the hills at least twice a month. Room for one more on the train.", "Short legs, long walks."],
    ),
    (
        "history",
        &[
            "Guides people through cellars. There is more down there than one thinks.",
            "Asks old people about old shops.",
        ],
    ),
    (
        "knitting",
        &[
            "Knits socks on the tram; has missed many stops.",
            "Spins, dyes, knits, and unravels about a third of it.",
            "Learnt from my neighbour during one long winter.",
        ],
    ),
    (
        "languages",
        &[
            "Learning my fifth language badly and with great pleasure.",
            "I moved here two years ago and would like to dream in German.",
            "Collects words that do not translate.",
        ],
    ),
    ("maker", &["Solders things that blink.", "Half of my projects work. Ask about the other half."]),
    ("music", &["Plays the viola, knows all the jokes.", "Accordion. I am sorry. It is quite a quiet one."]),
    ("nature", &["Counts swifts every May.", "Mushrooms in autumn, birds in spring, tea in between."]),
    (
        "neighbourhood",
        &[
            "On this street for eleven years, and still learning names.",
            "Has the ladder that everybody borrows.",
            "Moved in last autumn. The one with the yellow door.",
        ],
    ),
    (
        "open-source",
        &[
            "Maintains one small library that a surprising number of trains depend on.",
            "Writes documentation, on purpose.",
            "Translates free software at night, teaches maths by day.",
            "I fix bugs in the map editor and would like to put faces to the names in the commit log.",
        ],
    ),
    (
        "parents",
        &[
            "Two under five. Answers messages at odd hours.",
            "Single father, Saturdays mostly on a playground.",
            "New in town with a baby and no plan.",
        ],
    ),
    (
        "photography",
        &[
            "One old camera, one lens, twelve exposures.",
            "Photographs shop signs before they vanish.",
            "Early light, empty streets, then breakfast.",
        ],
    ),
    ("pottery", &["Throws bowls; most of them survive.", "My mugs all lean a little to the left."]),
    (
        "running",
        &[
            "Runs slowly and talks the whole way.",
            "Back after an injury. Ten minutes without stopping is the plan.",
            "Early runner, late sleeper. It does not add up.",
        ],
    ),
    ("science", &["Looks after microscopes.", "Marine biologist, three hundred kilometres from the sea."]),
    ("sewing", &["Turns curtains into trousers.", "I’ll mend your jacket if you tell me where the tear came from."]),
    (
        "singing",
        &[
            "Alto. Sometimes tenor, when they are short of men.",
            "Was told at school not to sing. Sings.",
            "Bass, so usually on the right and usually right.",
        ],
    ),
    (
        "theatre",
        &["Lights for a small theatre: you have never seen me, that is the job.", "Amateur troupe, large gestures."],
    ),
    ("travel", &["By train only, with a thermos.", "Has slept in eleven night trains and one station."]),
    ("yoga", &["Teaches a class for stiff people on Mondays.", "Falls out of tree pose and laughs."]),
];

/// A second sentence.
pub const MORE: &[&str] = &[
    "Better with one person than with ten.",
    "New in town since spring.",
    "I leave at ten; nothing personal.",
    "Ask me about bees.",
    "Good listener, slow replier.",
    "I always bring too much food.",
    "Shy for twenty minutes, then not at all.",
    "Works nights at the hospital, so I may yawn.",
    "Usually with a small, well-behaved dog.",
    "I read lips a little; please face me when you speak.",
    "Uses a wheelchair; tell me about steps and I’ll find the way.",
    "Happy to be dragged to things.",
    "No alcohol, all the cake.",
    "Speaks three languages, mixes four.",
    "Between two jobs and open to ideas.",
    "Grew up by the sea and will mention it.",
    "Prefers mornings.",
    "If I know one face in the room, I’ll come.",
];

/// How people like to meet: as the profile has it.
pub const HOW: &[&[&str]] = &[
    &["coffee"],
    &["walk"],
    &["small-table"],
    &["coffee", "walk"],
    &["walk", "small-table"],
    &["small-table", "big-crowd"],
    &["coffee", "small-table"],
    &["big-crowd"],
    &["coffee", "walk", "small-table"],
];

/// When people like to meet.
pub const WHEN: &[&[&str]] = &[
    &["weekday-evening"],
    &["weekend-day"],
    &["weekday-evening", "weekend-day"],
    &["weekday-lunch"],
    &["weekday-morning", "weekday-lunch"],
    &["weekend-day", "weekend-evening"],
    &["weekday-evening", "weekend-evening"],
    &["weekday-lunch", "weekday-evening"],
];
