//! An embedded gazetteer: the world's towns of a thousand people or more, found by name or by nearness.
//!
//! The table (`data/places.bin`, made by `tools/gazetteer/build.py`) is searched where it lies, in the program's own
//! image: nothing is parsed at start, nothing is copied to the heap, and pages of it that nobody asks for are never read.
//!
//! ```
//! let munich = visavis_places::search("münch", 1)[0];
//! assert_eq!((munich.name, munich.region, munich.country), ("Munich", "Bayern", "DE"));
//! assert_eq!(visavis_places::nearest(munich.point()).id, munich.id);
//! ```
//!
//! Where the data are shown, [`ATTRIBUTION`] has to be shown too.

#![warn(missing_docs)]

mod cells;
mod fold;
pub mod mercator;
mod near;
mod point;
mod search;
mod table;
mod words;
mod world;

pub use cells::{Precision, STORED_RESOLUTION, areas, cell, centre, coarsen, cover, spans};
pub use fold::fold;
pub use near::{largest_in, nearest, within};
pub use point::{BadPoint, EARTH_RADIUS_KM, Point, distance_km};
pub use search::search;
pub use table::{Place, by_id, country_name, len};
pub use words::words;
pub use world::{Line, OUTLINE, borders, shores};

/// What the licence of the data asks to be shown.
pub const ATTRIBUTION: &str = "Place names © GeoNames (geonames.org), CC BY 4.0";
