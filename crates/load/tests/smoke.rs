//! The tool itself, on a small town: it fills, what it fills is what the rules say, and every request is answered.
#![expect(clippy::unwrap_used, reason = "a test says what it expects by failing")]

use std::{path::Path, process::Command};

fn tool(data: &Path, words: &[&str]) -> String {
    let mut command = Command::new(env!("CARGO_BIN_EXE_visavis-load"));
    let (first, rest) = words.split_first().unwrap();
    command.arg(first).arg("--data").arg(data).args(rest);
    let output = command.output().unwrap();
    let said = format!("{}{}", String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
    assert!(output.status.success(), "{said}");
    said
}

/// A database of its own within the server, so that it is in nobody's way; gone when dropped, also where the test failed.
struct Own {
    server: String,
    name: String,
}

impl Own {
    fn url(&self) -> String {
        let (server, _) = self.server.rsplit_once('/').unwrap();
        format!("{server}/{}", self.name)
    }
}

impl Drop for Own {
    fn drop(&mut self) {
        let dropped = postgres::Client::connect(&self.server, postgres::NoTls)
            .and_then(|mut client| client.batch_execute(&format!("DROP DATABASE {} WITH (FORCE)", self.name)));
        if let Err(error) = dropped {
            eprintln!("{} stays: {error}", self.name);
        }
    }
}

fn own() -> Option<Own> {
    let Ok(url) = std::env::var("VISAVIS_TEST_POSTGRES") else {
        assert!(std::env::var("VISAVIS_TEST_REQUIRE_POSTGRES").is_err(), "VISAVIS_TEST_POSTGRES names no server");
        return None;
    };
    let name = format!("load_{}", std::process::id());
    let mut client = postgres::Client::connect(&url, postgres::NoTls).unwrap();
    client.batch_execute(&format!("CREATE DATABASE {name}")).unwrap();
    Some(Own { server: url, name })
}

fn filled_and_measured(database: &[&str]) {
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path();
    let said = tool(data, &[&["fill", "--people", "200", "--check"], database].concat());
    assert!(said.contains("200 people") && said.contains("every tie is what the rules say"), "{said}");
    let json = data.join("figures.json");
    let to = json.to_str().unwrap();
    tool(data, &[&["measure", "--requests", "50", "--connections", "4", "--json", to], database].concat());
    let report: serde_json::Value = serde_json::from_slice(&std::fs::read(&json).unwrap()).unwrap();
    let figures = report["figures"].as_array().unwrap();
    let names: Vec<&str> = figures.iter().map(|figure| figure["name"].as_str().unwrap()).collect();
    for name in ["hello", "gathering, 8 going", "community", "home", "near a place", "answer", "check-in", "encounter"]
    {
        assert!(names.contains(&name), "{name} is not among {names:?}");
    }
    for figure in figures {
        assert_eq!(figure["wrong"], 0, "{figure}");
        assert!(figure["requests"].as_u64().unwrap() > 0 && figure["program_us"].as_f64().unwrap() > 0.0, "{figure}");
    }
    // A database that is not empty is left alone.
    let again = Command::new(env!("CARGO_BIN_EXE_visavis-load"))
        .args(["fill", "--people", "200", "--data"])
        .arg(data)
        .args(database)
        .output()
        .unwrap();
    assert!(!again.status.success() && String::from_utf8_lossy(&again.stderr).contains("200 people already"));
}

#[test]
fn a_small_town_in_a_file() {
    filled_and_measured(&[]);
}

#[test]
fn a_small_town_on_a_server() {
    if let Some(own) = own() {
        filled_and_measured(&["--database", &own.url()]);
    }
}
