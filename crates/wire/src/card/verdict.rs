//! The words of judgement (SPEC "Verdicts").

use std::fmt;
use std::str::FromStr;

use super::layout::Malformed;

/// What a set of messages is worth. In the order of the SPEC, where the first failure is the verdict.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Verdict {
    /// The first byte is not the message's.
    BadType,
    /// Nothing there, too short, too long, or unknown flags.
    BadLength,
    /// The server certified no such key and handle, or the kid is another key's.
    BadCertificate,
    /// No certificate in the message, and none in the directory.
    UnknownKey,
    /// A didn't sign this offer, or for another instance.
    BadSignatureM1,
    /// B didn't sign this answer, or to another offer.
    BadSignatureM2,
    /// A didn't sign this confirmation.
    BadSignatureM3,
    /// The certificate had expired at the claimed time.
    ExpiredCertificate,
    /// The server made no such anchor.
    BadAnchor,
    /// Claims a time more than five minutes before its own anchor.
    TimeBeforeAnchor,
    /// The answer is to another offer.
    M2NotForM1,
    /// Both sides are of one account.
    SameAccount,
    /// They say they are at different gatherings.
    GatheringMismatch,
    /// The offer has another answer already.
    NonceUsed,
    /// The confirmation is of another pair.
    M3NotForPair,
    /// The digits are not those of these two messages.
    BadCode,
    /// A key was revoked before this can have been made.
    RevokedKey,
    /// One of the two has blocked the other. Nobody is told.
    Blocked,
    /// Good: M1 alone.
    Offer,
    /// Good: M1 and M2.
    Half,
    /// Good, but the claimed times are over two minutes apart.
    HalfStale,
    /// Good: all three.
    Mutual,
    /// Good, but the loop took over a minute.
    MutualSlow,
    /// Good: confirmed by spoken code.
    MutualCode,
}

impl Verdict {
    /// Every verdict, in the order of the SPEC.
    pub const ALL: [Self; 24] = [
        Self::BadType,
        Self::BadLength,
        Self::BadCertificate,
        Self::UnknownKey,
        Self::BadSignatureM1,
        Self::BadSignatureM2,
        Self::BadSignatureM3,
        Self::ExpiredCertificate,
        Self::BadAnchor,
        Self::TimeBeforeAnchor,
        Self::M2NotForM1,
        Self::SameAccount,
        Self::GatheringMismatch,
        Self::NonceUsed,
        Self::M3NotForPair,
        Self::BadCode,
        Self::RevokedKey,
        Self::Blocked,
        Self::Offer,
        Self::Half,
        Self::HalfStale,
        Self::Mutual,
        Self::MutualSlow,
        Self::MutualCode,
    ];

    /// The SPEC's word for it.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::BadType => "bad_type",
            Self::BadLength => "bad_length",
            Self::BadCertificate => "bad_certificate",
            Self::UnknownKey => "unknown_key",
            Self::BadSignatureM1 => "bad_signature_m1",
            Self::BadSignatureM2 => "bad_signature_m2",
            Self::BadSignatureM3 => "bad_signature_m3",
            Self::ExpiredCertificate => "expired_certificate",
            Self::BadAnchor => "bad_anchor",
            Self::TimeBeforeAnchor => "time_before_anchor",
            Self::M2NotForM1 => "m2_not_for_m1",
            Self::SameAccount => "same_account",
            Self::GatheringMismatch => "gathering_mismatch",
            Self::NonceUsed => "nonce_used",
            Self::M3NotForPair => "m3_not_for_pair",
            Self::BadCode => "bad_code",
            Self::RevokedKey => "revoked_key",
            Self::Blocked => "blocked",
            Self::Offer => "offer",
            Self::Half => "half",
            Self::HalfStale => "half_stale",
            Self::Mutual => "mutual",
            Self::MutualSlow => "mutual_slow",
            Self::MutualCode => "mutual_code",
        }
    }

    /// Whether it is worth keeping: nothing failed.
    #[must_use]
    pub const fn is_good(self) -> bool {
        matches!(self, Self::Offer | Self::Half | Self::HalfStale) || self.is_mutual()
    }

    /// Whether both have confirmed.
    #[must_use]
    pub const fn is_mutual(self) -> bool {
        matches!(self, Self::Mutual | Self::MutualSlow | Self::MutualCode)
    }
}

impl From<Malformed> for Verdict {
    fn from(malformed: Malformed) -> Self {
        match malformed {
            Malformed::Type => Self::BadType,
            Malformed::Length => Self::BadLength,
        }
    }
}

impl fmt::Display for Verdict {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl FromStr for Verdict {
    type Err = NotAVerdict;

    fn from_str(word: &str) -> Result<Self, NotAVerdict> {
        Self::ALL.into_iter().find(|verdict| verdict.as_str() == word).ok_or(NotAVerdict)
    }
}

/// Not a word of the SPEC's "Verdicts".
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NotAVerdict;

impl fmt::Display for NotAVerdict {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("not a verdict of ENC/1")
    }
}

impl std::error::Error for NotAVerdict {}
