//! The rules of reminding: when, and whom.

use serde::{Deserialize, Serialize};

use crate::{
    db::{Error as DbError, FromValue, ToValue, Value},
    error::Problems,
    http::Fields,
    time::{MINUTE, Moment},
};

/// So long before the beginning one can be reminded (minutes), the longest first: a week, two days, a day, two hours,
/// half an hour.
pub const STEPS: [i64; 5] = [10_080, 2_880, 1_440, 120, 30];

/// When somebody is reminded: some of [`STEPS`], perhaps none.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Plan(Vec<i64>);

impl Plan {
    /// A day before, and two hours before.
    pub fn usual() -> Self {
        Self(vec![1_440, 120])
    }

    /// Reads `1440 120`; nothing for never. `None` where it is no such thing.
    pub fn read(text: &str) -> Option<Self> {
        let said: Vec<i64> = text.split_whitespace().map(|part| part.parse().ok()).collect::<Option<_>>()?;
        let known = said.iter().all(|minutes| STEPS.contains(minutes));
        known.then(|| Self(STEPS.into_iter().filter(|step| said.contains(step)).collect()))
    }

    /// Whether one is reminded so long before.
    pub fn has(&self, minutes: i64) -> bool {
        self.0.contains(&minutes)
    }

    /// The minutes, the longest first.
    pub fn minutes(&self) -> &[i64] {
        &self.0
    }

    /// As it is stored and sent.
    pub fn text(&self) -> String {
        self.0.iter().map(ToString::to_string).collect::<Vec<_>>().join(" ")
    }
}

impl FromValue for Plan {
    fn from_value(value: Value<'_>) -> Result<Self, DbError> {
        let text = String::from_value(value)?;
        Self::read(&text).ok_or_else(|| DbError::Shape(format!("{text} is no plan of reminders")))
    }
}

/// What a form says: `as` leaves it to whoever says it otherwise, `none` is never.
///
/// # Errors
/// A fault at the field, added to `problems`.
pub fn said(fields: &Fields, field: &'static str, problems: &mut Problems) -> Option<Plan> {
    match fields.text(field) {
        "" | "as" => None,
        "none" => Some(Plan::default()),
        text => {
            let plan = Plan::read(text);
            problems.unless(plan.is_some(), field, "problem-reminders");
            plan
        }
    }
}

/// What holds for somebody: what they want there, else everywhere, else what the host set, else the usual.
pub fn plan(there: Option<Plan>, everywhere: Option<Plan>, host: Option<&Plan>) -> Plan {
    there.or(everywhere).or_else(|| host.cloned()).unwrap_or_else(Plan::usual)
}

/// The next reminder that is still ahead: so many minutes before, and when that is.
pub fn next(starts_at: Moment, now: Moment) -> Option<(i64, Moment)> {
    STEPS.into_iter().map(|step| (step, starts_at.plus(-step * MINUTE))).find(|(_, due)| *due > now)
}

/// The one that follows after so many minutes before.
pub fn after(starts_at: Moment, minutes: i64) -> Option<(i64, Moment)> {
    STEPS.into_iter().find(|step| *step < minutes).map(|step| (step, starts_at.plus(-step * MINUTE)))
}

/// Who is being reminded.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Whom {
    /// Those with an account.
    Members,
    /// Those without, afterwards.
    Guests,
}

impl Whom {
    fn as_str(self) -> &'static str {
        match self {
            Self::Members => "members",
            Self::Guests => "guests",
        }
    }
}

impl ToValue for Whom {
    fn to_value(&self) -> Value<'_> {
        Value::Text(self.as_str())
    }
}

impl FromValue for Whom {
    fn from_value(value: Value<'_>) -> Result<Self, DbError> {
        let text = String::from_value(value)?;
        [Self::Members, Self::Guests]
            .into_iter()
            .find(|whom| whom.as_str() == text)
            .ok_or_else(|| DbError::Shape(format!("{text} are not those who are reminded")))
    }
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test says what it expects by failing")]
mod tests {
    use super::*;
    use crate::time::{DAY, HOUR};

    const NOW: Moment = Moment::from_seconds(1_795_694_400);

    #[test]
    fn plans_are_read_in_their_order() {
        assert_eq!(Plan::read("120 1440 120").unwrap(), Plan::usual());
        assert_eq!(Plan::read("").unwrap(), Plan::default());
        assert_eq!(Plan::read("15"), None);
        assert_eq!(Plan::read("1440, 120"), None);
        for text in ["", "30", "10080 1440 120"] {
            assert_eq!(Plan::read(text).unwrap().text(), text);
        }
    }

    #[test]
    fn what_is_nearer_to_somebody_counts_first() {
        let (week, day, none) = (Plan::read("10080").unwrap(), Plan::read("1440").unwrap(), Plan::default());
        assert_eq!(plan(None, None, None), Plan::usual());
        assert_eq!(plan(None, None, Some(&week)), week);
        assert_eq!(plan(None, Some(day.clone()), Some(&week)), day);
        assert_eq!(plan(Some(none.clone()), Some(day), Some(&week)), none);
    }

    #[test]
    fn the_next_is_the_first_that_is_ahead() {
        assert_eq!(next(NOW.plus(30 * DAY), NOW), Some((10_080, NOW.plus(23 * DAY))));
        assert_eq!(next(NOW.plus(DAY), NOW), Some((120, NOW.plus(22 * HOUR))), "a day before is now");
        assert_eq!(next(NOW.plus(10 * MINUTE), NOW), None);
        assert_eq!(after(NOW, 120), Some((30, NOW.plus(-30 * MINUTE))));
        assert_eq!(after(NOW, 30), None);
    }

    #[test]
    fn a_form_says_a_plan_never_or_nothing() {
        let read = |text: &str| {
            let mut problems = Problems::default();
            let plan = said(&Fields::default().with("reminders", text), "reminders", &mut problems);
            (plan, problems.0.len())
        };
        assert_eq!(read(""), (None, 0));
        assert_eq!(read("as"), (None, 0));
        assert_eq!(read("none"), (Some(Plan::default()), 0));
        assert_eq!(read("1440 120"), (Some(Plan::usual()), 0));
        assert_eq!(read("soon"), (None, 1));
    }
}
