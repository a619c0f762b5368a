//! Towns, as people type and read them.

use visavis_places::{Place, by_id, search};

/// `Munich, Bayern, DE`: what a field shows, and reads again.
pub fn label(place: &Place) -> String {
    if place.region.is_empty() || place.region == place.name {
        format!("{}, {}", place.name, place.country)
    } else {
        format!("{}, {}, {}", place.name, place.region, place.country)
    }
}

/// The town somebody means: the best match of what they typed.
///
/// # Errors
/// The key of the message that says what to do.
pub fn read(text: &str) -> Result<Place, &'static str> {
    search(text, 8).into_iter().next().ok_or("problem-town")
}

/// The town of a stored number.
pub fn stored(id: Option<i64>) -> Option<Place> {
    by_id(u32::try_from(id?).ok()?)
}
