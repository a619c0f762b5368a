//! The running program: what every request shares, and the two ways into storage.

use std::sync::Arc;

use hmac::{Hmac, KeyInit, Mac};
use sha2::{Digest, Sha256};
use tokio::sync::Notify;

use crate::{
    act::{Act, Look},
    config::Config,
    db::{Db, Tx},
    error::Result,
    http::{Ask, Limits, Who},
    id::Ids,
    outside::{Mail, Media, Web},
    page::text::Say,
    people,
    time::{Clock, Dice, HOUR},
    viewer::Viewer,
};

/// A handle on the running program. Cheap to clone.
#[derive(Clone)]
pub struct App {
    db: Db,
    /// What requests share.
    pub shared: Arc<Shared>,
}

/// What requests share.
pub struct Shared {
    /// The settings.
    pub config: Config,
    /// Where "now" comes from.
    pub clock: Clock,
    /// Where chance comes from.
    pub dice: Dice,
    /// Where ids come from.
    pub ids: Ids,
    /// The server's secrets.
    pub keys: Keys,
    /// The way out for mail.
    pub mail: Mail,
    /// Where pictures are.
    pub media: Media,
    /// The way to other sites.
    pub web: Web,
    /// Live events on their way to open pages of this node.
    pub hub: crate::http::live::Hub,
    /// How often strangers may ask.
    pub limits: Limits,
    /// Turns at reading a picture: it takes memory, so that few do it at once.
    pub pictures: tokio::sync::Semaphore,
    /// Says true once the program is to end: open streams end then.
    pub stopping: tokio::sync::watch::Sender<bool>,
    /// Figures for whoever watches.
    pub watch: crate::watch::Watch,
    /// When this program began.
    pub began: crate::time::Moment,
    /// Rung when a transaction left something for jobs or open pages.
    pub bell: Notify,
}

/// The server's secrets: made at the first start, kept in the database.
pub struct Keys {
    /// Seed of the Ed25519 key that signs certificates of devices.
    pub certificates: [u8; 32],
    /// The key of ENC/1's anchors.
    pub anchors: [u8; 32],
    /// For signing links and the like.
    pub links: [u8; 32],
}

impl Keys {
    /// A code over text that only this server can make.
    pub fn seal(&self, text: &str) -> [u8; 32] {
        // HMAC takes keys of any length.
        let Ok(mut mac) = Hmac::<Sha256>::new_from_slice(&self.links) else { return [0; 32] };
        mac.update(text.as_bytes());
        mac.finalize().into_bytes().into()
    }
}

/// SHA-256: how secrets of links and sessions are kept.
pub fn hash(secret: &[u8]) -> [u8; 32] {
    Sha256::digest(secret).into()
}

impl App {
    /// Opens storage and reads, or makes, the secrets.
    ///
    /// # Errors
    /// Whatever keeps storage from being opened.
    pub async fn open(config: Config, clock: Clock, dice: Dice) -> Result<Self> {
        let db = Db::open(&config.database).await?;
        let fresh: [[u8; 32]; 3] = [dice.bytes(), dice.bytes(), dice.bytes()];
        let keys = db
            .write(move |tx| {
                Ok::<_, crate::error::Error>(Keys {
                    certificates: kept(tx, "key.certificates", fresh[0])?,
                    anchors: kept(tx, "key.anchors", fresh[1])?,
                    links: kept(tx, "key.links", fresh[2])?,
                })
            })
            .await?;
        let shared = Shared {
            mail: Mail::of(&config)?,
            media: Media::of(&config)?,
            web: Web::of(&config)?,
            hub: crate::http::live::Hub::new(),
            limits: Limits::new(config.limits),
            ids: Ids::new(config.node),
            watch: crate::watch::Watch::new(),
            began: clock.now(),
            config,
            clock,
            dice,
            keys,
            pictures: tokio::sync::Semaphore::new(2),
            stopping: tokio::sync::watch::Sender::new(false),
            bell: Notify::new(),
        };
        Ok(Self { db, shared: Arc::new(shared) })
    }

    /// Reads for whoever asks.
    pub async fn look<T: Send + 'static>(
        &self,
        ask: &Ask,
        mut read: impl FnMut(&mut Look<'_>) -> Result<T> + Send + 'static,
    ) -> Result<T> {
        let (shared, asked) = (self.shared.clone(), ask.clone());
        let (value, stale) = self
            .db
            .read(move |tx| {
                let mut look = shared.look(tx, &asked)?;
                let value = read(&mut look)?;
                let stale = look.viewer.me().is_ok_and(|me| look.now.since(me.seen_at) > HOUR);
                Ok::<_, crate::error::Error>((value, stale))
            })
            .await?;
        // That somebody was here is worth noting, not worth failing a page.
        if stale && let Err(error) = self.act(ask, people::note_session).await {
            tracing::warn!(%error, "a session could not be noted as in use");
        }
        Ok(value)
    }

    /// Changes something for whoever asks: durable when this returns `Ok`, without a trace otherwise.
    pub async fn act<T: Send + 'static>(
        &self,
        ask: &Ask,
        mut write: impl FnMut(&mut Act<'_>) -> Result<T> + Send + 'static,
    ) -> Result<T> {
        let (shared, ask) = (self.shared.clone(), ask.clone());
        let (value, news) = self
            .db
            .write(move |tx| {
                let mut act = Act::new(shared.look(tx, &ask)?);
                let value = write(&mut act)?;
                Ok::<_, crate::error::Error>((value, act.news))
            })
            .await?;
        if news {
            self.shared.bell.notify_waiters();
        }
        Ok(value)
    }

    /// Storage itself, for what is neither page nor verb: the demonstration's bulk loading, the doctor, tests.
    pub fn db(&self) -> &Db {
        &self.db
    }
}

impl Shared {
    fn look<'t>(&'t self, tx: &'t mut Tx<'_>, ask: &Ask) -> Result<Look<'t>> {
        let mut tx = tx.reborrow();
        let now = self.clock.now();
        let (mut locale, mut zone) = (ask.locale, ask.zone.clone());
        let viewer = if ask.system {
            Viewer::System
        } else if let Some(token) = &ask.token {
            let (me, settings) = people::tokens::viewer(&mut tx, token, now)?;
            locale = settings.locale.or(locale);
            zone = zone.or(settings.zone);
            Viewer::Person(me)
        } else {
            match ask.session {
                None => Viewer::Stranger,
                Some(session) => match people::viewer(&mut tx, session, now)? {
                    None => Viewer::Stranger,
                    Some((me, settings)) => {
                        locale = settings.locale.or(locale);
                        zone = zone.or(settings.zone);
                        Viewer::Person(me)
                    }
                },
            }
        };
        match ask.who {
            Who::Anyone => {}
            Who::Person => drop(viewer.person()?),
            // That there is such a page is nobody else's business.
            Who::Operator if !viewer.me()?.operator => return Err(crate::error::Error::NotFound),
            Who::Operator => {}
        }
        let say = Say(locale.unwrap_or(ask.accepted));
        Ok(Look::new(tx, self, now, viewer, say, zone.unwrap_or(crate::time::Zone::UTC)))
    }
}

fn kept(tx: &mut Tx<'_>, name: &str, fresh: [u8; 32]) -> Result<[u8; 32]> {
    tx.put(
        "INSERT INTO setting (name, value) VALUES ($1, $2) ON CONFLICT (name) DO NOTHING",
        crate::params![*name, fresh],
    )?;
    let (value,): ([u8; 32],) = tx.one("SELECT value FROM setting WHERE name = $1", crate::params![*name])?;
    Ok(value)
}
