//! Messages as they were uploaded.

use visavis_wire::card::{Kid, Nonce};

use crate::{
    act::{Act, Look},
    error::Result,
    id::{AccountId, PersonId},
    params, rows,
};

rows! {
    /// A message as it was uploaded.
    pub struct MessageRow {
        pub hash: [u8; 32],
        pub id: i64,
        pub offer: [u8; 32],
        pub kind: i64,
        pub body: Vec<u8>,
        /// Whose key an answer is signed with, and whose login that is.
        pub by: Option<PersonId>,
        pub by_account: Option<AccountId>,
    }
}

pub fn messages(look: &mut Look<'_>, kid: Kid, nonce: Nonce) -> Result<Vec<MessageRow>> {
    look.all(
        "SELECT m.hash, m.id, m.offer, m.kind, m.body, d.person, p.account
         FROM encounter_message m LEFT JOIN device d ON d.kid = m.answerer LEFT JOIN person p ON p.id = d.person
         WHERE m.kid = $1 AND m.nonce = $2 ORDER BY m.id, m.hash",
        params![kid.0, nonce],
    )
}

/// Keeps a message, under the nonce of the offer it belongs to; nothing happens where it is known. `waits`: for an answer.
pub fn put_message(
    act: &mut Act<'_>,
    (kid, nonce): (Kid, Nonce),
    row: &MessageRow,
    answerer: Option<Kid>,
    waits: bool,
) -> Result<()> {
    act.put(
        "INSERT INTO encounter_message (kid, nonce, hash, id, offer, answerer, kind, body, waits)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9) ON CONFLICT (kid, nonce, hash) DO NOTHING",
        params![kid.0, nonce, row.hash, row.id, row.offer, answerer.map(|kid| kid.0), row.kind, row.body, waits],
    )
}

/// An answer has come: what belongs to the nonce stays.
pub fn ceases_to_wait(act: &mut Act<'_>, kid: Kid, nonce: Nonce) -> Result<()> {
    act.put("UPDATE encounter_message SET waits = 0 WHERE kid = $1 AND nonce = $2 AND waits = 1", params![kid.0, nonce])
}

/// Deletes what has waited in vain: `offers` and `others` are the ids made at the last moment that stays. 17 is M1.
pub fn forget_waiting(act: &mut Act<'_>, offers: i64, others: i64) -> Result<()> {
    act.put(
        "DELETE FROM encounter_message WHERE waits = 1 AND id < $1 AND (kind = 17 OR id < $2)",
        params![offers, others],
    )
}
