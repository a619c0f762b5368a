//! No statement reads a growing table from end to end: the plans of all of them, on both engines, filled and analysed.
//!
//! SQLite says SCAN where it reads a whole table or index, PostgreSQL has a node without a condition on an index. What
//! is meant to read everything stands in [`DELIBERATE`], with the reason.

use std::{
    collections::{BTreeMap, BTreeSet},
    fmt::Write,
};

use visavis::db::Place;

use crate::{
    structure::statements,
    world::{Engine, World},
};

/// Tables that stay small, whatever happens here. All others grow.
const SMALL: [(&str, &str); 3] = [
    ("setting", "the server's own: a handful of names"),
    ("migration", "one row for each file of migrations"),
    ("operator", "those who run the server"),
];

/// Statements that are meant to read a whole table, by what only they say, with the reason.
const DELIBERATE: &[(&str, &str)] = &[
    ("FROM (SELECT DISTINCT kid, nonce FROM encounter_message) m", "the doctor, to say how far it has come"),
    ("SELECT e.id, CASE WHEN e.claimed = 1", "the doctor, some in the order of the key"),
    (
        "SELECT COUNT(*) FROM job WHERE dead_at IS NOT NULL",
        "an index of those that were put aside alone; each time that the figures are asked for",
    ),
    ("FROM encounter_flag f JOIN encounter e", "the newest first, and no more of them than asked for"),
    ("FROM pg_index i JOIN pg_class x", "the server's own catalogue, for the doctor"),
    (
        "WHERE dead_at IS NOT NULL ORDER BY dead_at DESC",
        "the newest first, by an index of those alone; the operator's page",
    ),
    ("FROM encounter WHERE claimed = 1", "the doctor, page by page"),
    ("v.kind = 'disputed'", "the newest first, by an index of those alone; the operator's page"),
    ("COALESCE(SUM(bytes), 0) AS BIGINT) FROM media", "the operator's page, when somebody looks at it"),
    ("DELETE FROM job WHERE due_at <= $1", "the demonstration, once, when it has been filled"),
    ("UPDATE job SET leased_until = 0", "once, when the program starts"),
    ("DELETE FROM live WHERE person = $1", "what waits for open pages is kept for minutes; only when somebody leaves"),
];

/// The same, by their whole text.
const DELIBERATE_WHOLE: &[(&str, &str)] = &[
    ("SELECT COUNT(*) FROM account", "the doctor asks whether there is anybody, once"),
    ("SELECT COUNT(*) FROM community", "the doctor, to say how far it has come"),
    ("SELECT COUNT(*) FROM conversation", "the doctor, to say how far it has come"),
    ("SELECT COUNT(*) FROM encounter", "the doctor, to say how far it has come"),
    ("SELECT COUNT(*) FROM gathering", "the doctor, to say how far it has come"),
    ("SELECT COUNT(*) FROM series", "the doctor, to say how far it has come"),
    ("SELECT COUNT(*) FROM subgroup", "the doctor, to say how far it has come"),
    ("SELECT COUNT(*) FROM post", "the doctor, to say how far it has come"),
    ("SELECT COUNT(*) FROM person", "the demonstration asks whether there is anybody, once, at its start"),
    ("DELETE FROM live", "the demonstration, once, when it has been filled"),
];

const ROWS: i64 = 4_000;

/// A column as its engine describes it.
struct Column {
    name: String,
    kind: String,
    needed: bool,
    /// Its place in the primary key, from 1.
    key: i64,
    keys: i64,
}

/// A value for row `i`: keys differ, references come in groups, most of what may be NULL is.
fn value(table: &str, column: &Column, text: &str, bytes: &str, unique: &BTreeSet<String>) -> String {
    let alone = (column.key == 1 && column.keys == 1) || unique.contains(&format!("{table}.{}", column.name));
    let number = match column.name.as_str() {
        "ends_at" => "i + 1",
        _ if alone || column.key > 1 => "i",
        _ => "(i / 8)",
    };
    let value = match column.kind.as_str() {
        "text" if alone || column.key > 1 => text.replace('#', "i"),
        "text" => text.replace('#', "(i % 8)"),
        "bytes" if alone || column.key > 1 => bytes.replace('#', "i"),
        "bytes" => bytes.replace('#', "(i / 8)"),
        _ => number.to_owned(),
    };
    if column.needed || alone || column.key > 0 { value } else { format!("CASE WHEN i % 4 = 0 THEN {value} END") }
}

