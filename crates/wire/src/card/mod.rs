//! Cards: what people hand to each other in person. Here the greeting, ENC/1: two people prove
//! that they met.
//!
//! A shows an [`Offer`] (M1), B answers with an [`Answer`] (M2), and A keeps a [`Confirmation`]
//! (M3, or by spoken code M3c, or of a group M3g). [`judge`] says what a set of them is worth.
//!
//! ```text
//! epoch · key · instance · anchor · certificate      what messages are made of
//! layout · side · message · confirmation · pair      the messages
//! verdict · world · judge                            what they are worth
//! qr · vectors                                       as a code; the published test vectors
//! ```

mod anchor;
mod certificate;
mod confirmation;
mod epoch;
mod instance;
mod judge;
mod key;
mod layout;
mod message;
mod pair;
mod qr;
mod side;
pub mod vectors;
mod verdict;
mod world;

pub use anchor::{Anchor, AnchorKey};
pub use certificate::{BadHandle, Certified, Identity};
pub use confirmation::{CodeConfirm, Confirm, Confirmation, GroupConfirm, MAX_GROUP_ANSWERS, TooManyAnswers};
pub use epoch::{EPOCH, Minutes, Seconds};
pub use instance::Instance;
pub use judge::{ANCHOR_SLACK_SECONDS, Bracket, FRESH_SECONDS, Judgement, Party, SLOW_LOOP_HUNDREDTHS, judge};
pub use key::{Algorithm, BadKey, Kid, PublicKey, SecretKey, Signature};
pub use layout::Malformed;
pub use message::{Answer, Offer};
pub use pair::{EncounterId, NotSixDigits, Sas};
pub use qr::{NotACard, Scan, qr_text, scan};
pub use side::{Content, Gathering, Nonce, Side};
pub use verdict::{NotAVerdict, Verdict};
pub use world::{Account, Asks, Shown, World};
