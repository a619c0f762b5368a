//! Other sites: what members name is read from there, and what happened is told to them.
//!
//! Whoever names an address sends this server somewhere, so it goes only where everybody could go: by http or https to
//! addresses of the public net. Those are looked at after the name was resolved, and the connection is made to just what
//! was looked at; each redirect is an address of its own. A site has seconds, and a body a length.

use std::{
    collections::HashMap,
    net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr},
    sync::{Arc, Mutex},
    time::Duration,
};

use http_body_util::{BodyExt, Full, Limited};
use hyper::{Request, Response, body::Bytes, body::Incoming, header};
use hyper_util::rt::TokioIo;
use tokio::{
    io::{AsyncRead, AsyncWrite},
    net::TcpStream,
};
use tokio_rustls::{
    TlsConnector,
    rustls::{ClientConfig, RootCertStore, crypto::ring, pki_types::ServerName},
};
use url::{Host, Url};

use crate::{
    config::{Config, MailRoute},
    error::{Error, Result},
};

/// The longest body that is read (bytes).
pub const MOST: usize = 5 << 20;
/// So much of an answer to what was told is read.
const MOST_ANSWER: usize = 64 << 10;
/// So many redirects are followed.
const MOST_REDIRECTS: usize = 3;
/// So long all of it may take.
const TIME: Duration = Duration::from_secs(10);
/// So long the rest of an answer to what was told may take.
const LINGER: Duration = Duration::from_secs(1);
/// The longest address.
const LONGEST: usize = 2_000;

/// Why something could not be read or told.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fault {
    /// It is no address by http or https.
    Address,
    /// It leads to no address of the public net.
    Inside,
    /// Nobody answers there, or breaks off.
    Silent,
    /// It took too long.
    Late,
    /// It sends on and on.
    Astray,
    /// It answered that it has no such thing: the status.
    Refused(u16),
    /// What it answered is too long.
    Long,
}

impl Fault {
    /// The key of the message that says so.
    pub fn key(self) -> &'static str {
        match self {
            Self::Address => "problem-web-address",
            Self::Inside => "problem-web-inside",
            Self::Silent => "problem-web-silent",
            Self::Late => "problem-web-late",
            Self::Astray => "problem-web-astray",
            Self::Refused(_) => "problem-web-refused",
            Self::Long => "problem-web-long",
        }
    }
}

/// The way to other sites.
pub enum Web {
    /// The net.
    Net {
        /// Whom to believe.
        tls: Arc<ClientConfig>,
        /// What we call ourselves.
        agent: String,
    },
    /// Some pages, for tests.
    Memory(Mutex<Kept>),
}

