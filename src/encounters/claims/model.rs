//! Rules of claims.

use jiff::civil::Date;
use sha2::{Digest, Sha256};
use visavis_wire::card::EncounterId;

use crate::{
    error::Error,
    id::PersonId,
    ties::Stage,
    time::{DAY, Moment, Zone},
};

/// So far back one can say that one met somebody.
pub const REACH: i64 = 90 * DAY;
/// So many people somebody may say that of in a day.
pub const MOST_A_DAY: i64 = 20;
/// So long one waits for the other's word before one says it of another day.
pub const RESTS: i64 = 30 * DAY;
/// So long what was read off a badge may wait for a network.
pub const BADGE_WAITS: i64 = 7 * DAY;
/// The length of what stands on a badge (bytes).
pub const BADGE: usize = 10;

/// The name of what two people say of a day: the same whoever of them says it first, so that the second one confirms it.
/// SHA-256("claim/v1\0" ‖ instance ‖ lower id ‖ higher id ‖ day as YYYY-MM-DD)[0..16].
pub fn name(instance: [u8; 8], one: PersonId, two: PersonId, day: Date) -> EncounterId {
    let mut hash = Sha256::new();
    hash.update(b"claim/v1\0");
    hash.update(instance);
    for person in [one.min(two), one.max(two)] {
        hash.update(person.0.to_be_bytes());
    }
    hash.update(day.to_string());
    let mut id = [0; 16];
    id.copy_from_slice(&hash.finalize()[..16]);
    EncounterId(id)
}

/// A day as a date field sends it: `2026-11-14`.
///
/// # Errors
/// Where it is none.
pub fn day(text: &str) -> Result<Date, Error> {
    let plain = text.len() == 10 && text.bytes().all(|byte| byte.is_ascii_digit() || byte == b'-');
    let day = if plain { text.parse().ok() } else { None };
    day.ok_or_else(|| Error::invalid("day", "problem-claim-day"))
}

/// The moment that stands for a day: noon there, or now where noon is still ahead.
///
/// # Errors
/// Where the day is ahead, or too far back.
pub fn noon(day: Date, zone: &Zone, now: Moment) -> Result<Moment, Error> {
    if day > now.on_the_wall(zone).date() {
        return Err(Error::invalid("day", "problem-claim-ahead"));
    }
    let noon = zone.moment(day.at(12, 0, 0, 0)).ok_or_else(|| Error::invalid("day", "problem-claim-day"))?;
    if now.since(noon) > REACH { Err(Error::invalid("day", "problem-claim-long-ago")) } else { Ok(noon.min(now)) }
}

/// Whether somebody may say that they met somebody: they know each other online, were to be at the same gathering, or
/// the one wears the other's badge before them. Strangers can't make each other answer.
pub fn may_claim(stage: Option<Stage>, shared: bool, badge: bool) -> bool {
    badge || shared || stage.is_some_and(|stage| stage >= Stage::Mutual)
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test says what it expects by failing")]
mod tests {
    use super::*;

    #[test]
    fn both_mean_the_same_by_a_day() {
        let (one, two, today) = (PersonId(7), PersonId(9), day("2026-11-14").unwrap());
        assert_eq!(name([1; 8], one, two, today), name([1; 8], two, one, today));
        assert_ne!(name([1; 8], one, two, today), name([1; 8], one, two, day("2026-11-15").unwrap()));
        assert_ne!(name([1; 8], one, two, today), name([2; 8], one, two, today));
    }

    #[test]
    fn a_day_is_a_date_and_nothing_else() {
        for text in ["", "14.11.2026", "2026-11-31", "2026-11-14T10:00", "-2026-11-1", "2026-1-1"] {
            assert!(day(text).is_err(), "{text}");
        }
    }

    #[test]
    fn neither_ahead_nor_long_ago() {
        let zone = Zone::named("Europe/Berlin").unwrap();
        let morning = zone.moment(day("2026-11-22").unwrap().at(9, 0, 0, 0)).unwrap();
        assert_eq!(noon(day("2026-11-22").unwrap(), &zone, morning).unwrap(), morning);
        assert_eq!(noon(day("2026-11-21").unwrap(), &zone, morning).unwrap(), morning.plus(-21 * 3_600_000));
        assert!(noon(day("2026-11-23").unwrap(), &zone, morning).is_err());
        assert!(noon(day("2026-08-30").unwrap(), &zone, morning).is_ok());
        assert!(noon(day("2026-08-20").unwrap(), &zone, morning).is_err());
        // In Auckland it is tomorrow already.
        let there = Zone::named("Pacific/Auckland").unwrap();
        assert!(noon(day("2026-11-23").unwrap(), &there, morning.plus(4 * 3_600_000)).is_ok());
    }

    #[test]
    fn strangers_say_nothing_of_each_other() {
        assert!(!may_claim(None, false, false));
        assert!(!may_claim(Some(Stage::Following), false, false));
        assert!(may_claim(Some(Stage::Mutual), false, false));
        assert!(may_claim(None, true, false));
        assert!(may_claim(None, false, true));
    }
}
