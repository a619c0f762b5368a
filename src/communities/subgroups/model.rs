//! What makes one community part of another.

use super::super::model::Access;

/// So many sub-groups a community has at most.
pub const MOST: usize = 50;
/// So many people join the larger community on their own when a group of theirs becomes part of it.
pub const MOST_TAKEN_ALONG: usize = 500;

/// How open a community is towards everybody, of which the one that it is part of is as open as that.
pub fn outward(parent: Access, within: Access) -> Access {
    let rank = |access| match access {
        Access::Open => 0,
        Access::Closed => 1,
        Access::Private => 2,
    };
    if rank(parent) >= rank(within) { parent } else { within }
}

/// How two communities stand to each other, before one becomes part of the other.
#[derive(Debug, Clone, Copy, Default)]
pub struct Standing {
    /// They are one and the same.
    pub same: bool,
    /// The larger is part of something itself.
    pub parent_is_part: bool,
    /// The smaller is part of something already.
    pub group_is_part: bool,
    /// So many are part of the smaller.
    pub parts_of_group: usize,
    /// So many are part of the larger.
    pub parts_of_parent: usize,
    /// So many of the smaller don't belong to the larger.
    pub outside: usize,
    /// Some of these were taken out of the larger.
    pub some_are_out: bool,
    /// Whoever comes gets into the larger at once, and has no rules to agree to.
    pub parent_takes_all: bool,
}

/// Whether the smaller may become part of the larger: one level deep, and with all who belong to it.
///
/// # Errors
/// The key of what stands against it.
pub fn may_take_in(standing: &Standing) -> Result<(), &'static str> {
    let Standing { outside, .. } = *standing;
    match () {
        () if standing.same => Err("error-subgroup-same"),
        () if standing.group_is_part => Err("error-subgroup-part-already"),
        () if standing.parent_is_part || standing.parts_of_group > 0 => Err("error-subgroup-deep"),
        () if standing.parts_of_parent >= MOST => Err("error-subgroup-many"),
        () if outside > 0 && standing.some_are_out => Err("error-subgroup-out"),
        () if outside > 0 && !standing.parent_takes_all => Err("error-subgroup-outside"),
        () if outside > MOST_TAKEN_ALONG => Err("error-subgroup-too-many-outside"),
        () => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use Access::{Closed, Open, Private};

    #[test]
    fn nothing_is_more_open_than_what_it_is_part_of() {
        let all = [Open, Closed, Private];
        for (at, parent) in all.into_iter().enumerate() {
            for (within_at, within) in all.into_iter().enumerate() {
                assert_eq!(outward(parent, within), all[at.max(within_at)]);
            }
        }
    }

    #[test]
    fn a_group_is_taken_in_with_all_of_it_or_not_at_all() {
        let fine = Standing { parent_takes_all: true, ..Standing::default() };
        assert_eq!(may_take_in(&fine), Ok(()));
        assert_eq!(may_take_in(&Standing::default()), Ok(()), "all belong to both");
        assert_eq!(may_take_in(&Standing { outside: MOST_TAKEN_ALONG, ..fine }), Ok(()));
        for (standing, key) in [
            (Standing { same: true, ..fine }, "error-subgroup-same"),
            (Standing { group_is_part: true, ..fine }, "error-subgroup-part-already"),
            (Standing { parent_is_part: true, ..fine }, "error-subgroup-deep"),
            (Standing { parts_of_group: 1, ..fine }, "error-subgroup-deep"),
            (Standing { parts_of_parent: MOST, ..fine }, "error-subgroup-many"),
            (Standing { outside: 1, some_are_out: true, ..fine }, "error-subgroup-out"),
            (Standing { outside: 1, parent_takes_all: false, ..fine }, "error-subgroup-outside"),
            (Standing { outside: MOST_TAKEN_ALONG + 1, ..fine }, "error-subgroup-too-many-outside"),
        ] {
            assert_eq!(may_take_in(&standing), Err(key));
        }
    }
}
