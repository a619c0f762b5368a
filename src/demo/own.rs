//! The few people whom the printed links show, and what people plan among themselves.

/// Somebody with a part to play.
pub struct Friend {
    /// Their name.
    pub name: &'static str,
    /// Their town.
    pub town: &'static str,
    /// Their language.
    pub tag: &'static str,
    /// What they like.
    pub interests: &'static [&'static str],
    /// What they say of themselves.
    pub words: &'static str,
    /// Which communities they belong to.
    pub clubs: &'static [&'static str],
}

/// The member first, the host second, then those they know.
pub const FRIENDS: [Friend; 9] = [
    Friend {
        name: "Mira Lindqvist",
        town: "Vienna, AT",
        tag: "sv",
        interests: &["open-source", "board-games", "languages", "cycling", "coffee"],
        words: "Came from Uppsala for a year, seven years ago. Fixes bugs in a map editor, plays the green pieces, asks what \
                things are called.",
        clubs: &["dice-and-tea", "kernel-und-kipferl", "two-tongues", "repaircafe-am-kanal"],
    },
    Friend {
        name: "Ines Falkner",
        town: "Vienna, AT",
        tag: "de",
        interests: &["knitting", "crafts", "sewing", "neighbourhood"],
        words: "I spin yarn in a small workshop together with my sister, and would like to see what becomes of it.",
        clubs: &["repaircafe-am-kanal"],
    },
    Friend {
        name: "Tomasz Sikora",
        town: "Berlin, DE",
        tag: "pl",
        interests: &["open-source", "film", "travel"],
        words: "Maps, night trains, old projectors. Reviews patches kindly, or tries again after lunch.",
        clubs: &["kernel-und-kipferl", "second-reel"],
    },
    Friend {
        name: "Anouk Hoekstra",
        town: "Amsterdam, NL",
        tag: "nl",
        interests: &["open-source", "photography", "design"],
        words: "Designs for people who don’t see screens. Photographs light, from a bicycle.",
        clubs: &["kernel-und-kipferl", "slow-shutter"],
    },
    Friend {
        name: "Rohan Kulkarni",
        town: "Zürich, CH",
        tag: "hi",
        interests: &["open-source", "sewing", "climbing"],
        words: "Writes software that draws sewing patterns. Wears the results: the shirts are loud.",
        clubs: &["kernel-und-kipferl", "limmat-ropes"],
    },
    Friend {
        name: "Nour Haddad",
        town: "Vienna, AT",
        tag: "ar",
        interests: &["board-games", "languages", "cooking"],
        words: "Waves people over to the newcomers’ table. Somebody once did it for me.",
        clubs: &["dice-and-tea", "two-tongues"],
    },
    Friend {
        name: "Konrad Wiesinger",
        town: "Vienna, AT",
        tag: "de",
        interests: &["board-games", "diy", "history"],
        words: "Kitchen table with room for four, soup included. Explains long rules shortly.",
        clubs: &["dice-and-tea", "repaircafe-am-kanal"],
    },
    Friend {
        name: "Theresa Lindenau",
        town: "Vienna, AT",
        tag: "de",
        interests: &["knitting", "sewing", "gardening"],
        words: "Knits what her aunt has dyed. The aunt is the clever one.",
        clubs: &["loop-and-ladder"],
    },
    Friend {
        name: "Oksana Melnyk",
        town: "Vienna, AT",
        tag: "uk",
        interests: &["knitting", "languages", "singing"],
        words: "Mittens for the whole staircase. In Vienna for three years, at the long table for one.",
        clubs: &["loop-and-ladder", "two-tongues"],
    },
];

/// A gathering of somebody’s own.
pub struct Own {
    /// Who hosts it: a number in [`FRIENDS`].
    pub host: usize,
    /// Its title.
    pub title: &'static str,
    /// What is said of it.
    pub words: &'static str,
    /// What it is about.
    pub interests: &'static [&'static str],
    /// In which week from this one.
    pub week: i64,
    /// On which day of it.
    pub day: i8,
    /// At what time.
    pub start: (i8, i8),
    /// How long, in minutes.
    pub minutes: i64,
    /// The venue.
    pub venue: &'static str,
    /// Its address.
    pub address: &'static str,
    /// How many can come.
    pub capacity: i64,
}

/// What people plan among themselves.
pub const OWN: [Own; 6] = [
    Own {
        host: 6,
        title: "The long game with the canals, and soup",
        words: "Five hours at my kitchen table, beginners welcome. Lentil soup at one, cake at three, nobody has to win.",
        interests: &["board-games", "cooking"],
        week: 1,
        day: 7,
        start: (11, 0),
        minutes: 300,
        venue: "Konrad’s kitchen",
        address: "Mühlsteingasse 17, 1150, third floor, lift",
        capacity: 4,
    },
    Own {
        host: 5,
        title: "Dumplings for six",
        words: "We fold a hundred and eat them all. I show you my grandmother’s fold, you show me yours.",
        interests: &["cooking", "languages"],
        week: -2,
        day: 7,
        start: (17, 0),
        minutes: 210,
        venue: "Nour’s place",
        address: "Quellenstiege 3, 1100",
        capacity: 6,
    },
    Own {
        host: 5,
        title: "Open table at the reading café",
        words: "I’m sitting at the big table in the window until five, with a book and time. Come and say hello.",
        interests: &["coffee", "books"],
        week: 1,
        day: 5,
        start: (15, 0),
        minutes: 120,
        venue: "Lesecafé Laterne",
        address: "Glasergasse 9, 1090",
        capacity: 6,
    },
    Own {
        host: 0,
        title: "Breakfast before the Open Tools Day",
        words: "Rolls, coffee and finally your faces, for those who come from afar. It’s eight minutes’ walk to the Remise from here.",
        interests: &["open-source", "coffee"],
        week: 1,
        day: 6,
        start: (7, 45),
        minutes: 75,
        venue: "Bäckerei am Eck",
        address: "Praterhof 6, 1020",
        capacity: 8,
    },
    Own {
        host: 2,
        title: "Night walk with old cinemas",
        words: "Six façades, six stories, one thermos. We end where it’s warm.",
        interests: &["film", "history"],
        week: 2,
        day: 3,
        start: (19, 0),
        minutes: 120,
        venue: "At the old ticket booth",
        address: "Lichtburgplatz 1, 13357",
        capacity: 10,
    },
    Own {
        host: 7,
        title: "Aunt Hedwig shows onion skins",
        words: "Three pots, one aunt. Old clothes, please.",
        interests: &["knitting", "crafts"],
        week: 2,
        day: 7,
        start: (14, 0),
        minutes: 150,
        venue: "Theresa’s garden shed",
        address: "Gartenweg 22, 1210",
        capacity: 5,
    },
];