fn fill(table: &str, columns: &[Column], text: &str, bytes: &str, unique: &BTreeSet<String>) -> String {
    let names: Vec<&str> = columns.iter().map(|column| column.name.as_str()).collect();
    let values: Vec<String> = columns.iter().map(|column| value(table, column, text, bytes, unique)).collect();
    format!(
        "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < {ROWS})
         INSERT INTO {table} ({}) SELECT {} FROM n WHERE true ON CONFLICT DO NOTHING",
        names.join(", "),
        values.join(", "),
    )
}

/// How many parameters a statement has.
fn parameters(sql: &str) -> usize {
    let numbers = sql.split('$').skip(1).map(|rest| rest.chars().take_while(char::is_ascii_digit).collect::<String>());
    numbers.filter_map(|number| number.parse().ok()).max().unwrap_or(0)
}

/// What each name in a statement stands for: tables by their own name and by their alias.
fn names(sql: &str, tables: &BTreeSet<String>) -> BTreeMap<String, String> {
    // `p.account` is a column: it stays one word.
    let words: Vec<&str> = sql.split(|char: char| !(char.is_alphanumeric() || char == '_' || char == '.')).collect();
    let words: Vec<&str> = words.into_iter().filter(|word| !word.is_empty()).collect();
    let mut names = BTreeMap::new();
    for (at, word) in words.iter().enumerate() {
        if tables.contains(*word) {
            names.insert((*word).to_owned(), (*word).to_owned());
            let next = words.get(at + 1).filter(|next| **next != "AS").or(words.get(at + 2));
            if let Some(alias) = next.filter(|alias| alias.chars().all(|char| char.is_ascii_lowercase())) {
                names.entry((*alias).to_owned()).or_insert_with(|| (*word).to_owned());
            }
        }
    }
    names
}

/// What no statement of ours may be: so that a test that finds nothing has looked.
const BAD: &str = "SELECT p.id FROM post p WHERE p.words = $1";

/// All statements, but those of the other engine's own file.
fn all(not_ours: &'static str) -> impl Iterator<Item = String> {
    let ours = statements().into_iter().filter(move |(path, _)| !path.ends_with(not_ours));
    ours.map(|(_, sql)| sql).chain([BAD.to_owned()])
}

/// What was found: table, statement, the line of the plan.
type Scans = BTreeSet<(String, String, String)>;

/// Fails where something reads a growing table without being meant to; what was meant, of [`DELIBERATE`] and
/// [`DELIBERATE_WHOLE`], by its place in them.
fn report(engine: &str, scans: Scans) -> BTreeSet<&'static str> {
    let (mut left, mut meant) = (String::new(), BTreeSet::new());
    assert!(scans.iter().any(|(_, sql, _)| sql == BAD), "{engine}: nothing is found");
    for (table, sql, line) in scans.into_iter().filter(|(_, sql, _)| sql != BAD) {
        if SMALL.iter().any(|(small, _)| *small == table || table.starts_with(&format!("{small}_pkey"))) {
            continue;
        }
        let parts = DELIBERATE.iter().filter(|(part, _)| sql.contains(part));
        let wholes = DELIBERATE_WHOLE.iter().filter(|(whole, _)| *whole == sql);
        let by: Vec<&str> = parts.chain(wholes).map(|(text, _)| *text).collect();
        match by[..] {
            [] => writeln!(left, "{engine} reads all of {table}: {line}\n{sql}\n").unwrap(),
            [one] => drop(meant.insert(one)),
            _ => writeln!(left, "more than one reason is given: {by:?}\n{sql}\n").unwrap(),
        }
    }
    assert!(left.is_empty(), "{left}");
    meant
}

