//! Where a scenario takes place: on a server of our own, or on one that runs somewhere.

use std::net::SocketAddr;

use anyhow::Result;

use super::OwnServer;
use super::remote::Visit;
use crate::machine::Usage;

/// A server with people and chats in it.
pub enum Ground {
    /// Our own.
    Own(Box<OwnServer>),
    /// Somebody's.
    Visited(SocketAddr, Visit),
}

impl Ground {
    /// Where it listens.
    pub fn address(&self) -> SocketAddr {
        match self {
            Self::Own(server) => server.address(),
            Self::Visited(address, _) => *address,
        }
    }

    /// The CPU time that has been used; not a number where we cannot know.
    pub fn usage(&self) -> Result<Usage> {
        match self {
            Self::Own(server) => server.usage(),
            Self::Visited(..) => Ok(Usage { server_secs: f64::NAN, postgres_secs: f64::NAN }),
        }
    }
}
