//! The published test vectors, checked: what `visavis encounter check` prints.
//!
//! A file of vectors has a directory of accounts, golden bytes, and cases with their verdicts. The
//! private seeds are `SHA-256("test-seed:" + account)`, the server's account being `server`.

use std::collections::BTreeMap;
use std::fmt;

use data_encoding::HEXLOWER_PERMISSIVE;
use serde::Deserialize;
use sha2::{Digest as _, Sha256};

use super::anchor::{Anchor, AnchorKey};
use super::certificate::Identity;
use super::confirmation::{Confirm, Confirmation};
use super::epoch::{EPOCH, Minutes, Seconds};
use super::instance::Instance;
use super::judge::{Judgement, judge};
use super::key::{Algorithm, Kid, PublicKey, SecretKey};
use super::message::{Answer, Offer};
use super::pair::{EncounterId, Sas};
use super::qr::qr_text;
use super::side::{Nonce, Side};
use super::world::{Account, Shown, World};

/// One line of the outcome.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CaseResult {
    /// The case's number from 0; None for the golden bytes and the directory.
    pub number: Option<usize>,
    /// What is checked.
    pub what: String,
    /// What the file says.
    pub expected: String,
    /// What we make of it.
    pub got: String,
}

impl CaseResult {
    /// Whether both are the same.
    #[must_use]
    pub fn passed(&self) -> bool {
        self.expected == self.got
    }

    fn bytes(what: impl Into<String>, expected: &[u8], got: &[u8]) -> Self {
        Self::text(what, hex(expected), hex(got))
    }

    fn text(what: impl Into<String>, expected: impl Into<String>, got: impl Into<String>) -> Self {
        Self { number: None, what: what.into(), expected: expected.into(), got: got.into() }
    }
}

/// Why a file of vectors can't be used, in words for whoever runs the check.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unusable(String);

impl fmt::Display for Unusable {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for Unusable {}

/// Checks a file of vectors: directory, golden bytes (made anew from the seeds), then the cases in
/// their order, each alone or after the case that it names.
///
/// # Errors
/// For what is no such file. A case with another verdict than expected is a result and no error.
pub fn check(json: &str) -> Result<Vec<CaseResult>, Unusable> {
    let file: File =
        serde_json::from_str(json).map_err(|error| Unusable(format!("not a file of ENC/1 vectors: {error}")))?;
    let setting = Setting::read(&file)?;
    let cases = file
        .cases
        .iter()
        .enumerate()
        .map(|(number, case)| Messages::read(number, case))
        .collect::<Result<Vec<_>, _>>()?;

    let mut results = directory(&file, &setting)?;
    if let Some(bytes) = &file.golden {
        results.extend(golden(bytes, &setting)?);
    }
    for (number, case) in file.cases.iter().enumerate() {
        results.push(CaseResult {
            number: Some(number),
            what: case.what.clone(),
            expected: case.expect.clone(),
            got: run(&setting, &file.cases, &cases, number)?.verdict.to_string(),
        });
    }
    Ok(results)
}

#[derive(Deserialize)]
struct File {
    instance: String,
    epoch: i64,
    server_pk: String,
    anchor_key: String,
    #[serde(default)]
    directory: Vec<Listed>,
    golden: Option<Golden>,
    cases: Vec<Case>,
}

#[derive(Deserialize)]
struct Listed {
    account: String,
    pk: String,
    kid: String,
}

#[derive(Deserialize)]
struct Golden {
    nonce_a: String,
    nonce_b: String,
    gathering: String,
    t: i64,
    anchor_a: String,
    anchor_b: String,
    cert_expires: i64,
    m1: String,
    m2: String,
    m3: String,
    sas: String,
    encounter_id: String,
    qr_text: String,
}

#[derive(Deserialize)]
struct Case {
    what: String,
    m1: Option<String>,
    m2: Option<String>,
    m3: Option<String>,
    received_at: i64,
    expect: String,
    after: Option<usize>,
}

/// A case's messages as bytes.
struct Messages {
    m1: Vec<u8>,
    m2: Option<Vec<u8>>,
    m3: Option<Vec<u8>>,
}

impl Messages {
    fn read(number: usize, case: &Case) -> Result<Self, Unusable> {
        let bytes = |name: &str, text: &Option<String>| {
            text.as_deref().map(|text| unhex(&format!("case {number}, {name}"), text)).transpose()
        };
        Ok(Self {
            m1: bytes("m1", &case.m1)?.unwrap_or_default(),
            m2: bytes("m2", &case.m2)?,
            m3: bytes("m3", &case.m3)?,
        })
    }

    fn shown(&self) -> Shown<'_> {
        Shown { m1: &self.m1, m2: self.m2.as_deref(), m3: self.m3.as_deref() }
    }
}

/// The file's instance, keys and people.
struct Setting {
    instance: Instance,
    server_key: PublicKey,
    anchor_key: AnchorKey,
    people: Vec<(String, PublicKey)>,
}