/// Both engines in one test, as what only one of them reads whole is meant all the same.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn no_statement_reads_a_growing_table() {
    let mut meant = report("SQLite", on_sqlite().await);
    let Some(scans) = on_postgres().await else { return };
    meant.extend(report("PostgreSQL", scans));
    let all = DELIBERATE.iter().chain(DELIBERATE_WHOLE).map(|(text, _)| *text);
    let idle: Vec<&str> = all.filter(|text| !meant.contains(text)).collect();
    assert!(idle.is_empty(), "nothing reads a whole table any more that is allowed to: {idle:#?}");
}

async fn on_sqlite() -> Scans {
    let world = World::new(Engine::Sqlite).await.unwrap();
    let Place::File(file) = world.app.shared.config.database.clone() else { panic!("a file") };
    let mut connection = rusqlite::Connection::open(&file).unwrap();
    connection.execute_batch("PRAGMA foreign_keys = OFF").unwrap();
    let list = |sql: &str| -> Vec<String> {
        let mut statement = connection.prepare(sql).unwrap();
        statement.query_map([], |row| row.get(0)).unwrap().map(Result::unwrap).collect()
    };
    let tables: BTreeSet<String> =
        list("SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite%'").into_iter().collect();
    // As it runs in production: nobody analyses there, and the planner takes every table to be large.
    let mut scans = sqlite_scans(&connection, &tables);
    let unique: BTreeSet<String> = list(
        "SELECT m.name || '.' || MIN(i.name) FROM sqlite_schema m, pragma_index_list(m.name) l, pragma_index_info(l.name) i
         WHERE m.type = 'table' AND l.\"unique\" = 1 GROUP BY m.name, l.name HAVING COUNT(*) = 1",
    )
    .into_iter()
    .collect();
    for table in &tables {
        let columns = {
            let sql = "SELECT name, lower(type), \"notnull\", pk, MAX(pk) OVER () FROM pragma_table_info(?1)";
            let mut statement = connection.prepare(sql).unwrap();
            let columns = statement.query_map([table], |row| {
                let kind: String = row.get(1)?;
                Ok(Column {
                    name: row.get(0)?,
                    kind: if kind == "blob" { "bytes".into() } else { kind },
                    needed: row.get(2)?,
                    key: row.get(3)?,
                    keys: row.get(4)?,
                })
            });
            columns.unwrap().map(Result::unwrap).collect::<Vec<_>>()
        };
        let sql = fill(table, &columns, "'x' || #", "CAST('x' || # AS BLOB)", &unique);
        connection.execute(&sql, []).unwrap_or_else(|error| panic!("{table}: {error}\n{sql}"));
    }
    connection.execute_batch("ANALYZE").unwrap();
    connection = rusqlite::Connection::open(&file).unwrap();
    scans.extend(sqlite_scans(&connection, &tables));
    scans
}

fn sqlite_scans(connection: &rusqlite::Connection, tables: &BTreeSet<String>) -> Scans {
    let mut scans = Scans::new();
    for sql in all("postgres.rs") {
        let names = names(&sql, tables);
        let mut statement = connection.prepare(&format!("EXPLAIN QUERY PLAN {sql}")).unwrap();
        let mut rows = statement.raw_query();
        while let Some(row) = rows.next().unwrap() {
            let line: String = row.get(3).unwrap();
            let Some(rest) = line.strip_prefix("SCAN ") else { continue };
            if let Some(table) = names.get(rest.split(' ').next().unwrap()) {
                scans.insert((table.clone(), sql.clone(), line));
            }
        }
    }
    scans
}

async fn on_postgres() -> Option<Scans> {
    let world = World::new(Engine::Postgres).await?;
    let Place::Server(url) = world.app.shared.config.database.clone() else { panic!("a server") };
    Some(tokio::task::spawn_blocking(move || postgres_scans(&url)).await.unwrap())
}

