//! What an account chooses for all its devices.

use super::store;
use crate::{
    act::{Act, Look},
    error::{Problems, Result},
    http::Fields,
    page::text::Locale,
    time::Zone,
};

/// Language, look and zone; none leaves it to the device.
#[derive(Debug, Clone)]
pub(super) struct Chosen {
    locale: Option<Locale>,
    theme: Option<&'static str>,
    zone: Option<Zone>,
}

impl Chosen {
    /// Reads the form.
    pub fn read(fields: &Fields) -> Result<Self> {
        let mut problems = Problems::default();
        let locale = fields.some("language").map(Locale::of_tag);
        problems.unless(locale != Some(None), "language", "problem-language");
        let theme = match fields.text("theme") {
            "light" => Some("light"),
            "dark" => Some("dark"),
            other => {
                problems.unless(other.is_empty(), "theme", "problem-theme");
                None
            }
        };
        let zone = fields.some("zone").map(Zone::named);
        problems.unless(zone != Some(None), "zone", "problem-zone");
        problems.check()?;
        Ok(Self { locale: locale.flatten(), theme, zone: zone.flatten() })
    }
}

/// Keeps what was chosen.
pub(super) fn choose(act: &mut Act<'_>, chosen: &Chosen) -> Result<()> {
    let account = act.viewer.me()?.account;
    let (locale, zone) = (chosen.locale.map(Locale::tag), chosen.zone.as_ref().map(Zone::name));
    store::set_settings(act, account, locale, zone, chosen.theme)
}

/// What is stored, as the fields of the form.
pub(super) fn fields(look: &mut Look<'_>) -> Result<Fields> {
    let account = look.viewer.me()?.account;
    let row = store::account(look, account)?;
    Ok(Fields::default()
        .with("email", row.email.unwrap_or_default())
        .with("language", row.locale.unwrap_or_default())
        .with("theme", row.theme.unwrap_or_default())
        .with("zone", row.zone.unwrap_or_default()))
}

/// Places whose clocks one can choose.
pub(super) fn zones() -> Vec<String> {
    const AREAS: [&str; 9] =
        ["Africa/", "America/", "Antarctica/", "Asia/", "Atlantic/", "Australia/", "Europe/", "Indian/", "Pacific/"];
    jiff::tz::db()
        .available()
        .map(|name| name.to_string())
        .filter(|name| AREAS.iter().any(|area| name.starts_with(area)))
        .collect()
}