impl Setting {
    fn read(file: &File) -> Result<Self, Unusable> {
        let people = file.directory.iter().map(|listed| {
            let place = format!("directory, pk of {}", listed.account);
            Ok((listed.account.clone(), public_key(&place, &listed.pk)?))
        });
        Ok(Self {
            instance: Instance::new(&file.instance),
            server_key: public_key("server_pk", &file.server_pk)?,
            anchor_key: AnchorKey::new(array("anchor_key", &file.anchor_key)?),
            people: people.collect::<Result<_, Unusable>>()?,
        })
    }
}

/// The setting, and which nonces the cases before this one have used.
struct After<'a> {
    setting: &'a Setting,
    answered: BTreeMap<(Kid, Nonce), EncounterId>,
}

impl World for After<'_> {
    fn instance(&self) -> &Instance {
        &self.setting.instance
    }

    fn server_key(&self) -> &PublicKey {
        &self.setting.server_key
    }

    fn anchor_key(&self) -> Option<&AnchorKey> {
        Some(&self.setting.anchor_key)
    }

    fn directory_key(&self, kid: Kid, _gathering: Option<[u8; 8]>) -> Option<PublicKey> {
        let mut keys = self.setting.people.iter().map(|(_, key)| key);
        keys.find(|key| key.kid() == kid).cloned()
    }

    /// Vectors know no personas: a handle is an account, also where the directory doesn't list it.
    fn account(&self, kid: Kid, handle: Option<&str>) -> Option<Account> {
        let mut people = self.setting.people.iter();
        let name = match handle {
            Some(handle) => handle,
            None => people.find(|(_, key)| key.kid() == kid).map(|(account, _)| account.as_str())?,
        };
        let [a, b, c, d, e, f, g, h, ..] = digest(name.as_bytes());
        Some(Account(i64::from_be_bytes([a, b, c, d, e, f, g, h])))
    }

    fn answered(&self, kid: Kid, nonce: &Nonce) -> Option<EncounterId> {
        self.answered.get(&(kid, *nonce)).copied()
    }
}

/// Judges a case, after those that it builds on, the first of them first.
fn run(setting: &Setting, cases: &[Case], messages: &[Messages], number: usize) -> Result<Judgement, Unusable> {
    let mut chain = vec![number];
    let mut next = cases.get(number).and_then(|case| case.after);
    while let Some(earlier) = next {
        if chain.contains(&earlier) {
            return Err(Unusable(format!("case {number} comes after itself")));
        }
        chain.push(earlier);
        next = match cases.get(earlier) {
            Some(case) => case.after,
            None => {
                return Err(Unusable(format!("case {number} comes after case {earlier}, which there isn't")));
            }
        };
    }

    let mut world = After { setting, answered: BTreeMap::new() };
    while let Some(step) = chain.pop() {
        let (Some(case), Some(messages)) = (cases.get(step), messages.get(step)) else {
            break;
        };
        let judgement = judge(&world, &messages.shown(), case.received_at);
        if chain.is_empty() {
            return Ok(judgement);
        }
        if let (true, Some(offer), Some(id)) = (judgement.verdict.is_good(), &judgement.offer, judgement.encounter_id) {
            let nonce = (offer.side.kid, offer.side.nonce);
            world.answered.entry(nonce).or_insert(id);
        }
    }
    Err(Unusable(format!("there is no case {number}")))
}

fn directory(file: &File, setting: &Setting) -> Result<Vec<CaseResult>, Unusable> {
    let mut results = vec![
        CaseResult::text("epoch", file.epoch.to_string(), EPOCH.to_string()),
        CaseResult::bytes(
            "server_pk, of the seed",
            &setting.server_key.to_bytes(),
            &seeded("server").public().to_bytes(),
        ),
    ];
    for (listed, (account, key)) in file.directory.iter().zip(&setting.people) {
        let kid = unhex(&format!("directory, kid of {account}"), &listed.kid)?;
        // Seeds are of Ed25519 keys; the SPEC names none for P-256.
        if key.algorithm() == Algorithm::Ed25519 {
            results.push(CaseResult::bytes(
                format!("directory: pk of {account}, of the seed"),
                &key.to_bytes(),
                &seeded(account).public().to_bytes(),
            ));
        }
        results.push(CaseResult::bytes(format!("directory: kid of {account}"), &kid, &key.kid().0));
    }
    Ok(results)
}