fn postgres_scans(url: &str) -> Scans {
    let mut client = postgres::Client::connect(url, postgres::NoTls).unwrap();
    client.batch_execute("SET session_replication_role = replica").unwrap();
    let tables: BTreeSet<String> = client
        .query("SELECT table_name::text FROM information_schema.tables WHERE table_schema = 'public'", &[])
        .unwrap()
        .iter()
        .map(|row| row.get(0))
        .collect();
    let keyed =
        "SELECT c.relname || '.' || a.attname, i.indisprimary FROM pg_index i JOIN pg_class c ON c.oid = i.indrelid
         JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum = i.indkey[0]
         WHERE i.indisunique AND i.indnatts = 1";
    let unique: BTreeSet<String> = client.query(keyed, &[]).unwrap().iter().map(|row| row.get(0)).collect();
    for table in &tables {
        let sql = "SELECT c.column_name::text, c.data_type::text, c.is_nullable = 'NO',
                          COALESCE(k.ordinal_position, 0)::bigint, MAX(COALESCE(k.ordinal_position, 0)) OVER ()::bigint
                   FROM information_schema.columns c
                   LEFT JOIN information_schema.table_constraints t
                       ON t.table_name = c.table_name AND t.constraint_type = 'PRIMARY KEY'
                   LEFT JOIN information_schema.key_column_usage k
                       ON k.constraint_name = t.constraint_name AND k.column_name = c.column_name
                   WHERE c.table_schema = 'public' AND c.table_name = $1";
        let columns: Vec<Column> = client
            .query(sql, &[table])
            .unwrap()
            .iter()
            .map(|row| Column {
                name: row.get(0),
                kind: if row.get::<_, String>(1) == "bytea" { "bytes".into() } else { row.get(1) },
                needed: row.get(2),
                key: row.get(3),
                keys: row.get(4),
            })
            .collect();
        let sql = fill(table, &columns, "'x' || #", "convert_to('x' || #, 'UTF8')", &unique);
        client.execute(&sql, &[]).unwrap_or_else(|error| panic!("{table}: {error:?}\n{sql}"));
    }
    // One row after another by their keys: what is left without a condition is what has none.
    client
        .batch_execute(
            "ANALYZE; SET plan_cache_mode = force_generic_plan; SET enable_seqscan = off; SET enable_hashjoin = off;
             SET enable_mergejoin = off",
        )
        .unwrap();
    let mut scans = Scans::new();
    for sql in all("sqlite.rs") {
        let nulls = vec!["NULL"; parameters(&sql)].join(", ");
        let nulls = if nulls.is_empty() { nulls } else { format!("({nulls})") };
        client.batch_execute(&format!("PREPARE it AS {sql}")).unwrap();
        let plan: String = client
            .simple_query(&format!("EXPLAIN (FORMAT JSON) EXECUTE it{nulls}"))
            .unwrap()
            .iter()
            .filter_map(|message| match message {
                postgres::SimpleQueryMessage::Row(row) => row.get(0),
                _ => None,
            })
            .collect();
        client.batch_execute("DEALLOCATE it").unwrap();
        let plan: serde_json::Value = serde_json::from_str(&plan).unwrap();
        unconditional(&plan[0]["Plan"], &mut |table, line| {
            scans.insert((table.to_owned(), sql.clone(), line));
        });
    }
    scans
}

/// Nodes of a plan that read a table without a condition on an index.
fn unconditional(node: &serde_json::Value, found: &mut impl FnMut(&str, String)) {
    let kind = node["Node Type"].as_str().unwrap_or_default();
    if let Some(table) = node["Relation Name"].as_str()
        && (kind == "Seq Scan" || (kind.starts_with("Index") && node["Index Cond"].is_null()))
    {
        let index = node["Index Name"].as_str().unwrap_or_default();
        let filter = node["Filter"].as_str().unwrap_or_default();
        found(table, format!("{kind} {index} {filter}"));
    }
    if kind == "Bitmap Index Scan" && node["Index Cond"].is_null() {
        found(node["Index Name"].as_str().unwrap_or_default(), kind.to_owned());
    }
    for below in node["Plans"].as_array().into_iter().flatten() {
        unconditional(below, found);
    }
}
