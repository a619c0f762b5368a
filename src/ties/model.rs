//! A tie's stage, derived from facts.

use crate::{page::parts, time::Moment};

/// What stands between two people, from the first to the last.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Stage {
    /// One follows the other.
    Following,
    /// They follow each other, or have talked.
    Mutual,
    /// They will be at the same gathering, or have agreed to meet.
    Planning,
    /// They have met.
    Met,
    /// They have met on three days or more.
    Regular,
}

impl Stage {
    /// All, in order.
    pub const ALL: [Self; 5] = [Self::Following, Self::Mutual, Self::Planning, Self::Met, Self::Regular];

    /// The stage of a row of `tie`: its column `stage` (1 following, 2 mutual, 4 met, 5 regular), and `planned_until`,
    /// the end of the last gathering ahead that both go to.
    pub fn of_row(stage: i64, planned_until: Option<Moment>, now: Moment) -> Option<Self> {
        match stage {
            5 => Some(Self::Regular),
            4 => Some(Self::Met),
            1 | 2 if planned_until.is_some_and(|until| until > now) => Some(Self::Planning),
            2 => Some(Self::Mutual),
            1 => Some(Self::Following),
            _ => None,
        }
    }

    /// Its word: the key of a message.
    pub fn key(self) -> &'static str {
        match self {
            Self::Following => "stage-following",
            Self::Mutual => "stage-mutual",
            Self::Planning => "stage-planning",
            Self::Met => "stage-met",
            Self::Regular => "stage-regular",
        }
    }

    /// Its sign.
    pub fn sign(self) -> parts::Stage {
        match self {
            Self::Following => parts::Stage::Following,
            Self::Mutual => parts::Stage::Mutual,
            Self::Planning => parts::Stage::Planning,
            Self::Met => parts::Stage::Met,
            Self::Regular => parts::Stage::Regular,
        }
    }
}
