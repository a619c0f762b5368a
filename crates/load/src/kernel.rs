//! What the kernel has on its books about a process: time on a processor, memory of its own.

use std::{fs, path::Path};

/// Nanoseconds on a processor so far, of all its threads.
pub fn spent(process: u32) -> u64 {
    let Ok(threads) = fs::read_dir(format!("/proc/{process}/task")) else { return 0 };
    threads.filter_map(|thread| on_processor(&thread.ok()?.path())).sum()
}

fn on_processor(thread: &Path) -> Option<u64> {
    fs::read_to_string(thread.join("schedstat")).ok()?.split_whitespace().next()?.parse().ok()
}

/// The same of the thread that asks.
pub fn spent_here() -> u64 {
    on_processor(Path::new("/proc/thread-self")).unwrap_or(0)
}

/// Memory of its own, in KiB: without pages of files, which the system can take back.
pub fn anonymous(process: u32) -> u64 {
    let status = fs::read_to_string(format!("/proc/{process}/status")).unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("RssAnon:"));
    line.and_then(|line| line.split_whitespace().next()?.parse().ok()).unwrap_or(0)
}

/// A process and those it started: a PostgreSQL server.
pub fn family(parent: u32) -> Vec<u32> {
    let mut family = vec![parent];
    for entry in fs::read_dir("/proc").into_iter().flatten().flatten() {
        let Some(process) = entry.file_name().to_str().and_then(|name| name.parse().ok()) else { continue };
        let stat = fs::read_to_string(entry.path().join("stat")).unwrap_or_default();
        // The name in parentheses may hold anything.
        let rest = stat.rsplit_once(')').map_or("", |(_, rest)| rest);
        if rest.split_whitespace().nth(1).and_then(|field| field.parse().ok()) == Some(parent) {
            family.push(process);
        }
    }
    family
}
