//! What programs can do with encounters, as the API describes it.

use super::{api, model::MOST_RECORDS};
use crate::{
    http::{
        Routes,
        api::{
            Scope, Shape, get, post,
            shape::{self, anything, hex, list, number, record, text, truth, whole, word},
        },
    },
    people,
};

/// The routes of the API.
pub fn routes() -> Routes {
    let one = |path, name| post(path, name, Scope::Encounters).conflicts().gives(200, encounter());
    Routes::new()
        .looks(
            get("/api/v1/encounters/kit", "kit")
                .says("All that a device must hold to meet somebody with no network")
                .scope(Scope::Encounters)
                .gives(200, kit()),
            api::kit,
        )
        .looks(
            get("/api/v1/encounters", "encounters")
                .says("Your encounters, the newest first")
                .lists(encounter()),
            api::list,
        )
        .api(
            post("/api/v1/encounters", "handIn", Scope::Encounters)
                .says("Hand in what a phone holds")
                .more("In any order, any number of times: a record that is known already is answered by what it is worth.")
                .takes(record().has("records", list(anything(), MOST_RECORDS).like("[]")).and_more())
                .gives(200, record().has("anchor", hex(12)).has("results", list(outcome(), MOST_RECORDS))),
            api::upload,
        )
        .acts(
            one("/api/v1/encounters/{encounter}/withdraw", "withdrawEncounter").says("Take an encounter back"),
            api::withdraw,
        )
        .acts(
            one("/api/v1/encounters/{encounter}/dispute", "disputeEncounter")
                .says("Say that you did not meet")
                .takes(record().may("words", text(2_000).says("Why.").like("I was not there."))),
            api::dispute,
        )
        .acts(
            post("/api/v1/encounters/claims", "claimEncounter", Scope::Encounters)
                .says("Say later that you met somebody")
                .more("At a gathering of both, or on a day. It counts once the other says so too.")
                .conflicts()
                .takes(
                    record()
                        .has("with", text(100).says("Their handle.").like("ada-lovelace"))
                        .may("gathering", text(100).says("The gathering, in hexadecimal.").like("01a2b3c4d5e6f708").or_none())
                        .may("day", text(100).like("2026-11-26").or_none()),
                )
                .gives(201, encounter()),
            api::claim,
        )
        .acts(
            post("/api/v1/encounters/claims/badge", "claimBearer", Scope::Encounters)
                .says("Say that you met whoever wears a badge")
                .conflicts()
                .takes(
                    record()
                        .has("code", text(1000).says("What the badge says.").like("0123456789abcdef"))
                        .has("at", text(30).says("When it was read, in Unix seconds.").like("1795694400")),
                )
                .gives(201, outcome()),
            api::claim_bearer,
        )
        .acts(one("/api/v1/encounters/{encounter}/confirm", "confirmEncounter").says("Say that you met, too"), api::confirm)
        .acts(
            one("/api/v1/encounters/{encounter}/decline", "declineEncounter")
                .says("Say that you did not meet")
                .more("Nobody is told."),
            api::decline,
        )
        .acts(
            post("/api/v1/devices", "registerDevice", Scope::Encounters)
                .says("Have a device's key certified, or its certificate renewed")
                .conflicts()
                .takes(
                    record()
                        .has("algorithm", text(20).says("ed25519 or p256.").like("ed25519"))
                        .has("pk", text(1000).says("The public key, in hexadecimal."))
                        .may("label", text(1000).says("What to call the device.").like("My phone").or_none())
                        .may("gathering", text(100).says("Lists a key that is for that gathering alone.").like("").or_none()),
                )
                .gives(
                    201,
                    record()
                        .has("kid", hex(8))
                        .may("certificate", certificate())
                        .may("handle", shape::handle())
                        .may("gathering", hex(8))
                        .may("registered", whole(0, LAST).like("1795694400"))
                        .may("expires", whole(0, LAST).like("1795694400")),
                ),
            api::register,
        )
        .acts(
            post("/api/v1/devices/{kid}/revoke", "revokeDevice", Scope::Encounters)
                .says("End a device's key")
                .gives(200, record().has("kid", hex(8)).has("revoked", whole(0, LAST).like("1795694400"))),
            api::revoke,
        )
}

/// The last moment that is a whole number in every language.
const LAST: i64 = 1 << 53;

fn certificate() -> Shape {
    record().has("expires", whole(0, LAST).like("1795694400")).has("sig", hex(64))
}

fn with() -> Shape {
    shape::named("MetPerson", || {
        record()
            .has("handle", shape::handle())
            .has("name", text(60).like("Ada Lovelace"))
            .has("photo", shape::path().or_none().like("/media/0123456789abcdef0123456789abcdef/s"))
    })
}

fn state() -> Shape {
    word(&["offer", "half", "mutual"])
}

fn outcome() -> Shape {
    shape::named("Outcome", || {
        let tie = record()
            .has("stage", people::stage_shape())
            .has("url", shape::path().like("/ties/ada-lovelace"))
            .and_more()
            .or_none()
            .says("What stands between you now.");
        record()
            .has("verdict", text(60).says("What the record is worth; docs/encounters.md has them all.").like("ok"))
            .has("encounter_id", text(64).or_none().says("In hexadecimal."))
            .has("state", state().or_none())
            .has("with", with().or_none())
            .has("tie", tie)
    })
}

fn encounter() -> Shape {
    shape::named("Encounter", || {
        let gathering = record()
            .has("id", hex(8))
            .has("title", text(120).like("Board games at the café"))
            .has("url", shape::path())
            .or_none();
        let moment = || whole(-LAST, LAST).like("1795694400");
        record()
            .has("id", text(64).says("In hexadecimal.").like("0123456789abcdef0123456789abcdef"))
            .has("state", state())
            .has("verdict", text(60).like("ok"))
            .has("grade", word(&["E0", "E1", "E2", "E3"]).says("How well it is proved."))
            .has("counts", truth())
            .has("with", with().or_none())
            .has("offered", truth().says("Whether yours was the offer."))
            .has("gathering", gathering)
            .has("at", moment().says("In Unix seconds, like all instants here."))
            .has("made_after", moment())
            .has("made_before", moment())
            .has("loop_seconds", number(0.0, 1e12).or_none().says("How long the exchange took.").like("4.2"))
            .has("withdrawn", moment().or_none())
            .has("disputed", moment().or_none())
            .and_more()
    })
}

fn kit() -> Shape {
    shape::named("Kit", || {
        record()
            .has("instance", text(300).like("meet.example"))
            .has("server_pk", hex(32))
            .has("anchor", hex(12))
            .has("now", whole(0, LAST).like("1795694400"))
            .has("me", with())
            .has("certificate", certificate().or_none())
            .has("people", list(with(), 1000))
            .has("gatherings", list(record().and_more(), 1000))
            .has("revoked", list(text(64), 1_000_000))
            .and_more()
    })
}