/// Makes the golden messages anew. What the file doesn't list beside them (the handles, the later
/// times, the loop's) is read from them.
fn golden(golden: &Golden, setting: &Setting) -> Result<Vec<CaseResult>, Unusable> {
    let m1 = unhex("golden, m1", &golden.m1)?;
    let m2 = unhex("golden, m2", &golden.m2)?;
    let m3 = unhex("golden, m3", &golden.m3)?;
    let broken = |name: &str, why: &dyn fmt::Display| Unusable(format!("golden, {name}: {why}"));
    let offer = Offer::parse(&m1).map_err(|why| broken("m1", &why))?;
    let answer = Answer::parse(&m2).map_err(|why| broken("m2", &why))?;
    let Ok(Confirmation::Scanned(confirm)) = Confirmation::parse(&m3) else {
        return Err(broken("m3", &"not a confirmation by scan"));
    };
    let t = Seconds::from_unix(golden.t).ok_or_else(|| broken("t", &"before the epoch"))?;
    let expires = Minutes::from_unix(golden.cert_expires).ok_or_else(|| broken("cert_expires", &"before the epoch"))?;
    let anchor_a = Anchor::from_bytes(array("golden, anchor_a", &golden.anchor_a)?);
    let anchor_b = Anchor::from_bytes(array("golden, anchor_b", &golden.anchor_b)?);
    let gathering = array("golden, gathering", &golden.gathering)?;
    let nonce_a = array("golden, nonce_a", &golden.nonce_a)?;
    let nonce_b = array("golden, nonce_b", &golden.nonce_b)?;

    let instance = &setting.instance;
    let server = ed25519_dalek::SigningKey::from_bytes(&seed("server"));
    let side = |name: &str, given: &Side, nonce: Nonce, at: Seconds, anchor: Anchor| {
        let identity = given.identity.as_ref();
        let handle = identity
            .and_then(|identity| std::str::from_utf8(&identity.handle).ok())
            .ok_or_else(|| broken(name, &"without a handle"))?;
        let key = seeded(handle);
        let identity =
            Identity::issue(instance, &server, &key.public(), handle, expires).map_err(|why| broken(name, &why))?;
        let side = Side::new(&key.public(), nonce, at, anchor).at(gathering);
        Ok::<_, Unusable>((key, side.with_identity(identity)))
    };

    let anchor = |given: Anchor| setting.anchor_key.anchor(instance, given.minutes);
    let (key_a, side_a) = side("m1", &offer.side, nonce_a, t, anchor(anchor_a))?;
    let at_b = answer.side.claimed_at;
    let (key_b, side_b) = side("m2", &answer.side, nonce_b, at_b, anchor(anchor_b))?;
    let made1 = Offer::make(instance, side_a, |bytes| key_a.sign(bytes));
    let made2 = Answer::make(instance, &made1.hash(), side_b, |bytes| key_b.sign(bytes));
    let (bytes1, bytes2) = (made1.to_bytes(), made2.to_bytes());
    let made3 = Confirm::make(
        instance,
        key_a.public().algorithm(),
        (&bytes1, &bytes2),
        confirm.claimed_at,
        confirm.loop_hundredths,
        |bytes| key_a.sign(bytes),
    );
    let bytes3 = Confirmation::Scanned(made3).to_bytes();

    let line = |name: &str, expected: &[u8], got: &[u8]| CaseResult::bytes(format!("golden: {name}"), expected, got);
    let words = |name: &str, expected: &str, got: String| CaseResult::text(format!("golden: {name}"), expected, got);
    Ok(vec![
        line("anchor_a", &anchor_a.to_bytes(), &anchor(anchor_a).to_bytes()),
        line("anchor_b", &anchor_b.to_bytes(), &anchor(anchor_b).to_bytes()),
        line("m1", &m1, &bytes1),
        line("m2", &m2, &bytes2),
        line("m3", &m3, &bytes3),
        words("sas", &golden.sas, Sas::of(&bytes1, &bytes2).to_string()),
        words("encounter_id", &golden.encounter_id, EncounterId::of(&bytes1, &bytes2).to_string()),
        words("qr_text", &golden.qr_text, qr_text(instance.host(), &bytes1)),
    ])
}

fn seed(account: &str) -> [u8; 32] {
    digest(format!("test-seed:{account}").as_bytes())
}

fn seeded(account: &str) -> SecretKey {
    SecretKey::ed25519(&seed(account))
}

fn digest(bytes: &[u8]) -> [u8; 32] {
    Sha256::digest(bytes).into()
}

fn public_key(place: &str, text: &str) -> Result<PublicKey, Unusable> {
    let bytes = unhex(place, text)?;
    let algorithm = match bytes.len() {
        33 => Algorithm::P256,
        _ => Algorithm::Ed25519,
    };
    PublicKey::from_bytes(algorithm, &bytes).map_err(|why| Unusable(format!("{place}: {why}")))
}

fn array<const N: usize>(place: &str, text: &str) -> Result<[u8; N], Unusable> {
    unhex(place, text)?.try_into().map_err(|_| Unusable(format!("{place}: not {N} bytes long")))
}

fn unhex(place: &str, text: &str) -> Result<Vec<u8>, Unusable> {
    HEXLOWER_PERMISSIVE.decode(text.as_bytes()).map_err(|why| Unusable(format!("{place}: not hexadecimal: {why}")))
}

fn hex(bytes: &[u8]) -> String {
    HEXLOWER_PERMISSIVE.encode(bytes)
}
