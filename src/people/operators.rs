//! Who runs this server: granted and taken on the command line, by whoever has the machine.

use super::{Face, store};
use crate::{
    act::{Act, Look},
    error::{Error, Result},
    id::AccountId,
    viewer::Viewer,
};

/// Lets somebody see the operator's page, in all their personas.
///
/// # Errors
/// [`Error::NotFound`] where nobody has that handle.
pub fn make_operator(act: &mut Act<'_>, handle: &str) -> Result<()> {
    let account = login(act, handle)?;
    store::put_operator(act, account)
}

/// Takes that back.
///
/// # Errors
/// [`Error::NotFound`] where nobody has that handle.
pub fn unmake_operator(act: &mut Act<'_>, handle: &str) -> Result<()> {
    let account = login(act, handle)?;
    store::delete_operator(act, account)
}

/// Those who run this server, one persona of each.
pub fn operators(look: &mut Look<'_>) -> Result<Vec<Face>> {
    store::operators(look)
}

fn login(look: &mut Look<'_>, handle: &str) -> Result<AccountId> {
    if !matches!(look.viewer, Viewer::System) {
        return Err(Error::NotFound);
    }
    let handle = handle.trim().trim_start_matches('@').to_lowercase();
    store::login_of(look, &handle)?.ok_or(Error::NotFound)
}
