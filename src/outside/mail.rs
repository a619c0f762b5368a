//! Mail: to a server by SMTP, or into a folder anybody can look at.

use std::{path::PathBuf, sync::Mutex};

use lettre::{
    AsyncSmtpTransport, AsyncTransport, Tokio1Executor,
    message::{
        Mailbox, Message, MultiPart, SinglePart,
        header::{ContentType, HeaderName, HeaderValue},
    },
};
use serde::{Deserialize, Serialize};

use crate::{
    config::{Config, MailRoute},
    error::{Error, Result},
};

/// A message to one address, in plain text and in HTML.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Letter {
    /// The address.
    pub to: String,
    /// The subject.
    pub subject: String,
    /// The text.
    pub text: String,
    /// The same as HTML.
    pub html: String,
    /// What the reader's calendar is to have.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub invite: Option<Invite>,
    /// Where it is said that no more of these are wanted.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub leave: Option<String>,
}

/// A calendar in a letter (RFC 6047).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Invite {
    /// To what end: `REQUEST`, `CANCEL`.
    pub method: String,
    /// The calendar.
    pub text: String,
}

/// The way out for mail.
pub enum Mail {
    /// A server.
    Smtp {
        /// The connections.
        transport: AsyncSmtpTransport<Tokio1Executor>,
        /// The sender.
        from: Mailbox,
    },
    /// A folder of `.eml` files.
    Outbox {
        /// The folder.
        folder: PathBuf,
        /// The sender.
        from: Mailbox,
    },
    /// A list, for tests.
    Memory(Mutex<Vec<Letter>>),
}

impl Mail {
    /// As the settings say.
    ///
    /// # Errors
    /// A sender or a server's address that can't be read, said in words.
    pub fn of(config: &Config) -> Result<Self> {
        let from = || -> Result<Mailbox> {
            config.mail_from.parse().map_err(|_| {
                Error::Inner(format!("--mail-from: {} is no mail address; write one like name@host", config.mail_from))
            })
        };
        Ok(match &config.mail {
            MailRoute::Memory => Self::Memory(Mutex::default()),
            MailRoute::Outbox => Self::Outbox { folder: config.data.join("outbox"), from: from()? },
            MailRoute::Smtp(url) => {
                let transport = AsyncSmtpTransport::<Tokio1Executor>::from_url(url)
                    .map_err(|error| {
                        Error::Inner(format!("--smtp: {error}; write it like smtps://user:password@host:465"))
                    })?
                    .build();
                Self::Smtp { transport, from: from()? }
            }
        })
    }

    /// Sends a letter.
    ///
    /// # Errors
    /// What the server said; the job tries again later.
    pub async fn send(&self, letter: &Letter, id: i64) -> Result<()> {
        match self {
            Self::Memory(letters) => {
                letters.lock().unwrap_or_else(std::sync::PoisonError::into_inner).push(letter.clone());
                Ok(())
            }
            Self::Outbox { folder, from } => {
                let message = message(letter, from, id)?;
                let path = folder.join(format!("{}.eml", crate::id::encode(id)));
                // Written aside and renamed, so that whoever watches the folder never reads half a letter.
                let aside = folder.join(format!(".{}.part", crate::id::encode(id)));
                tokio::fs::create_dir_all(folder).await.map_err(inner)?;
                tokio::fs::write(&aside, message.formatted()).await.map_err(inner)?;
                // The job that sends it is forgotten once this returns: the letter must be on the disk by then.
                tokio::fs::File::open(&aside).await.map_err(inner)?.sync_all().await.map_err(inner)?;
                tokio::fs::rename(&aside, &path).await.map_err(inner)
            }
            Self::Smtp { transport, from } => transport.send(message(letter, from, id)?).await.map(drop).map_err(inner),
        }
    }

    /// Takes out what a test has sent.
    pub fn take(&self) -> Vec<Letter> {
        match self {
            Self::Memory(letters) => {
                std::mem::take(&mut *letters.lock().unwrap_or_else(std::sync::PoisonError::into_inner))
            }
            Self::Smtp { .. } | Self::Outbox { .. } => Vec::new(),
        }
    }
}

fn inner(error: impl std::fmt::Display) -> Error {
    Error::Inner(format!("mail: {error}"))
}

/// A job may run twice, when the program was killed between sending a letter and noting that: the second has the name of
/// the first, by which mailboxes know it.
fn message(letter: &Letter, from: &Mailbox, id: i64) -> Result<Message> {
    let mut parts = MultiPart::alternative_plain_html(letter.text.clone(), letter.html.clone());
    if let Some(invite) = &letter.invite {
        let kind = format!("text/calendar; method={}; charset=utf-8", invite.method);
        let kind = ContentType::parse(&kind).map_err(inner)?;
        parts = parts.singlepart(SinglePart::builder().header(kind).body(invite.text.clone()));
    }
    let mut builder = Message::builder();
    if let Some(leave) = &letter.leave {
        // Mail programs show a button for it (RFC 2369, RFC 8058).
        builder = builder
            .raw_header(HeaderValue::new(HeaderName::new_from_ascii_str("List-Unsubscribe"), format!("<{leave}>")))
            .raw_header(HeaderValue::new(
                HeaderName::new_from_ascii_str("List-Unsubscribe-Post"),
                "List-Unsubscribe=One-Click".to_owned(),
            ));
    }
    builder
        .message_id(Some(format!("<{}@{}>", crate::id::encode(id), from.email.domain())))
        .from(from.clone())
        .to(letter.to.parse().map_err(inner)?)
        .subject(letter.subject.clone())
        .multipart(parts)
        .map_err(inner)
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test says what it expects by failing")]
mod tests {
    use super::*;

    #[test]
    fn what_many_get_says_how_it_ends() {
        let from: Mailbox = "Visavis <visavis@example.org>".parse().unwrap();
        let sent = |leave: Option<&str>| {
            let letter = Letter {
                to: "ada@example.org".into(),
                subject: "Tea".into(),
                text: "Green".into(),
                html: "<p>Green</p>".into(),
                invite: None,
                leave: leave.map(str::to_owned),
            };
            String::from_utf8(message(&letter, &from, 7).unwrap().formatted()).unwrap()
        };
        let address = "https://meet.example/letters/06d4zq8w5e000.06d4zq8w5e001.QUFBQUFBQUFBQUFBQUFBQQ";
        let text = sent(Some(address));
        // Mail programs take a header apart that is folded, and put it together again.
        let text = text.replace("\r\n ", " ");
        assert!(text.contains(&format!("List-Unsubscribe: <{address}>\r\n")), "{text}");
        assert!(text.contains("List-Unsubscribe-Post: List-Unsubscribe=One-Click\r\n"), "{text}");
        assert!(!sent(None).contains("List-Unsubscribe"));
        // What an earlier program left in the queue has no such field.
        let old = r#"{"to":"a@b.example","subject":"s","text":"t","html":"h"}"#;
        assert_eq!(serde_json::from_str::<Letter>(old).unwrap().leave, None);
    }
}
