//! What can be said.

use crate::{error::Problems, gatherings::draft, http::Fields, people::LANGUAGES, rows};

/// The longest words on what it costs (characters).
pub const MOST_PRICE: usize = 80;
/// What it can cost, as stored and sent, with the message of its word.
pub const COSTS: [(&str, &str); 2] = [("free", "about-free"), ("paid", "about-paid")];
/// Whether one gets in without steps, as stored and sent, with the message of its word.
pub const CHOICES: [(&str, &str); 3] =
    [("yes", "about-steps-yes"), ("partly", "about-steps-partly"), ("no", "about-steps-no")];

rows! {
    /// What a host says of it; empty where it is not said.
    #[derive(Debug, Clone, PartialEq, Eq, Default)]
    pub struct About {
        /// The code of its language.
        pub language: String,
        /// One of [`COSTS`].
        pub cost: String,
        /// What it costs, in the host's words.
        pub price: String,
        /// One of [`CHOICES`].
        pub step_free: String,
    }
}

impl About {
    /// Reads the fields of the form; what is wrong is added to `problems`. A price is one of what is paid for.
    pub fn read(fields: &Fields, problems: &mut Problems) -> Self {
        let mut one_of = |field: &'static str, known: &dyn Fn(&str) -> bool| {
            let text = fields.text(field);
            problems.unless(text.is_empty() || known(text), field, "problem-about-choice");
            text.to_owned()
        };
        let language = one_of("language", &|text| LANGUAGES.iter().any(|(code, _)| *code == text));
        let cost = one_of("cost", &|text| COSTS.iter().any(|(cost, _)| *cost == text));
        let step_free = one_of("step_free", &|text| CHOICES.iter().any(|(choice, _)| *choice == text));
        let price = draft::line(fields.text("price"));
        if price.chars().count() > MOST_PRICE {
            problems.add_number("price", "problem-gathering-long-text", MOST_PRICE as i64);
        }
        let (cost, price) = match (cost.as_str(), price) {
            ("free", _) => (cost, String::new()),
            ("", price) if !price.is_empty() => ("paid".to_owned(), price),
            (_, price) => (cost, price),
        };
        Self { language, cost, price, step_free }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(query: &str) -> (About, Vec<&'static str>) {
        let mut problems = Problems::default();
        let about = About::read(&Fields::from_query(query), &mut problems);
        (about, problems.0.iter().map(|fault| fault.field).collect())
    }

    #[test]
    fn what_is_not_said_is_nothing_and_a_price_means_that_it_costs() {
        assert_eq!(read("title=Tea"), (About::default(), vec![]));
        let (about, _) = read("price=+5+%E2%82%AC++at+the+door");
        assert_eq!((about.cost.as_str(), about.price.as_str()), ("paid", "5 € at the door"));
        assert_eq!(read("cost=free&price=5").0.price, "");
        let (about, faults) = read("language=de&step_free=partly&cost=paid");
        assert!(faults.is_empty() && about.language == "de" && about.step_free == "partly" && about.cost == "paid");
    }

    #[test]
    fn what_nobody_offers_is_a_fault_at_its_field() {
        let long = format!("price={}", "x".repeat(81));
        for (query, field) in
            [("language=klingon", "language"), ("cost=2", "cost"), ("step_free=maybe", "step_free"), (&long, "price")]
        {
            assert_eq!(read(query).1, [field]);
        }
    }
}
