//! What the judge of ENC/1 asks, loaded from the database.

use std::collections::BTreeMap;

use visavis_wire::card::{Account, AnchorKey, Asks, Instance, Kid, PublicKey, SecretKey, Shown, Side, World};

use super::store::{self, Device};
use crate::{
    act::Look,
    config::Config,
    error::Result,
    id::{AccountId, GatheringId, PersonId},
};

/// This server, as cards name it.
pub fn instance(config: &Config) -> Instance {
    Instance::new(&config.instance().to_lowercase())
}

/// What is known about the keys of the records at hand.
pub struct Known {
    pub instance: Instance,
    server: PublicKey,
    anchors: AnchorKey,
    devices: BTreeMap<Kid, Option<Device>>,
    blocked: BTreeMap<(Account, Account), bool>,
}

impl Known {
    /// Nothing yet but the server's own keys.
    pub fn new(look: &Look<'_>) -> Self {
        let keys = &look.shared.keys;
        Self {
            instance: instance(&look.shared.config),
            server: SecretKey::ed25519(&keys.certificates).public(),
            anchors: AnchorKey::new(keys.anchors),
            devices: BTreeMap::new(),
            blocked: BTreeMap::new(),
        }
    }

    /// Loads what the judge may ask about these messages.
    pub fn load(&mut self, look: &mut Look<'_>, shown: &Shown<'_>) -> Result<()> {
        let asks = Asks::of(shown);
        let unknown: Vec<Kid> = asks.kids.iter().copied().filter(|kid| !self.devices.contains_key(kid)).collect();
        if let (Some(&one), Some(&two)) = (unknown.first(), unknown.last()) {
            let found = store::devices_named(look, one, two)?;
            self.devices.extend(unknown.into_iter().map(|kid| (kid, None)));
            self.devices.extend(found.into_iter().map(|device| (Kid(device.kid), Some(device))));
        }
        let accounts: Vec<Account> = asks.kids.iter().filter_map(|kid| self.account(*kid, None)).collect();
        if let [a, b] = accounts[..]
            && a != b
            && !self.blocked.contains_key(&(a, b))
        {
            let blocked = store::blocked(look, AccountId(a.0), AccountId(b.0))?;
            self.blocked.extend([((a, b), blocked), ((b, a), blocked)]);
        }
        Ok(())
    }

    /// Whose key it is, and whose login that is.
    pub fn owner(&self, kid: Kid) -> Option<(PersonId, AccountId)> {
        self.device(kid).map(|device| (device.person, device.account))
    }

    /// Whether those behind the two keys block one another.
    pub fn blocked_between(&self, a: Kid, b: Kid) -> bool {
        match (self.account(a, None), self.account(b, None)) {
            (Some(a), Some(b)) => self.blocked(a, b),
            _ => false,
        }
    }

    /// Whose key it is.
    pub fn person(&self, kid: Kid) -> Option<PersonId> {
        self.device(kid).map(|device| device.person)
    }

    /// Whether a key from the directory had no certificate any more at the claimed time.
    pub fn has_expired(&self, side: &Side) -> bool {
        let expired = |device: &Device| side.claimed_at.unix() > device.expires.seconds();
        side.identity.is_none() && self.device(side.kid).is_some_and(expired)
    }

    /// The gathering that a key was made for.
    pub fn bound(&self, kid: Kid) -> Option<GatheringId> {
        self.device(kid)?.gathering
    }

    fn device(&self, kid: Kid) -> Option<&Device> {
        self.devices.get(&kid)?.as_ref()
    }
}

impl World for Known {
    fn instance(&self) -> &Instance {
        &self.instance
    }

    fn server_key(&self) -> &PublicKey {
        &self.server
    }

    fn anchor_key(&self) -> Option<&AnchorKey> {
        Some(&self.anchors)
    }

    /// A key for a gathering is nobody's elsewhere.
    fn directory_key(&self, kid: Kid, gathering: Option<[u8; 8]>) -> Option<PublicKey> {
        let at = gathering.map(|bytes| GatheringId(i64::from_be_bytes(bytes)));
        self.device(kid).filter(|device| device.gathering.is_none() || device.gathering == at)?.public()
    }

    /// By the key: a certificate was given to a key that is registered, and handles may change hands.
    fn account(&self, kid: Kid, _handle: Option<&str>) -> Option<Account> {
        self.device(kid).map(|device| Account(device.account.0))
    }

    fn revoked_at(&self, kid: Kid) -> Option<i64> {
        self.device(kid)?.revoked_at.map(|at| at.seconds())
    }

    fn blocked(&self, a: Account, b: Account) -> bool {
        self.blocked.get(&(a, b)).copied().unwrap_or(false)
    }
}
