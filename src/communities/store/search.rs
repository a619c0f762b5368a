//! Finding communities.

use visavis_places::{Point, areas, distance_km, spans};

use super::super::model::Brief;
use super::limit;
use crate::{
    act::Look,
    db::Value,
    error::Result,
    id::{CommunityId, PersonId},
    params, town,
};

/// What is looked for.
#[derive(Debug, Clone, Default)]
pub struct Filter {
    /// Around where, and how far (kilometres).
    pub place: Option<(Point, f64)>,
    /// What it is about.
    pub interest: Option<String>,
    /// What somebody typed: beginnings of words of its name or its interests.
    pub text: Option<String>,
    /// Not those the viewer belongs to.
    pub not_mine: bool,
    /// Where the next part of the list begins: members and id of the last one shown.
    pub after: Option<(i64, CommunityId)>,
}

impl Filter {
    /// The two longest words of the text, folded: enough to find a name by. Each as a range of words that begin so.
    fn words(&self) -> [(Option<String>, Option<String>); 2] {
        let mut words = visavis_places::words(self.text.as_deref().unwrap_or_default());
        words.sort_by_key(|word| std::cmp::Reverse(word.len()));
        let mut words = words.into_iter();
        [(); 2].map(|()| {
            let word = words.next();
            let end = word.as_ref().map(|word| format!("{word}\u{10ffff}"));
            (word, end)
        })
    }
}

/// So many interests are asked about in one statement.
const INTERESTS: usize = 8;

/// The largest that the viewer does not belong to and that are about one of the interests (of which the first few count;
/// none: whichever there are); never private ones. Within a distance where a place is given.
pub fn largest(
    look: &mut Look<'_>,
    place: Option<(Point, f64)>,
    interests: &[String],
    viewer: Option<PersonId>,
    most: usize,
) -> Result<Vec<Brief>> {
    let Some((point, km)) = place else {
        return largest_in(look, None, interests, viewer, (i64::MAX, CommunityId(i64::MAX)), most);
    };
    let mut found: Vec<Brief> = Vec::new();
    for area in areas(point, km).iter() {
        let mut after = (i64::MAX, CommunityId(i64::MAX));
        let mut missing = most;
        // Areas reach beyond the circle, so what they hold is measured; should too little remain, on it goes.
        while missing > 0 {
            let part = largest_in(look, Some(*area), interests, viewer, after, most)?;
            let whole = part.len() < most;
            after = part.last().map_or(after, |last| (last.members, last.id));
            let inside = part
                .into_iter()
                .filter(|brief| town::stored(brief.place).is_some_and(|town| distance_km(point, town.point()) <= km))
                .take(missing);
            let before = found.len();
            found.extend(inside);
            missing -= found.len() - before;
            if whole {
                break;
            }
        }
    }
    found.sort_by_key(|brief| std::cmp::Reverse((brief.members, brief.id)));
    found.truncate(most);
    Ok(found)
}

fn largest_in(
    look: &mut Look<'_>,
    area: Option<i64>,
    interests: &[String],
    viewer: Option<PersonId>,
    (members, id): (i64, CommunityId),
    most: usize,
) -> Result<Vec<Brief>> {
    let any = interests.is_empty();
    let mut with: Vec<Value<'_>> = params![viewer, members, id, any].to_vec();
    for number in 0..INTERESTS {
        with.push(interests.get(number).map_or(Value::Null, |interest| Value::Text(interest)));
    }
    with.push(Value::Int(limit(most)));
    let Some(area) = area else {
        return look.all(
            "SELECT c.id, c.handle, c.name, c.words, c.access, c.place, c.photo, c.members, m.role
             FROM community c LEFT JOIN membership m ON m.community = c.id AND m.person = $1
             WHERE (c.members, c.id) < ($2, $3) AND c.ended_at IS NULL AND c.access <> 'private' AND m.role IS NULL
               AND ($4 = 1 OR EXISTS (SELECT 1 FROM community_interest i WHERE i.community = c.id
                                      AND i.interest IN ($5, $6, $7, $8, $9, $10, $11, $12)))
             ORDER BY c.members DESC, c.id DESC LIMIT $13",
            &with,
        );
    };
    with.push(Value::Int(area));
    look.all(
        "SELECT c.id, c.handle, c.name, c.words, c.access, c.place, c.photo, c.members, m.role
         FROM community c LEFT JOIN membership m ON m.community = c.id AND m.person = $1
         WHERE (c.cell >> 33) = $14 AND (c.members, c.id) < ($2, $3) AND c.ended_at IS NULL AND c.access <> 'private'
           AND m.role IS NULL
           AND ($4 = 1 OR EXISTS (SELECT 1 FROM community_interest i WHERE i.community = c.id
                                  AND i.interest IN ($5, $6, $7, $8, $9, $10, $11, $12)))
         ORDER BY c.members DESC, c.id DESC LIMIT $13",
        &with,
    )
}

/// So many spans of cells stand in one statement.
const SPANS: usize = 16;

