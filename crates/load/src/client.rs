//! A small HTTP client that asks again and again on connections it keeps: each waits for its answer before it asks next.

use std::{
    net::SocketAddr,
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering},
    },
    time::{Duration, Instant},
};

use tokio::{
    io::{AsyncBufReadExt, AsyncReadExt, AsyncWriteExt, BufReader},
    net::TcpStream,
};

use crate::{Outcome, text};

/// A request as it goes over the wire, and the status that is right.
pub struct Asked {
    pub bytes: Vec<u8>,
    pub status: u16,
}

impl Asked {
    pub fn get(path: &str, cookie: Option<&str>, zipped: bool) -> Self {
        let mut head = format!("GET {path} HTTP/1.1\r\nhost: localhost\r\n");
        if let Some(cookie) = cookie {
            head.push_str(&format!("cookie: session={cookie}\r\n"));
        }
        if zipped {
            head.push_str("accept-encoding: gzip\r\n");
        }
        head.push_str("\r\n");
        Self { bytes: head.into_bytes(), status: 200 }
    }

    pub fn post(path: &str, cookie: &str, kind: &str, body: &str, status: u16) -> Self {
        let length = body.len();
        let bytes = format!(
            "POST {path} HTTP/1.1\r\nhost: localhost\r\ncookie: session={cookie}\r\ncontent-type: {kind}\r\n\
             content-length: {length}\r\n\r\n{body}"
        );
        Self { bytes: bytes.into_bytes(), status }
    }
}

/// One connection.
pub struct Line(BufReader<TcpStream>);

impl Line {
    pub async fn to(address: SocketAddr) -> Outcome<Self> {
        let stream = TcpStream::connect(address).await.map_err(text)?;
        stream.set_nodelay(true).map_err(text)?;
        Ok(Self(BufReader::with_capacity(64 << 10, stream)))
    }

    /// Status and body; `wire` grows by all that came.
    pub async fn ask(&mut self, bytes: &[u8], wire: &mut u64) -> Outcome<(u16, Vec<u8>)> {
        self.0.get_mut().write_all(bytes).await.map_err(text)?;
        let status = self.line(wire).await?;
        let status = status.split(' ').nth(1).and_then(|code| code.parse().ok()).ok_or("no HTTP came back")?;
        let (mut length, mut chunked) = (0, false);
        loop {
            let line = self.line(wire).await?;
            if line.is_empty() {
                break;
            }
            let (name, value) = line.split_once(':').unwrap_or((&line, ""));
            if name.eq_ignore_ascii_case("content-length") {
                length = value.trim().parse().map_err(text)?;
            }
            chunked |= name.eq_ignore_ascii_case("transfer-encoding") && value.trim() == "chunked";
        }
        let mut body = Vec::with_capacity(length);
        if !chunked {
            self.more(&mut body, length, wire).await?;
            return Ok((status, body));
        }
        loop {
            let size = usize::from_str_radix(self.line(wire).await?.trim(), 16).map_err(text)?;
            self.more(&mut body, size, wire).await?;
            self.line(wire).await?;
            if size == 0 {
                return Ok((status, body));
            }
        }
    }

    async fn line(&mut self, wire: &mut u64) -> Outcome<String> {
        let mut line = String::new();
        let read = self.0.read_line(&mut line).await.map_err(text)?;
        if read == 0 {
            return Err("the connection was closed".into());
        }
        *wire += read as u64;
        line.truncate(line.trim_end().len());
        Ok(line)
    }

    async fn more(&mut self, body: &mut Vec<u8>, length: usize, wire: &mut u64) -> Outcome<()> {
        let from = body.len();
        body.resize(from + length, 0);
        let rest = body.get_mut(from..).unwrap_or_default();
        self.0.read_exact(rest).await.map_err(text)?;
        *wire += length as u64;
        Ok(())
    }
}

/// What came of many requests.
#[derive(Default)]
pub struct Run {
    pub took: Duration,
    /// Of each, sorted.
    pub times: Vec<Duration>,
    pub wire: u64,
    /// Those with another status, and one of these.
    pub wrong: usize,
    pub instead: Option<u16>,
}

impl Run {
    /// The time within which that part of the requests was answered.
    pub fn within(&self, part: f64) -> Duration {
        let last = self.times.len().saturating_sub(1);
        self.times.get((last as f64 * part) as usize).copied().unwrap_or_default()
    }
}

/// Asks all of it, on so many connections at once.
pub async fn run(address: SocketAddr, all: Vec<Asked>, connections: usize) -> Outcome<Run> {
    let (all, next) = (Arc::new(all), Arc::new(AtomicUsize::new(0)));
    let mut lines = Vec::new();
    for _ in 0..connections {
        lines.push(Line::to(address).await?);
    }
    let begun = Instant::now();
    let tasks: Vec<_> = lines
        .into_iter()
        .map(|mut line| {
            let (all, next) = (all.clone(), next.clone());
            tokio::spawn(async move {
                let mut mine = Run::default();
                while let Some(asked) = all.get(next.fetch_add(1, Ordering::Relaxed)) {
                    let at = Instant::now();
                    let (status, _) = line.ask(&asked.bytes, &mut mine.wire).await?;
                    mine.times.push(at.elapsed());
                    if status != asked.status {
                        mine.wrong += 1;
                        mine.instead = Some(status);
                    }
                }
                Ok::<_, String>(mine)
            })
        })
        .collect();
    let mut whole = Run::default();
    for task in tasks {
        let mine = task.await.map_err(text)??;
        whole.times.extend(mine.times);
        whole.wire += mine.wire;
        whole.wrong += mine.wrong;
        whole.instead = whole.instead.or(mine.instead);
    }
    whole.took = begun.elapsed();
    whole.times.sort_unstable();
    Ok(whole)
}
