//! What costs an attacker little costs the server little as well: memory and processor time of the very process.

use std::io::Write;

use dialogo_testkit::TestDatabase;
use flate2::Compression;
use flate2::write::GzEncoder;
use futures_util::future::join_all;
use serde_json::json;
use tokio::net::TcpStream;

use crate::bad_input::takers;
use crate::support::{PASSWORD, Place, Program, Socket, Wire, sent, upgrade};

const MIB: u64 = 1024;

/// A server of two threads under a limit of open files.
async fn serves(place: &Place, database: &TestDatabase, files_max: u32, more: &[(&str, &str)]) -> Program {
    let url = database.url();
    let environment = [
        ("DIALOGO__DATABASE__URL", url.as_str()),
        ("DIALOGO__SERVER__WORKERS", "2"),
        ("DIALOGO__LIMITS__HUB__STRANGERS_PER_ADDRESS_MAX", "100000"),
        ("DIALOGO__LIMITS__APP__CHANGES_BURST", "1000"),
    ];
    place.serves_with_files(files_max, &[&environment, more].concat()).await
}

async fn connects(program: &Program, count: usize) -> Vec<TcpStream> {
    let address = program.base().trim_start_matches("http://");
    let mut idle = Vec::with_capacity(count);
    for _ in 0..count {
        idle.push(TcpStream::connect(address).await.expect("a connection"));
    }
    idle
}

#[tokio::test]
async fn s8_many_log_ins_at_once_take_the_memory_of_one_and_nobody_elses_turn() {
    let (place, database) = (Place::new(), TestDatabase::create().await);
    let more = [
        // What stops one address or account before that is another matter.
        ("DIALOGO__LIMITS__HASHING__AT_ONCE", "1"),
        ("DIALOGO__LIMITS__LOGIN__GUESSES__FREE", "1000"),
        ("DIALOGO__LIMITS__LOGIN__ADDRESS_FAILURES_BURST", "1000"),
        ("DIALOGO__LIMITS__LOGIN__ACCOUNT_FAILURES_BURST", "1000"),
        ("DIALOGO__LIMITS__REQUEST_TIMEOUT_SECS", "60"),
    ];
    let program = serves(&place, &database, 4_096, &more).await;
    let ada = program.user("ada").await;
    let chat = ada.creates_chat("general").await;
    let mut talking = ada.connects().await;
    let grown = program
        .grows_by_kib(async {
            let login = json!({"username": "ada", "password": PASSWORD});
            let log_ins = join_all((0..200).map(|_| program.anyone()).map(async |anyone| anyone.post("/auth/login", login.clone()).await));
            let talk = async {
                for n in 0..30 {
                    talking.says(&chat, &n.to_string()).await;
                }
            };
            let (answers, ()) = tokio::join!(log_ins, talk);
            let (welcome, busy): (Vec<_>, Vec<_>) = answers.into_iter().partition(|answer| answer.status == 200);
            assert!(!welcome.is_empty() && !busy.is_empty(), "{} of 200 got in", welcome.len());
            for answer in busy {
                answer.is_problem(503, "busy");
                assert!(answer.header("retry-after").parse::<u64>().expect("whole seconds") >= 1);
            }
        })
        .await;
    assert!(grown <= (19 + 32) * MIB, "grown by {grown} KiB");
}

#[tokio::test]
async fn s66_what_would_unpack_to_a_great_deal_takes_no_memory() {
    let mut packed = GzEncoder::new(Vec::new(), Compression::best());
    packed.write_all(&vec![0; 1 << 20]).expect("packed");
    // What is packed twice, one after the other, unpacks to both.
    let bomb = packed.finish().expect("packed").repeat(60);
    assert!(bomb.len() < 65_536, "as much as a body may have: {}", bomb.len());
    let (place, database) = (Place::new(), TestDatabase::create().await);
    let program = serves(&place, &database, 4_096, &[]).await;
    let ada = program.user("ada").await;
    let chat = ada.creates_chat("general").await;
    let bombs = async || {
        for (method, path) in takers(&chat.id) {
            let request = ada.request(method, &path).header("content-type", "application/json").header("content-encoding", "gzip");
            sent(request.body(bomb.clone())).await.is_problem(415, "unsupported_media_type");
        }
    };
    bombs().await;
    let grown = program.grows_by_kib(async { drop(join_all((0..5).map(|_| bombs())).await) }).await;
    assert!(grown <= 5 * MIB, "grown by {grown} KiB");
}

#[tokio::test]
async fn s32_giants_that_are_announced_and_pieces_that_never_end_take_no_memory() {
    let (place, database) = (Place::new(), TestDatabase::create().await);
    let program = serves(&place, &database, 4_096, &[]).await;
    let giants = async || {
        for announced in [1 << 63, 1 << 62, 1 << 32, 65_537] {
            let mut wire = Wire::upgraded(program.base()).await;
            wire.sends_frame(0x81, announced, &[b'x'; 8_192]).await;
            wire.reads_to_the_end().await;
        }
        let mut wire = Wire::upgraded(program.base()).await;
        wire.sends_frame(0x01, 2_000, &[b'x'; 2_000]).await;
        for _ in 0..100 {
            wire.sends_frame(0x00, 2_000, &[b'x'; 2_000]).await;
        }
        wire.reads_to_the_end().await;
    };
    join_all((0..20).map(|_| giants())).await;
    let grown = program.grows_by_kib(async { drop(join_all((0..40).map(|_| giants())).await) }).await;
    assert!(grown <= 5 * MIB, "grown by {grown} KiB");
}

#[tokio::test]
async fn s68_thousands_who_connect_and_say_nothing_keep_nobody_out() {
    let (place, database) = (Place::new(), TestDatabase::create().await);
    let program = serves(&place, &database, 4_096, &[]).await;
    let idle = connects(&program, 3_000).await;
    let ada = program.user("ada").await;
    let chat = ada.creates_chat("general").await;
    ada.connects().await.says(&chat, "there is room").await;
    drop(idle);
}

#[tokio::test]
async fn s68_who_finds_no_place_is_not_asked_for_again_and_again() {
    let (place, database) = (Place::new(), TestDatabase::create().await);
    let program = serves(
        &place,
        &database,
        256,
        &[("DIALOGO__LIMITS__APP__MESSAGES_BURST", "1000"), ("DIALOGO__LIMITS__WEBSOCKET__COMMANDS_BURST", "1000")],
    )
    .await;
    let ada = program.user("ada").await;
    let chat = ada.creates_chat("general").await;
    let mut socket = ada.connects().await;
    let mut strangers = Vec::new();
    while let Ok(stranger) = Socket::open_with(upgrade(program.base())).await {
        strangers.push(stranger);
    }
    let idle = connects(&program, 400 - strangers.len()).await;
    // Once the acceptor has filled what is left.
    for n in 0..40 {
        socket.says(&chat, &n.to_string()).await;
    }
    let (acceptor, all) = (program.worked_ns("acceptor"), program.worked_ns(""));
    for n in 0..200 {
        socket.says(&chat, &n.to_string()).await;
    }
    let (acceptor, all) = (program.worked_ns("acceptor") - acceptor, program.worked_ns("") - all);
    assert!(acceptor <= all / 10, "{acceptor} of {all} ns went into accepting");
    drop((strangers, idle));
}
