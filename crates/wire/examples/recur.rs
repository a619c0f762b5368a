//! Reads lines of rule, first day, last day and how many at most, apart by tabs; prints the days of each. For
//! `tests/recurrence/compare.py`, which holds them against another library's.

use std::{
    error::Error,
    io::{BufRead, Write, stdin, stdout},
};

use jiff::civil::Date;
use visavis_wire::recur::Pattern;

fn main() -> Result<(), Box<dyn Error>> {
    let mut out = stdout().lock();
    for line in stdin().lock().lines() {
        let line = line?;
        let fields: Vec<&str> = line.split('\t').collect();
        let [rule, first, last, most] = fields[..] else { return Err("four fields".into()) };
        let (first, last): (Date, Date) = (first.parse()?, last.parse()?);
        let pattern: Pattern = rule.parse().map_err(|fault| format!("{rule}: {fault}"))?;
        let days: Vec<String> =
            pattern.dates(first, last, most.parse()?).iter().map(|day| day.strftime("%Y%m%d").to_string()).collect();
        writeln!(out, "{}", days.join(","))?;
    }
    Ok(())
}