/// Those that match, the larger first; never private ones. Within a distance where a place is given.
pub fn near(look: &mut Look<'_>, filter: &Filter, viewer: Option<PersonId>, most: usize) -> Result<Vec<Brief>> {
    let Some((point, km)) = filter.place else {
        return anywhere(look, filter, viewer, filter.after, most);
    };
    let spans = spans(point, km);
    let mut found: Vec<Brief> = Vec::new();
    let mut after = filter.after;
    // The cells reach a little beyond the circle, so what they hold is measured; should too little remain, on it goes.
    loop {
        let mut part: Vec<Brief> = Vec::new();
        for chunk in spans.chunks(SPANS) {
            part.extend(in_cells(look, filter, viewer, after, chunk, most)?);
        }
        part.sort_by_key(|brief| std::cmp::Reverse((brief.members, brief.id)));
        part.truncate(most);
        let last = part.last().map(|brief| (brief.members, brief.id));
        let whole = part.len() == most;
        found
            .extend(part.into_iter().filter(|brief| {
                town::stored(brief.place).is_some_and(|place| distance_km(point, place.point()) <= km)
            }));
        if found.len() >= most || !whole {
            found.truncate(most);
            return Ok(found);
        }
        after = last;
    }
}

fn anywhere(
    look: &mut Look<'_>,
    filter: &Filter,
    viewer: Option<PersonId>,
    after: Option<(i64, CommunityId)>,
    most: usize,
) -> Result<Vec<Brief>> {
    let [(first, first_end), (second, second_end)] = filter.words();
    let (members, id) = after.unwrap_or((i64::MAX, CommunityId(i64::MAX)));
    look.all(
        "SELECT c.id, c.handle, c.name, c.words, c.access, c.place, c.photo, c.members, m.role
         FROM community c LEFT JOIN membership m ON m.community = c.id AND m.person = $1
         WHERE (c.members, c.id) < ($2, $3) AND c.ended_at IS NULL AND c.access <> 'private'
           AND ($4 = 0 OR m.role IS NULL)
           AND (CAST($5 AS TEXT) IS NULL OR EXISTS (
               SELECT 1 FROM community_interest i WHERE i.community = c.id AND i.interest = $5))
           AND (CAST($6 AS TEXT) IS NULL OR EXISTS (
               SELECT 1 FROM community_word w WHERE w.community = c.id AND w.word >= $6 AND w.word < $9))
           AND (CAST($7 AS TEXT) IS NULL OR EXISTS (
               SELECT 1 FROM community_word w WHERE w.community = c.id AND w.word >= $7 AND w.word < $10))
         ORDER BY c.members DESC, c.id DESC LIMIT $8",
        params![
            viewer,
            members,
            id,
            filter.not_mine,
            filter.interest,
            first,
            second,
            limit(most),
            first_end,
            second_end
        ],
    )
}

fn in_cells(
    look: &mut Look<'_>,
    filter: &Filter,
    viewer: Option<PersonId>,
    after: Option<(i64, CommunityId)>,
    spans: &[(i64, i64)],
    most: usize,
) -> Result<Vec<Brief>> {
    let [(first, first_end), (second, second_end)] = filter.words();
    let (members, id) = after.unwrap_or((i64::MAX, CommunityId(i64::MAX)));
    let most = limit(most);
    let mut with: Vec<Value<'_>> =
        params![viewer, members, id, filter.not_mine, filter.interest, first, second, most].to_vec();
    for number in 0..SPANS {
        // A span that holds nothing fills up the rest.
        let (first, last) = spans.get(number).copied().unwrap_or((0, -1));
        with.extend([Value::Int(first), Value::Int(last)]);
    }
    with.extend(params![first_end, second_end]);
    look.all(
        "WITH span (first, last) AS (VALUES
             (CAST($9 AS BIGINT), CAST($10 AS BIGINT)), ($11, $12), ($13, $14), ($15, $16), ($17, $18), ($19, $20),
             ($21, $22), ($23, $24), ($25, $26), ($27, $28), ($29, $30), ($31, $32), ($33, $34), ($35, $36), ($37, $38),
             ($39, $40))
         SELECT c.id, c.handle, c.name, c.words, c.access, c.place, c.photo, c.members, m.role
         FROM span s JOIN community c ON c.cell BETWEEN s.first AND s.last
              LEFT JOIN membership m ON m.community = c.id AND m.person = $1
         WHERE (c.members, c.id) < ($2, $3) AND c.ended_at IS NULL AND c.access <> 'private'
           AND ($4 = 0 OR m.role IS NULL)
           AND (CAST($5 AS TEXT) IS NULL OR EXISTS (
               SELECT 1 FROM community_interest i WHERE i.community = c.id AND i.interest = $5))
           AND (CAST($6 AS TEXT) IS NULL OR EXISTS (
               SELECT 1 FROM community_word w WHERE w.community = c.id AND w.word >= $6 AND w.word < $41))
           AND (CAST($7 AS TEXT) IS NULL OR EXISTS (
               SELECT 1 FROM community_word w WHERE w.community = c.id AND w.word >= $7 AND w.word < $42))
         ORDER BY c.members DESC, c.id DESC LIMIT $8",
        &with,
    )
}
