//! A tie's stage, derived from facts.

use std::collections::BTreeSet;

use serde::Serialize;

use crate::{
    id::ConversationId,
    page::parts,
    rows,
    time::{DAY, Moment},
};

/// On so many days two people have met whose tie is regular.
pub const REGULAR_DAYS: i64 = 3;

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

    /// Its number: 1 to 5.
    pub fn number(self) -> i64 {
        match self {
            Self::Following => 1,
            Self::Mutual => 2,
            Self::Planning => 3,
            Self::Met => 4,
            Self::Regular => 5,
        }
    }

    /// Its name for programs.
    pub fn name(self) -> &'static str {
        match self {
            Self::Following => "following",
            Self::Mutual => "mutual",
            Self::Planning => "planning",
            Self::Met => "met",
            Self::Regular => "regular",
        }
    }

    /// The stage of that name.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|stage| stage.name() == name)
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

/// What is known of two people, as one of them sees it. A tie is made of nothing else.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Facts {
    /// Whether one has blocked the other.
    pub blocked: bool,
    /// Since when the one follows the other.
    pub i_follow: Option<Moment>,
    /// Since when the other follows the one.
    pub follows_me: Option<Moment>,
    /// When they first followed each other, also where they no longer do.
    pub followed_back_at: Option<Moment>,
    /// When both had said something to the other by name, and where.
    pub talked: Option<(Moment, ConversationId)>,
    /// When they met, in any order.
    pub meetings: Vec<Moment>,
    /// The end of the last gathering ahead that both go to.
    pub planned_until: Option<Moment>,
}

/// How a tie began.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Began {
    /// They were in contact online before they met.
    OnlineFirst,
    /// They met before they were in contact online, or never were.
    InPersonFirst,
}

rows! {
    /// What follows from the facts: a row of `tie`.
    #[derive(Debug, Clone, PartialEq, Eq)]
    pub struct TieState {
        /// 1 following, 2 mutual, 4 met, 5 regular.
        pub stage: i64,
        /// Since when the person follows the other.
        pub follows_since: Option<Moment>,
        /// Since when the other follows the person.
        pub followed_since: Option<Moment>,
        /// The end of the last gathering ahead that both go to.
        pub planned_until: Option<Moment>,
        /// When both had said something to the other.
        pub talked_at: Option<Moment>,
        /// Where that was.
        pub talked_in: Option<ConversationId>,
        /// The first mutual contact: both had written to the other, or followed each other.
        pub online_at: Option<Moment>,
        /// When they first met.
        pub met_at: Option<Moment>,
        /// On how many days they met (days of UTC, so that the count is the same for both).
        pub met_days: i64,
        /// When they last met.
        pub last_met_at: Option<Moment>,
    }
}

impl Facts {
    /// The tie that follows; `None` where there is none to speak of.
    pub fn tie(&self) -> Option<TieState> {
        let follows = self.i_follow.is_some() || self.follows_me.is_some();
        if self.blocked || !(follows || self.talked.is_some() || !self.meetings.is_empty()) {
            return None;
        }
        let days: BTreeSet<i64> = self.meetings.iter().map(|at| at.ms().div_euclid(DAY)).collect();
        let met_days = days.len() as i64;
        let mutual = self.talked.is_some() || (self.i_follow.is_some() && self.follows_me.is_some());
        let talked_at = self.talked.map(|(at, _)| at);
        Some(TieState {
            stage: match met_days {
                REGULAR_DAYS.. => 5,
                1.. => 4,
                _ if mutual => 2,
                _ => 1,
            },
            follows_since: self.i_follow,
            followed_since: self.follows_me,
            planned_until: self.planned_until,
            talked_at,
            talked_in: self.talked.map(|(_, conversation)| conversation),
            online_at: [self.followed_back_at, talked_at].into_iter().flatten().min(),
            met_at: self.meetings.iter().min().copied(),
            met_days,
            last_met_at: self.meetings.iter().max().copied(),
        })
    }
}

impl TieState {
    /// The stage at a moment.
    pub fn stage(&self, now: Moment) -> Stage {
        Stage::of_row(self.stage, self.planned_until, now).unwrap_or(Stage::Following)
    }

