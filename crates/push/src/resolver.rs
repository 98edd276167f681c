//! Names become addresses here, and an address that is not on the internet is none: the connection goes to one that was judged.

use std::io;
use std::net::SocketAddr;
use std::sync::Arc;

use reqwest::dns::{Addrs, Name, Resolve, Resolving};
use tokio::net::lookup_host;

use crate::address::is_public;
use crate::endpoint::AllowedHosts;

pub struct PublicResolver(pub Arc<AllowedHosts>);

impl Resolve for PublicResolver {
    fn resolve(&self, name: Name) -> Resolving {
        let is_allowed = self.0.names(name.as_str());
        Box::pin(async move {
            let all = lookup_host((name.as_str(), 0)).await?;
            let good: Vec<SocketAddr> = all.filter(|address| is_allowed || is_public(address.ip())).collect();
            if good.is_empty() {
                return Err(io::Error::new(io::ErrorKind::PermissionDenied, "the name has no address on the internet").into());
            }
            Ok(Box::new(good.into_iter()) as Addrs)
        })
    }
}
