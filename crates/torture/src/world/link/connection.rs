//! One connection of the server to PostgreSQL.

use std::sync::{Arc, Mutex};

use tokio::{net::UnixStream, sync::watch};

use super::{
    Direction, Shared,
    messages::Messages,
    pump::{Pump, pump},
};

/// The connection ends here and now, both ways.
#[derive(Debug)]
pub(super) struct Cut;

/// Carries what is said both ways, until one of them ends it or it is cut.
pub(super) async fn carry(mut server: UnixStream, link: Arc<Shared>, mut cuts: watch::Receiver<u64>) {
    tokio::select! {
        // Cutting is dropping: neither side hears another byte.
        _ = cuts.changed() => {}
        _ = converse(&mut server, &link) => {}
    }
}

async fn converse(server: &mut UnixStream, link: &Shared) -> Result<(), Cut> {
    link.thawed().await;
    let mut postgres = UnixStream::connect(&link.postgres).await.map_err(|_| Cut)?;
    let (from_server, to_server) = server.split();
    let (from_postgres, to_postgres) = postgres.split();
    let swallows = Mutex::new(None);
    let up = Pump { link, direction: Direction::Up, messages: Messages::of_a_client(), swallows: &swallows };
    let down = Pump { link, direction: Direction::Down, messages: Messages::of_a_server(), swallows: &swallows };
    tokio::try_join!(pump(from_server, to_postgres, up), pump(from_postgres, to_server, down)).map(drop)
}