    /// How it began; `None` until they have met.
    pub fn began(&self) -> Option<Began> {
        let met_at = self.met_at?;
        let online = self.online_at.is_some_and(|online_at| online_at < met_at);
        Some(if online { Began::OnlineFirst } else { Began::InPersonFirst })
    }

    /// For how many days they had known each other online when they first met.
    pub fn days_known(&self) -> Option<i64> {
        match self.began()? {
            Began::OnlineFirst => Some(self.met_at?.since(self.online_at?) / DAY),
            Began::InPersonFirst => None,
        }
    }

    /// The same as the other side sees it.
    pub fn turned(&self) -> Self {
        Self { follows_since: self.followed_since, followed_since: self.follows_since, ..self.clone() }
    }

    /// Whether another differs in what still matters: plans that are past are none.
    pub fn differs(&self, other: &Self, now: Moment) -> bool {
        let ahead =
            |state: &Self| Self { planned_until: state.planned_until.filter(|until| *until > now), ..state.clone() };
        ahead(self) != ahead(other)
    }
}

/// The way to the next stage: the one thing to do now.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step {
    /// Nobody follows anybody.
    Follow,
    /// The other follows already.
    FollowBack,
    /// One may write to them.
    SayHello,
    /// One has written and they have not answered yet: find a gathering instead of writing more.
    Wait,
    /// They have talked: find something to go to.
    FindGathering,
    /// They go to the same gathering.
    Meet,
    /// They have met: when again?
    MeetAgain,
}

/// The way to the next stage.
pub fn step(tie: Option<&TieState>, can_write: MayWrite, now: Moment) -> Step {
    let Some(tie) = tie else { return Step::Follow };
    match tie.stage(now) {
        Stage::Following => match (tie.follows_since, can_write) {
            (None, _) => Step::FollowBack,
            (Some(_), MayWrite::Freely | MayWrite::Once) => Step::SayHello,
            (Some(_), MayWrite::NotYet) => Step::Wait,
        },
        Stage::Mutual => Step::FindGathering,
        Stage::Planning => Step::Meet,
        Stage::Met | Stage::Regular if tie.planned_until.is_some_and(|until| until > now) => Step::Meet,
        Stage::Met | Stage::Regular => Step::MeetAgain,
    }
}

/// Whether one may write to somebody.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MayWrite {
    /// As much as one likes.
    Freely,
    /// One first message.
    Once,
    /// The first message has been sent; now it is the other's turn.
    NotYet,
}