/// Where something was told, with which headers, and what.
pub type Told = (String, Vec<(&'static str, String)>, String);

/// Another site, as a test has it.
#[derive(Debug, Default)]
pub struct Kept {
    /// What stands at which address; nobody answers at others.
    pub pages: HashMap<String, (u16, Vec<u8>)>,
    /// What was told: where, with which headers, and what.
    pub told: Vec<Told>,
    /// Addresses that answer only once their gate is open.
    pub gates: HashMap<String, Arc<tokio::sync::Semaphore>>,
}

/// An address that this server may be sent to, as far as can be seen from it alone.
///
/// # Errors
/// [`Fault::Address`], [`Fault::Inside`].
pub fn address(text: &str) -> Result<Url, Fault> {
    if text.len() > LONGEST {
        return Err(Fault::Address);
    }
    // Calendars are often named by a scheme that means https.
    let text = text.trim();
    let text = text.strip_prefix("webcal://").map_or_else(|| text.to_owned(), |rest| format!("https://{rest}"));
    let url = Url::parse(&text).map_err(|_| Fault::Address)?;
    if !matches!(url.scheme(), "http" | "https") || !url.username().is_empty() || url.password().is_some() {
        return Err(Fault::Address);
    }
    match url.host() {
        Some(Host::Domain(name)) if name.contains('.') && !name.ends_with(".localhost") => Ok(url),
        Some(Host::Domain(_)) => Err(Fault::Inside),
        Some(Host::Ipv4(ip)) if is_public(IpAddr::V4(ip)) => Ok(url),
        Some(Host::Ipv6(ip)) if is_public(IpAddr::V6(ip)) => Ok(url),
        Some(_) => Err(Fault::Inside),
        None => Err(Fault::Address),
    }
}

/// Whether an address belongs to the public net: nothing within this machine, its network or a special one.
fn is_public(ip: IpAddr) -> bool {
    match ip {
        IpAddr::V4(ip) => is_public_v4(ip),
        IpAddr::V6(ip) => is_public_v6(ip),
    }
}

fn is_public_v4(ip: Ipv4Addr) -> bool {
    let [a, b, c, _] = ip.octets();
    let special = a == 0
        || a >= 240
        || (a == 100 && (64..128).contains(&b))
        || (a == 192 && b == 0 && c == 0)
        || (a == 192 && b == 88 && c == 99)
        || (a == 198 && (b == 18 || b == 19));
    !(special
        || ip.is_private()
        || ip.is_loopback()
        || ip.is_link_local()
        || ip.is_multicast()
        || ip.is_documentation())
}

fn is_public_v6(ip: Ipv6Addr) -> bool {
    let parts = ip.segments();
    let v4 = |high: u16, low: u16| {
        let ([a, b], [c, d]) = (high.to_be_bytes(), low.to_be_bytes());
        is_public_v4(Ipv4Addr::new(a, b, c, d))
    };
    match parts {
        // An older address in new clothes is judged as what it is.
        [0, 0, 0, 0, 0, 0xffff, high, low] | [0x64, 0xff9b, 0, 0, 0, 0, high, low] => v4(high, low),
        [0x2002, high, low, ..] => v4(high, low),
        // Of the rest only what is given out to the world, without its special parts.
        [0x2001, second, ..] if second < 0x200 || second == 0xdb8 => false,
        [0x3fff, second, ..] if second < 0x1000 => false,
        [first, ..] => first & 0xe000 == 0x2000,
    }
}

impl Web {
    /// As the settings say.
    ///
    /// # Errors
    /// Where this machine can't speak TLS.
    pub fn of(config: &Config) -> Result<Self> {
        if matches!(config.mail, MailRoute::Memory) {
            return Ok(Self::Memory(Mutex::default()));
        }
        let roots = RootCertStore { roots: webpki_roots::TLS_SERVER_ROOTS.to_vec() };
        let tls = ClientConfig::builder_with_provider(Arc::new(ring::default_provider()))
            .with_safe_default_protocol_versions()
            .map_err(|error| Error::Inner(error.to_string()))?
            .with_root_certificates(roots)
            .with_no_client_auth();
        let agent = format!("Visavis/{} (+{})", env!("CARGO_PKG_VERSION"), config.base_url);
        Ok(Self::Net { tls: Arc::new(tls), agent })
    }

    /// What stands at an address.
    ///
    /// # Errors
    /// [`Fault`].
    pub async fn get(&self, text: &str) -> Result<Vec<u8>, Fault> {
        let url = address(text)?;
        match self {
            Self::Memory(kept) => {
                let kept = kept.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
                match kept.pages.get(url.as_str()) {
                    Some((200, body)) => Ok(body.clone()),
                    Some((status, _)) => Err(Fault::Refused(*status)),
                    None => Err(Fault::Silent),
                }
            }
            Self::Net { tls, agent } => {
                let read = read(tls, agent, url, is_public);
                tokio::time::timeout(TIME, read).await.unwrap_or(Err(Fault::Late))
            }
        }
    }

    /// Tells a site something; the status of its answer. Redirects are not followed.
    ///
    /// # Errors
    /// [`Fault`].
    pub async fn post(&self, text: &str, headers: Vec<(&'static str, String)>, body: String) -> Result<u16, Fault> {
        let url = address(text)?;
        match self {
            Self::Memory(kept) => {
                let gate =
                    kept.lock().unwrap_or_else(std::sync::PoisonError::into_inner).gates.get(url.as_str()).cloned();
                if let Some(gate) = gate {
                    drop(gate.acquire().await);
                }
                let mut kept = kept.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
                let status = kept.pages.get(url.as_str()).map(|(status, _)| *status);
                kept.told.push((text.to_owned(), headers, body));
                status.ok_or(Fault::Silent)
            }
            Self::Net { tls, agent } => tell(tls, agent, &url, headers, body, is_public).await,
        }
    }

    /// The site that a test has; `None` on the net.
    pub fn kept(&self) -> Option<std::sync::MutexGuard<'_, Kept>> {
        match self {
            Self::Memory(kept) => Some(kept.lock().unwrap_or_else(std::sync::PoisonError::into_inner)),
            Self::Net { .. } => None,
        }
    }
}

fn path(url: &Url) -> String {
    url.query().map_or_else(|| url.path().to_owned(), |query| format!("{}?{query}", url.path()))
}

async fn tell(
    tls: &Arc<ClientConfig>,
    agent: &str,
    url: &Url,
    headers: Vec<(&'static str, String)>,
    body: String,
    open: fn(IpAddr) -> bool,
) -> Result<u16, Fault> {
    let mut request = Request::post(path(url)).header(header::CONTENT_TYPE, "application/json");
    for (name, value) in headers {
        request = request.header(name, value);
    }
    let asked = ask(tls, agent, url, request, Bytes::from(body), open);
    let response = tokio::time::timeout(TIME, asked).await.unwrap_or(Err(Fault::Late))?;
    let status = response.status().as_u16();
    // The status says all. What else it says is nobody's; that it says it to its end keeps the line in order, but nobody
    // waits long for it.
    let rest = Limited::new(response.into_body(), MOST_ANSWER).collect();
    drop(tokio::time::timeout(LINGER, rest).await);
    Ok(status)
}

async fn read(tls: &Arc<ClientConfig>, agent: &str, mut url: Url, open: fn(IpAddr) -> bool) -> Result<Vec<u8>, Fault> {
    for _ in 0..=MOST_REDIRECTS {
        let request = Request::get(path(&url)).header(header::ACCEPT, "text/calendar, text/csv, text/plain, */*;q=0.1");
        let response = ask(tls, agent, &url, request, Bytes::new(), open).await?;
        let status = response.status();
        if status.is_redirection() {
            let to = response.headers().get(header::LOCATION).and_then(|to| to.to_str().ok()).ok_or(Fault::Astray)?;
            let to = url.join(to).map_err(|_| Fault::Address)?;
            // Where that leads is looked at when it is asked.
            if !matches!(to.scheme(), "http" | "https") {
                return Err(Fault::Address);
            }
            url = to;
            continue;
        }
        if !status.is_success() {
            return Err(Fault::Refused(status.as_u16()));
        }
        return match Limited::new(response.into_body(), MOST).collect().await {
            Ok(body) => Ok(body.to_bytes().to_vec()),
            Err(error) if error.is::<http_body_util::LengthLimitError>() => Err(Fault::Long),
            Err(_) => Err(Fault::Silent),
        };
    }
    Err(Fault::Astray)
}

/// One request to one address; `open` says which the connection may go to.
async fn ask(
    tls: &Arc<ClientConfig>,
    agent: &str,
    url: &Url,
    request: http::request::Builder,
    body: Bytes,
    open: fn(IpAddr) -> bool,
) -> Result<Response<Incoming>, Fault> {
    let (host, port) = (url.host().ok_or(Fault::Address)?, url.port_or_known_default().ok_or(Fault::Address)?);
    let found: Vec<SocketAddr> = match &host {
        Host::Ipv4(ip) => vec![(*ip, port).into()],
        Host::Ipv6(ip) => vec![(*ip, port).into()],
        Host::Domain(name) => {
            tokio::net::lookup_host((*name, port)).await.map_err(|_| Fault::Silent)?.take(8).collect()
        }
    };
    // A name that leads inside as well as out is meant to deceive.
    if found.iter().any(|address| !open(address.ip())) {
        return Err(Fault::Inside);
    }
    let stream = TcpStream::connect(found.as_slice()).await.map_err(|_| Fault::Silent)?;
    let shown = url.port().map_or_else(|| host.to_string(), |port| format!("{host}:{port}"));
    let request = request
        .header(header::HOST, shown)
        .header(header::USER_AGENT, agent)
        .header(header::ACCEPT_ENCODING, "identity")
        .header(header::CONNECTION, "close")
        .body(Full::new(body))
        .map_err(|_| Fault::Address)?;
    if url.scheme() == "http" {
        return speak(stream, request).await;
    }
    let name = match host {
        Host::Domain(name) => ServerName::try_from(name.to_owned()).map_err(|_| Fault::Address)?,
        Host::Ipv4(ip) => ServerName::IpAddress(IpAddr::V4(ip).into()),
        Host::Ipv6(ip) => ServerName::IpAddress(IpAddr::V6(ip).into()),
    };
    let stream = TlsConnector::from(tls.clone()).connect(name, stream).await.map_err(|_| Fault::Silent)?;
    speak(stream, request).await
}

async fn speak<S: AsyncRead + AsyncWrite + Unpin + Send + 'static>(
    stream: S,
    request: Request<Full<Bytes>>,
) -> Result<Response<Incoming>, Fault> {
    let (mut sender, line) =
        hyper::client::conn::http1::handshake(TokioIo::new(stream)).await.map_err(|_| Fault::Silent)?;
    // It ends with the answer, or when nobody reads on.
    tokio::spawn(line);
    sender.send_request(request).await.map_err(|_| Fault::Silent)
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test says what it expects by failing")]
mod tests {
    use tokio::{
        io::{AsyncReadExt, AsyncWriteExt},
        net::TcpListener,
    };

    use super::*;

    #[test]
    fn only_the_public_net_is_gone_to() {
        for ip in [
            "1.1.1.1",
            "93.184.216.34",
            "192.0.1.1",
            "198.20.0.1",
            "172.32.0.1",
            "2606:4700::1111",
            "2a00::1",
            "2001:200::1",
        ] {
            assert!(is_public(ip.parse().unwrap()), "{ip}");
        }
        for ip in [
            "0.0.0.0",
            "10.1.2.3",
            "100.64.0.1",
            "127.0.0.1",
            "127.9.9.9",
            "169.254.169.254",
            "172.16.0.1",
            "172.31.255.255",
            "192.0.0.8",
            "192.0.2.1",
            "192.88.99.1",
            "192.168.0.1",
            "198.18.0.1",
            "198.51.100.1",
            "203.0.113.9",
            "224.0.0.1",
            "240.0.0.1",
            "255.255.255.255",
            "::",
            "::1",
            "::7f00:1",
            "::ffff:127.0.0.1",
            "::ffff:10.0.0.1",
            "64:ff9b::a00:1",
            "64:ff9b:1::1",
            "100::1",
            "2001::1",
            "2001:db8::1",
            "2002:7f00:1::",
            "3fff::1",
            "fc00::1",
            "fd12::1",
            "fe80::1",
            "fec0::1",
            "ff02::1",
        ] {
            assert!(!is_public(ip.parse().unwrap()), "{ip}");
        }
    }

    #[test]
    fn addresses_are_held_against_the_same_rules() {
        assert_eq!(address("webcal://example.org/a.ics").unwrap().as_str(), "https://example.org/a.ics");
        assert_eq!(address(" https://example.org ").unwrap().as_str(), "https://example.org/");
        for text in [
            "",
            "example.org",
            "ftp://example.org/",
            "file:///etc/passwd",
            "https://",
            "https://a@example.org/",
            "javascript:1",
        ] {
            assert_eq!(address(text), Err(Fault::Address), "{text}");
        }
        // However they are written.
        for text in [
            "http://localhost/",
            "http://127.1/",
            "http://2130706433/",
            "http://0x7f.0.0.1/",
            "http://[::1]:80/",
            "http://db/",
            "http://x.localhost/",
            "http://[::ffff:10.0.0.1]/",
            "http://169.254.169.254/latest",
        ] {
            assert_eq!(address(text), Err(Fault::Inside), "{text}");
        }
    }

    /// A site that answers each request with the next of these.
    async fn site(answers: Vec<String>) -> (Url, tokio::task::JoinHandle<Vec<String>>) {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let url = Url::parse(&format!("http://{}/a", listener.local_addr().unwrap())).unwrap();
        let served = tokio::spawn(async move {
            let mut asked = Vec::new();
            for answer in answers {
                let (mut stream, _) = listener.accept().await.unwrap();
                let mut head = Vec::new();
                while !head.ends_with(b"\r\n\r\n") {
                    head.push(stream.read_u8().await.unwrap());
                }
                asked.push(String::from_utf8(head).unwrap());
                // Whoever has read enough hangs up.
                drop(stream.write_all(answer.as_bytes()).await);
            }
            asked
        });
        (url, served)
    }

    fn tls() -> Arc<ClientConfig> {
        let builder = ClientConfig::builder_with_provider(Arc::new(ring::default_provider()));
        let builder = builder.with_safe_default_protocol_versions().unwrap();
        Arc::new(builder.with_root_certificates(RootCertStore::empty()).with_no_client_auth())
    }

    #[tokio::test]
    async fn a_page_is_read_by_way_of_its_redirects() {
        let moved = "HTTP/1.1 302 Found\r\nLocation: /b?c=d\r\nContent-Length: 0\r\n\r\n".to_owned();
        let page = "HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\ntea".to_owned();
        let (url, served) = site(vec![moved.clone(), page]).await;
        assert_eq!(read(&tls(), "Test", url, |_| true).await, Ok(b"tea".to_vec()));
        let asked = served.await.unwrap();
        assert!(
            asked[0].starts_with("GET /a HTTP/1.1\r\n") && asked[1].starts_with("GET /b?c=d HTTP/1.1\r\n"),
            "{asked:?}"
        );
        let (url, _) = site(vec![moved; 5]).await;
        assert_eq!(read(&tls(), "Test", url, |_| true).await, Err(Fault::Astray));
    }

    #[tokio::test]
    async fn what_goes_inside_is_too_long_or_not_there_is_not_read() {
        let (url, _) = site(vec!["HTTP/1.1 200 OK\r\n\r\ntea".into()]).await;
        assert_eq!(read(&tls(), "Test", url, is_public).await, Err(Fault::Inside));
        let (url, _) = site(vec!["HTTP/1.1 410 Gone\r\nContent-Length: 0\r\n\r\n".into()]).await;
        assert_eq!(read(&tls(), "Test", url, |_| true).await, Err(Fault::Refused(410)));
        let (url, _) = site(vec![format!("HTTP/1.1 200 OK\r\n\r\n{}", "x".repeat(MOST + 1))]).await;
        assert_eq!(read(&tls(), "Test", url, |_| true).await, Err(Fault::Long));
        let (url, _) = site(vec!["what?".into()]).await;
        assert_eq!(read(&tls(), "Test", url, |_| true).await, Err(Fault::Silent));
    }

    #[tokio::test]
    async fn a_status_counts_however_slow_the_rest_is() {
        let (url, _) = site(vec!["HTTP/1.1 200 OK\r\nContent-Length: 900\r\n\r\nha".into()]).await;
        // The line is kept open: the site says no more, and does not hang up.
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let slow = Url::parse(&format!("http://{}/a", listener.local_addr().unwrap())).unwrap();
        let kept = tokio::spawn(async move {
            let (mut stream, _) = listener.accept().await.unwrap();
            stream.write_all(b"HTTP/1.1 202 Accepted\r\nContent-Length: 900\r\n\r\nha").await.unwrap();
            // Until whoever asked hangs up.
            drop(stream.read_to_end(&mut Vec::new()).await);
        });
        let say = |url: Url| async move { tell(&tls(), "Test", &url, Vec::new(), "{}".into(), |_| true).await };
        assert_eq!(say(slow).await, Ok(202));
        assert_eq!(say(url).await, Ok(200), "nor does it matter whether it breaks off");
        kept.await.unwrap();
    }
}
