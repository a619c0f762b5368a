//! Lists in parts: where a part begins, and how long it is.

use data_encoding::BASE64URL_NOPAD;
use serde_json::{Value, json};

use super::{Call, Said, Shape, shape};
use crate::error::{Error, Result};

/// So many are in a part where nothing else is asked for.
const USUAL: usize = 20;
/// The most that can be asked for.
const MOST: usize = 100;

/// What stands behind the `?` of a list.
pub fn asks(query: Shape) -> Shape {
    query
        .may("after", shape::some_text(500).says("Where this part begins: `next` of the part before.").like("MTIz"))
        .may("limit", shape::whole(1, MOST as i64).says("How many at most; 20 where it is left out.").like("20"))
}

/// What a list answers.
pub fn shape(item: Shape) -> Shape {
    shape::record().has("items", shape::list(item, MOST)).has(
        "next",
        shape::some_text(500)
            .or_none()
            .says("For `after`, to get the next part; null where this was the last. The header `Link` has the whole address.")
            .like("MTIz"),
    )
}

/// Where a part begins and how long it is.
#[derive(Debug, Clone)]
pub struct Cursor {
    /// What the part before left; its meaning is known to the list alone.
    pub after: Option<String>,
    /// How many at most.
    pub limit: usize,
}

impl Cursor {
    /// What a request asks for.
    ///
    /// # Errors
    /// The fault of `after` where no list of ours has left that.
    pub fn of(call: &Call) -> Result<Self> {
        let limit = call.query.text("limit").parse().unwrap_or(USUAL).clamp(1, MOST);
        let after = match call.query.some("after") {
            None => None,
            Some(text) => Some(opened(text).ok_or_else(bad)?),
        };
        Ok(Self { after, limit })
    }

    /// What the part before left, read by the list.
    ///
    /// # Errors
    /// The fault of `after` where it can't be read.
    pub fn after<T>(&self, read: impl FnOnce(&str) -> Option<T>) -> Result<Option<T>> {
        self.after.as_deref().map(|text| read(text).ok_or_else(bad)).transpose()
    }

    /// The last of the rows that this part gives, where there are more: what the next part begins after.
    pub fn last<'r, T>(&self, rows: &'r [T]) -> Option<&'r T> {
        rows.get(self.limit).and_then(|_| rows.get(self.limit.checked_sub(1)?))
    }

    /// One more than are wanted, to learn whether there are more.
    pub fn and_one(&self) -> i64 {
        self.limit as i64 + 1
    }

    /// The answer: of the rows, which may be one too many, each shown; `mark` is what the next part begins after.
    ///
    /// # Errors
    /// Those of showing one.
    pub fn said<T>(
        &self,
        mut rows: Vec<T>,
        mark: impl FnOnce(&T) -> String,
        show: impl FnMut(&T) -> Result<Value>,
    ) -> Result<Said> {
        let more = rows.len() > self.limit;
        rows.truncate(self.limit);
        let next = rows.last().filter(|_| more).map(mark);
        let items: Vec<Value> = rows.iter().map(show).collect::<Result<_>>()?;
        Ok(part(items, next))
    }
}

/// A part of a list, and the mark after which the next one begins.
pub fn part(items: Vec<Value>, next: Option<String>) -> Said {
    let next = next.map(|mark| BASE64URL_NOPAD.encode(mark.as_bytes()));
    Said::ok(json!({ "items": items, "next": next })).next(next)
}

fn opened(text: &str) -> Option<String> {
    String::from_utf8(BASE64URL_NOPAD.decode(text.as_bytes()).ok()?).ok()
}

fn bad() -> Error {
    Error::invalid("after", "problem-api-after")
}
