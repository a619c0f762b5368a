//! Rules of claims.

use jiff::civil::Date;
use sha2::{Digest, Sha256};
use visavis_wire::card::EncounterId;

use crate::{
    error::Error,
    id::{GatheringId, PersonId},
    ties::Stage,
    time::{DAY, Moment, Zone},
};

/// So far back one can say that one met somebody.
pub const REACH: i64 = 90 * DAY;
/// So many people somebody may say that of in a day.
pub const MOST_A_DAY: usize = 20;
/// In so long …
pub const RESTS: i64 = 30 * DAY;
/// … somebody is asked so often by one and the same person, as long as it does not come to count. What was taken back is
/// among these, and a no is not told from silence: otherwise who asks could find out, or ask again and again.
pub const MOST_ASKED: i64 = 2;
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

/// Whether somebody may say that they met somebody: they know each other online, or were to be at the same gathering.
/// Strangers can't make each other answer, but by the badge that one of them wears.
pub fn may_claim(stage: Option<Stage>, shared: bool) -> bool {
    shared || stage.is_some_and(|stage| stage >= Stage::Mutual)
}

/// Whether it is too late to answer what was said at that moment: as long after it as one can look back, and a day.
pub fn has_lapsed(said_at: Moment, now: Moment) -> bool {
    now.since(said_at) > REACH + DAY
}

/// Whether two mean different places by one day. Who names none leaves that to the other.
pub fn elsewhere(one: Option<GatheringId>, other: Option<GatheringId>) -> bool {
    matches!((one, other), (Some(one), Some(other)) if one != other)
}

/// How long it is until somebody may say it of one more person (seconds), where `earlier` are the moments at which they
/// said it within the last day, the newest first; `None` where they may at once.
pub fn wait_for_next(earlier: &[Moment], now: Moment) -> Option<u64> {
    let first = earlier.get(MOST_A_DAY - 1)?;
    u64::try_from(first.plus(DAY).since(now)).ok().filter(|ms| *ms > 0).map(|ms| ms.div_ceil(1000))
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
        assert!(!may_claim(None, false));
        assert!(!may_claim(Some(Stage::Following), false));
        assert!(may_claim(Some(Stage::Mutual), false));
        assert!(may_claim(None, true));
    }

    #[test]
    fn an_answer_has_its_time() {
        let said = Moment::from_ms(5);
        assert!(!has_lapsed(said, said.plus(REACH + DAY)));
        assert!(has_lapsed(said, said.plus(REACH + DAY + 1)));
    }

    #[test]
    fn one_day_at_two_gatherings_is_not_the_same() {
        let (one, other) = (Some(GatheringId(1)), Some(GatheringId(2)));
        assert!(elsewhere(one, other));
        assert!(!elsewhere(one, one) && !elsewhere(one, None) && !elsewhere(None, other) && !elsewhere(None, None));
    }

    #[test]
    fn so_many_in_a_day_and_then_one_waits() {
        let now = Moment::from_ms(2 * DAY);
        let mut earlier = vec![now.plus(-1500); MOST_A_DAY - 1];
        assert_eq!(wait_for_next(&earlier, now), None);
        earlier.push(now.plus(1500 - DAY));
        assert_eq!(wait_for_next(&earlier, now), Some(2));
        assert_eq!(wait_for_next(&earlier, now.plus(1500)), None);
    }
}