/// Everybody may write one first message to everybody. More only to those who have ever said something to the writer,
/// or who follow them: so nobody is flooded by strangers, and nobody is out of reach.
pub fn may_write(written: bool, spoken_to: bool, followed: bool) -> MayWrite {
    if spoken_to || followed {
        MayWrite::Freely
    } else if written {
        MayWrite::NotYet
    } else {
        MayWrite::Once
    }
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test says what it expects by failing")]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn moment() -> impl Strategy<Value = Moment> {
        (0..2_000 * DAY).prop_map(Moment::from_ms)
    }

    prop_compose! {
        fn facts()(
            blocked in prop::bool::weighted(0.1),
            i_follow in prop::option::of(moment()),
            follows_me in prop::option::of(moment()),
            followed_back_at in prop::option::of(moment()),
            talked in prop::option::of((moment(), (1..9_i64).prop_map(ConversationId))),
            meetings in prop::collection::vec(moment(), 0..6),
            planned_until in prop::option::of(moment()),
        ) -> Facts {
            Facts { blocked, i_follow, follows_me, followed_back_at, talked, meetings, planned_until }
        }
    }

    fn turned(facts: &Facts) -> Facts {
        Facts { i_follow: facts.follows_me, follows_me: facts.i_follow, ..facts.clone() }
    }

    proptest! {
        #[test]
        fn the_order_of_meetings_does_not_matter(facts in facts(), seed in any::<u64>()) {
            let mut shuffled = facts.clone();
            let length = shuffled.meetings.len().max(1) as u64;
            for at in 0..shuffled.meetings.len() {
                let with = (seed.rotate_left(at as u32) % length) as usize;
                shuffled.meetings.swap(at, with);
            }
            prop_assert_eq!(facts.tie(), shuffled.tie());
        }

        #[test]
        fn a_meeting_told_twice_counts_once(facts in facts()) {
            let mut twice = facts.clone();
            twice.meetings.extend(facts.meetings.iter().copied());
            prop_assert_eq!(facts.tie(), twice.tie());
        }

        #[test]
        fn both_see_the_same_tie_from_their_side(facts in facts(), now in moment()) {
            let (mine, theirs) = (facts.tie(), turned(&facts).tie());
            prop_assert_eq!(mine.as_ref().map(TieState::turned), theirs.clone());
            if let (Some(mine), Some(theirs)) = (mine, theirs) {
                prop_assert_eq!(mine.stage(now), theirs.stage(now));
                prop_assert_eq!(mine.began(), theirs.began());
                prop_assert_eq!(mine.days_known(), theirs.days_known());
            }
        }

        #[test]
        fn more_facts_never_take_a_stage_away(facts in facts(), at in moment(), now in moment()) {
            let mut more = facts.clone();
            more.meetings.push(at);
            if let Some(before) = facts.tie() {
                let after = more.tie().unwrap();
                prop_assert!(after.stage(now) >= before.stage(now));
                prop_assert!(after.met_days >= before.met_days);
            }
        }

        #[test]
        fn online_first_is_before_and_in_person_first_is_not(facts in facts()) {
            if let Some(tie) = facts.tie() {
                match tie.began() {
                    Some(Began::OnlineFirst) => {
                        prop_assert!(tie.online_at.unwrap() < tie.met_at.unwrap());
                        prop_assert!(tie.days_known().unwrap() >= 0);
                    }
                    Some(Began::InPersonFirst) => prop_assert!(tie.online_at.is_none_or(|at| at >= tie.met_at.unwrap())),
                    None => prop_assert!(tie.met_at.is_none() && tie.stage < 4),
                }
            }
        }

        #[test]
        fn who_has_blocked_or_knows_nothing_has_no_tie(mut facts in facts()) {
            facts.blocked = true;
            prop_assert!(facts.tie().is_none());
            let only_a_plan = Facts { planned_until: facts.planned_until, ..Facts::default() };
            prop_assert!(only_a_plan.tie().is_none());
        }
    }

    #[test]
    fn stages_come_from_facts() {
        let (at, now) = (Moment::from_ms(5 * DAY), Moment::from_ms(100 * DAY));
        let stage = |facts: &Facts| facts.tie().unwrap().stage(now);
        let mut facts = Facts { follows_me: Some(at), ..Facts::default() };
        assert_eq!(stage(&facts), Stage::Following);
        facts.i_follow = Some(at);
        facts.followed_back_at = Some(at);
        assert_eq!(stage(&facts), Stage::Mutual);
        facts.planned_until = Some(now);
        assert_eq!(stage(&facts), Stage::Mutual, "a plan that is over is none");
        facts.planned_until = Some(now.plus(1));
        assert_eq!(stage(&facts), Stage::Planning);
        facts.meetings = vec![at.plus(DAY * 9 + 1), at.plus(DAY * 9)];
        assert_eq!(stage(&facts), Stage::Met);
        assert_eq!(facts.tie().unwrap().days_known(), Some(9));
        facts.meetings.extend([now, now.plus(DAY)]);
        assert_eq!(stage(&facts), Stage::Regular);
        (facts.i_follow, facts.follows_me) = (None, None);
        assert_eq!(facts.tie().unwrap().began(), Some(Began::OnlineFirst), "how it began does not change");
    }

    #[test]
    fn talking_without_following_is_mutual() {
        let facts = Facts { talked: Some((Moment::from_ms(1), ConversationId(1))), ..Facts::default() };
        assert_eq!(facts.tie().unwrap().stage, 2);
        assert_eq!(facts.tie().unwrap().began(), None);
    }

    #[test]
    fn one_first_message_and_then_it_is_their_turn() {
        assert_eq!(may_write(false, false, false), MayWrite::Once);
        assert_eq!(may_write(true, false, false), MayWrite::NotYet);
        assert_eq!(may_write(true, true, false), MayWrite::Freely);
        assert_eq!(may_write(true, false, true), MayWrite::Freely);
        assert_eq!(may_write(false, true, true), MayWrite::Freely);
    }
}
