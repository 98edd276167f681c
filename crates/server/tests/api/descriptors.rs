//! Few open files are allowed: fewer can connect, and everything else works on.

use dialogo_testkit::TestDatabase;
use tokio::net::TcpStream;

use crate::support::{Place, Socket, upgrade};

#[tokio::test]
async fn a_low_limit_of_open_files_costs_connections_and_nothing_else() {
    let (place, database) = (Place::new(), TestDatabase::create().await);
    let url = database.url();
    let environment = [
        ("DIALOGO__DATABASE__URL", url.as_str()),
        ("DIALOGO__SERVER__WORKERS", "2"),
        ("DIALOGO__LIMITS__HUB__STRANGERS_PER_ADDRESS_MAX", "1000"),
    ];
    let program = place.serves_with_files(256, &environment).await;
    let (ada, bob) = (program.user("ada").await, program.user("bob").await);
    let chat = ada.creates_chat("general").await;
    bob.joins(&chat).await;
    let (mut speaker, mut listener) = (ada.connects().await, bob.connects().await);

    let mut sockets = Vec::new();
    let refused = loop {
        match Socket::open_with(upgrade(program.base())).await {
            Ok(socket) => sockets.push(socket),
            Err(status) => break status,
        }
    };
    assert_eq!(refused, 503, "who finds no place is told so");
    assert!((100..150).contains(&sockets.len()), "{}", sockets.len());
    let address = program.base().trim_start_matches("http://");
    let mut idle = Vec::new();
    while idle.len() + sockets.len() < 400 {
        idle.push(TcpStream::connect(address).await.expect("a connection, if only the kernel's"));
    }
    // The database has to be reached anew, with every descriptor for connections taken.
    database.texts("select pg_terminate_backend(pid, 10000) from pg_stat_activity where application_name = 'dialogo' and datname = current_database()").await;
    for n in 0..20 {
        let said = n.to_string();
        let client_id = uuid::Uuid::now_v7();
        while speaker.asks(crate::support::saying(&chat, client_id, &said)).await["type"] != "ack" {}
        assert_eq!(listener.hears("message.created").await["data"]["body"], said);
    }
    drop((sockets, idle));
    ada.reads(&chat).await;
    bob.connects().await;
    program.is_told_to_stop();
    assert_eq!(program.ends().await.code(), Some(0));
    let log = place.log();
    assert!(log.contains("open_files_max=256") && log.contains("connections_max="), "{log}");
    for trouble in ["Too many open files", "os error 24", "rror accepting"] {
        assert!(!log.contains(trouble), "{log}");
    }
}
