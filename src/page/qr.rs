//! QR codes for paper and screens.

use fast_qr::{ECL, QRBuilder};
use maud::{Markup, PreEscaped, html};

use crate::error::{Error, Result};

/// A code of a text; `label` says what it is. Its modules are one path; the white border belongs to it.
///
/// # Errors
/// Where the text is too long for any code.
pub fn qr(text: &str, label: &str) -> Result<Markup> {
    const BORDER: usize = 4;
    let code = QRBuilder::new(text).ecl(ECL::M).build().map_err(|error| Error::Inner(error.to_string()))?;
    let mut path = String::new();
    for y in 0..code.size {
        for x in 0..code.size {
            if code[y][x].value() {
                path.push_str(&format!("M{} {}h1v1h-1z", x + BORDER, y + BORDER));
            }
        }
    }
    let side = code.size + 2 * BORDER;
    Ok(html! {
        svg.qr viewBox={ "0 0 " (side) " " (side) } role="img" aria-label=(label) shape-rendering="crispEdges" {
            rect width=(side) height=(side) fill="#fff" {}
            (PreEscaped(format!("<path d=\"{path}\" fill=\"#000\"/>")))
        }
    })
}
