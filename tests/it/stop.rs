//! Asked to stop, the program finishes what it began; asked twice, or when that takes too long, it ends all the same.

use std::{path::Path, process::Command, time::Duration};

use tokio::{
    io::{AsyncBufReadExt, AsyncReadExt, AsyncWriteExt, BufReader},
    net::{TcpListener, TcpStream},
    sync::{mpsc, watch},
};

use crate::{
    process::{Ground, Heard, Program, Sending},
    storm::{Storm, seed},
    world::Engine,
};

/// Waits until the program takes no new connections.
async fn closed(program: &Program) {
    while TcpStream::connect(program.address).await.is_ok() {
        tokio::time::sleep(Duration::from_millis(5)).await;
    }
}

async fn finishes_under_load(engine: Engine) {
    let Some(ground) = Ground::new(engine) else { return };
    let mut storm = Storm::gather(&ground, seed()).await;
    for _ in 0..3 {
        let mut program = Program::start(ground.serve(), ground.data());
        let blowing = storm.begin(program.address);
        blowing.until(|count| count.done >= 60).await;
        program.signal("TERM");
        // Every client goes on until nobody takes its connection.
        blowing.until_nobody().await;
        storm.end(blowing).await;
        assert_eq!(program.ended().await.code(), Some(0), "{}", program.said());
        assert!(!program.said().contains("ending all the same"), "{}", program.said());
        storm.check(&ground, None).await;
    }
    let cut: u64 = storm.clients.iter().map(|client| client.cut_short).sum();
    assert_eq!(cut, 0, "answers that ended in their middle");
    storm.check_letters(&ground).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_is_under_way_is_finished_sqlite() {
    finishes_under_load(Engine::Sqlite).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_is_under_way_is_finished_postgres() {
    finishes_under_load(Engine::Postgres).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_request_that_has_begun_is_answered() {
    let ground = Ground::new(Engine::Sqlite).unwrap();
    let storm = Storm::gather(&ground, seed()).await;
    let mut program = Program::start(ground.serve(), ground.data());
    let path = format!("{}/posts", storm.town.gatherings[0]);
    let mut sending = Sending::form(&path, &[("words", "sent slowly")]).session(storm.clients[0].secret());
    // The server asks for the body once it has begun to read it.
    sending.head.push_str("expect: 100-continue\r\n");
    let mut stream = sending.half(program.address).await.unwrap();
    let mut asked = [0; 25];
    stream.read_exact(&mut asked).await.unwrap();
    assert_eq!(&asked, b"HTTP/1.1 100 Continue\r\n\r\n");
    program.signal("TERM");
    closed(&program).await;
    assert!(program.runs());
    match sending.rest(&mut stream).await {
        Heard::Answer(reply) => assert_eq!(reply.status, 303, "{}", reply.body),
        other => panic!("{other:?}"),
    }
    assert_eq!(program.ended().await.code(), Some(0));
    assert_eq!(posts(&ground).await, 1);
}

async fn posts(ground: &Ground) -> i64 {
    count(ground, "SELECT COUNT(*) FROM post WHERE words = 'sent slowly'").await
}

async fn count(ground: &Ground, sql: &'static str) -> i64 {
    let system = visavis::http::Ask::system();
    ground.open().await.look(&system, move |look| Ok(look.one::<(i64,)>(sql, &[])?.0)).await.unwrap()
}

/// A mail server that says nothing to a letter until it is let.
struct MailServer {
    url: String,
    letters: mpsc::UnboundedReceiver<()>,
    let_go: watch::Sender<bool>,
}

impl MailServer {
    async fn start() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let url = format!("smtp://{}", listener.local_addr().unwrap());
        let (letter, letters) = mpsc::unbounded_channel();
        let let_go = watch::Sender::new(false);
        let may = let_go.clone();
        tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                let _ended = talk(stream, &letter, may.subscribe()).await;
            }
        });
        Self { url, letters, let_go }
    }
}

async fn talk(
    mut stream: TcpStream,
    letter: &mpsc::UnboundedSender<()>,
    mut may: watch::Receiver<bool>,
) -> std::io::Result<()> {
    let (read, mut write) = stream.split();
    let mut lines = BufReader::new(read).lines();
    write.write_all(b"220 here\r\n").await?;
    let mut within = false;
    while let Some(line) = lines.next_line().await? {
        if within {
            if line == "." {
                within = false;
                let _gone = letter.send(());
                drop(may.wait_for(|may| *may).await);
                write.write_all(b"250 kept\r\n").await?;
            }
            continue;
        }
        within = line.eq_ignore_ascii_case("data");
        write.write_all(if within { b"354 go on\r\n" } else { b"250 fine\r\n" }).await?;
    }
    Ok(())
}

/// A program that is sending a letter, and can't finish.
async fn sending_a_letter(ground: &Ground, mail: &mut MailServer, more: &[&str]) -> Program {
    let mut command: Command = ground.serve();
    command.args(["--smtp", &mail.url]).args(more);
    let program = Program::start(command, Path::new(ground.data()));
    let knock = Sending::form("/sign-up", &[("name", "Ada"), ("email", "ada@example.org")]);
    assert_eq!(knock.to(program.address).await.answer().status, 303);
    mail.letters.recv().await.unwrap();
    program
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_job_that_has_begun_is_finished_and_noted() {
    let ground = Ground::new(Engine::Sqlite).unwrap();
    let mut mail = MailServer::start().await;
    let mut program = sending_a_letter(&ground, &mut mail, &[]).await;
    program.signal("TERM");
    closed(&program).await;
    assert!(program.runs());
    mail.let_go.send_replace(true);
    assert_eq!(program.ended().await.code(), Some(0));
    assert_eq!(count(&ground, "SELECT COUNT(*) FROM job WHERE kind = 'send'").await, 0, "it would be sent again");
    assert!(mail.letters.try_recv().is_err());
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn asked_twice_it_ends_at_once_and_the_job_is_kept() {
    let ground = Ground::new(Engine::Sqlite).unwrap();
    let mut mail = MailServer::start().await;
    let mut program = sending_a_letter(&ground, &mut mail, &["--grace", "3600"]).await;
    program.signal("TERM");
    closed(&program).await;
    assert!(program.runs());
    program.signal("TERM");
    assert_eq!(program.ended().await.code(), Some(1));
    assert_eq!(count(&ground, "SELECT COUNT(*) FROM job WHERE kind = 'send'").await, 1);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn it_does_not_wait_for_ever() {
    let ground = Ground::new(Engine::Sqlite).unwrap();
    let mut mail = MailServer::start().await;
    let mut program = sending_a_letter(&ground, &mut mail, &["--grace", "1"]).await;
    program.signal("TERM");
    assert_eq!(program.ended().await.code(), Some(0));
    assert!(program.said().contains("ending all the same"), "{}", program.said());
}
