//! The rules of what comes after: who is asked how it was, and what a host gets to see of it.

use super::super::model::Gathering;
use crate::time::{DAY, Moment};

/// So long after the end one can say how it was, and hosts can thank (milliseconds).
pub const OPEN: i64 = 30 * DAY;
/// So many have to have said something before anybody sees a sum.
pub const FEW: i64 = 3;
/// So many yeses make a rate worth saying.
const MOST_CHANCE: i64 = 20;
/// The longest words of thanks (characters).
pub const LONGEST: usize = 2_000;

/// Whether it is over, and not long ago.
pub fn is_open(gathering: &Gathering, now: Moment) -> bool {
    gathering.cancelled_at.is_none() && gathering.ends_at <= now && now <= gathering.ends_at.plus(OPEN)
}

/// Whether somebody was there: who checked in; where nobody did, whoever said that they come.
pub fn was_there(checked_in: bool, said_yes: bool, anybody: bool) -> bool {
    checked_in || (said_yes && !anybody)
}

/// How many said yes to a question, of how many.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Share {
    /// Those who said yes.
    pub yes: i64,
    /// All who said something.
    pub of: i64,
}

impl Share {
    /// What may be shown of what was answered, in the order of answering. Until it is `closed` in steps of [`FEW`], so that
    /// who looks before and after somebody answered learns nothing; never where so few said something that one could guess.
    pub fn shown(answers: impl IntoIterator<Item = bool>, closed: bool) -> Option<Self> {
        let (mut all, mut steps) = (Self::default(), Self::default());
        for yes in answers {
            all = Self { yes: all.yes + i64::from(yes), of: all.of + 1 };
            if all.of % FEW == 0 {
                steps = all;
            }
        }
        let shown = if closed { all } else { steps };
        (shown.of >= FEW).then_some(shown)
    }

    /// In a hundred.
    pub fn percent(self) -> i64 {
        if self.of == 0 { 0 } else { (self.yes * 100 + self.of / 2) / self.of }
    }
}

/// Of those who said yes to a community's gatherings, how many did not come, in a hundred. `came` of them checked in. `None`
/// where there were too few for that to say anything.
pub fn no_shows(said_yes: i64, came: i64) -> Option<i64> {
    (said_yes >= MOST_CHANCE).then(|| Share { yes: (said_yes - came).max(0), of: said_yes }.percent())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn who_checked_in_was_there_and_without_a_door_who_said_yes() {
        assert!(was_there(true, false, true) && was_there(true, true, true));
        assert!(!was_there(false, true, true));
        assert!(was_there(false, true, false) && !was_there(false, false, false));
    }

    #[test]
    fn two_answers_are_nobodys_business() {
        for of in 0..5 {
            for closed in [false, true] {
                assert_eq!(Share::shown(vec![true; of], closed).is_some(), of >= 3, "{of}");
            }
        }
    }

    #[test]
    fn nobody_changes_a_sum_alone() {
        let answers = [true, false, true, true, true, false, false];
        let open = |many: usize| Share::shown(answers.iter().copied().take(many), false);
        for (many, shown) in [(3, (2, 3)), (4, (2, 3)), (5, (2, 3)), (6, (4, 6)), (7, (4, 6))] {
            assert_eq!(open(many), Some(Share { yes: shown.0, of: shown.1 }), "{many}");
        }
        assert_eq!(Share::shown(answers, true), Some(Share { yes: 4, of: 7 }));
    }

    #[test]
    fn rates_are_rounded_and_not_said_of_few() {
        assert_eq!(Share { yes: 2, of: 3 }.percent(), 67);
        assert_eq!(Share::default().percent(), 0);
        assert_eq!(no_shows(19, 0), None);
        assert_eq!(no_shows(20, 17), Some(15));
        assert_eq!(no_shows(200, 200), Some(0));
        assert_eq!(no_shows(20, 21), Some(0));
    }
}
