//! What can go wrong in storage, told apart by what the caller can do about it.

use std::fmt;

use rusqlite::ffi;

/// An error of the database.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Error {
    /// A unique index refused a row: `table` and the first column of the index.
    Unique {
        /// The table.
        table: String,
        /// What the engine says of the index: its columns or its name.
        index: String,
    },
    /// Another constraint (foreign key, CHECK, NOT NULL) refused a row.
    Constraint(String),
    /// The engine can't be reached now; what was asked may be asked again.
    Unavailable(String),
    /// The connection broke, or the disk failed, while a transaction was being committed: it may stand, or not.
    Unknown(String),
    /// Too much is waiting already.
    Busy,
    /// The disk is full.
    Full,
    /// The file or its disk can't be written.
    ReadOnly(String),
    /// The file is no database, or damaged.
    Corrupt(String),
    /// A newer program has written this database.
    TooNew {
        /// The newest migration found in it.
        found: i64,
        /// The newest that this program knows.
        known: i64,
    },
    /// A row is not of the shape that the program reads.
    Shape(String),
    /// Two transactions were in each other's way, again and again.
    Contended,
    /// Anything else.
    Other(String),
}

impl Error {
    /// Whether a unique index of `table` that has `column` refused the row.
    pub fn is_unique(&self, table: &str, column: &str) -> bool {
        matches!(self, Self::Unique { table: at, index } if at == table && index.contains(column))
    }

    /// Whether the same may succeed a little later without anybody's doing.
    pub fn is_passing(&self) -> bool {
        matches!(self, Self::Unavailable(_) | Self::Busy | Self::Contended)
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Unique { table, index } => write!(f, "{table} has such a row already ({index})"),
            Self::Constraint(what) => write!(f, "a constraint refused the row: {what}"),
            Self::Unavailable(why) => write!(f, "the database can't be reached: {why}"),
            Self::Unknown(why) => write!(f, "a commit broke off, and may stand or not: {why}"),
            Self::Busy => f.write_str("too many requests wait for the database"),
            Self::Full => f.write_str("the disk is full: make room, nothing was changed"),
            Self::ReadOnly(what) => write!(f, "{what} can't be written: check its owner, its mode and its disk"),
            Self::Corrupt(what) => {
                write!(f, "{what} is damaged or no Visavis database: restore a backup or name another folder")
            }
            Self::TooNew { found, known } => write!(
                f,
                "this database was written by a newer Visavis (shape {found}, this program knows up to {known}): \
                 start the newer program"
            ),
            Self::Shape(what) => write!(f, "a row has an unexpected shape: {what}"),
            Self::Contended => f.write_str("the same rows were changed again and again by others"),
            Self::Other(what) => f.write_str(what),
        }
    }
}

impl std::error::Error for Error {}

/// A disk that takes no more, where the system does not say so in one word: a quota, a limit, a failing disk.
const CANT_WRITE: [i32; 5] = [
    ffi::SQLITE_IOERR_WRITE,
    ffi::SQLITE_IOERR_TRUNCATE,
    ffi::SQLITE_IOERR_SHMOPEN,
    ffi::SQLITE_IOERR_SHMSIZE,
    ffi::SQLITE_IOERR_SHMMAP,
];

impl From<rusqlite::Error> for Error {
    fn from(error: rusqlite::Error) -> Self {
        use rusqlite::ErrorCode;
        let rusqlite::Error::SqliteFailure(code, message) = &error else {
            return Self::Other(error.to_string());
        };
        let message = message.clone().unwrap_or_else(|| error.to_string());
        match code.code {
            ErrorCode::ConstraintViolation => unique(&message).unwrap_or(Self::Constraint(message)),
            ErrorCode::DiskFull => Self::Full,
            ErrorCode::ReadOnly | ErrorCode::PermissionDenied | ErrorCode::CannotOpen => Self::ReadOnly(message),
            ErrorCode::DatabaseCorrupt | ErrorCode::NotADatabase => Self::Corrupt(message),
            ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked => Self::Unavailable(message),
            // The bytes are written, whether they last nobody says.
            ErrorCode::SystemIoFailure if code.extended_code == ffi::SQLITE_IOERR_FSYNC => Self::Unknown(message),
            ErrorCode::SystemIoFailure if CANT_WRITE.contains(&code.extended_code) => Self::ReadOnly(message),
            _ => Self::Other(message),
        }
    }
}

/// SQLite says `UNIQUE constraint failed: person.handle`.
fn unique(message: &str) -> Option<Error> {
    let columns = message.strip_prefix("UNIQUE constraint failed: ")?;
    let (table, _) = columns.split_once('.')?;
    Some(Error::Unique { table: table.to_owned(), index: columns.to_owned() })
}

impl From<tokio_postgres::Error> for Error {
    fn from(error: tokio_postgres::Error) -> Self {
        let Some(refusal) = error.as_db_error() else {
            return if error.is_closed() || std::error::Error::source(&error).is_some_and(|s| s.is::<std::io::Error>()) {
                Self::Unavailable(error.to_string())
            } else {
                Self::Other(with_cause(&error))
            };
        };
        let code = refusal.code().code();
        let table = refusal.table().unwrap_or_default().to_owned();
        match code {
            "23505" => Self::Unique { table, index: refusal.constraint().unwrap_or_default().to_owned() },
            "40001" | "40P01" => Self::Contended,
            "40003" => Self::Unknown(refusal.message().to_owned()),
            "53100" => Self::Full,
            "25006" => Self::ReadOnly(refusal.message().to_owned()),
            _ if code.starts_with("23") => Self::Constraint(refusal.message().to_owned()),
            // A server that only reads since another took its place, or a statement from before a migration.
            "0A000" => Self::Unavailable(refusal.message().to_owned()),
            _ if code.starts_with("08") || code.starts_with("57P") || code.starts_with("53") => {
                Self::Unavailable(refusal.message().to_owned())
            }
            _ => Self::Other(format!("{code}: {}", refusal.message())),
        }
    }
}

fn with_cause(error: &tokio_postgres::Error) -> String {
    match std::error::Error::source(error) {
        Some(cause) => format!("{error}: {cause}"),
        None => error.to_string(),
    }
}
