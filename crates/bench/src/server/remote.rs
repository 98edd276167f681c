//! A server that runs somewhere: all that it is asked for, it is asked for as any client does.

use std::fs;
use std::net::{SocketAddr, ToSocketAddrs};
use std::path::Path;

use anyhow::{Context, Result, ensure};
use serde_json::{Value, json};

use super::Seating;
use crate::client::Seat;
use crate::http::Http;

/// A running server, and accounts on it.
#[derive(Clone, Debug)]
pub struct Remote {
    address: SocketAddr,
    /// Access tokens.
    tokens: Vec<String>,
}

/// Chats made there, and who is in them.
#[derive(Debug)]
pub struct Visit {
    remote: Remote,
    /// Each with the number of its owner.
    chats: Vec<(usize, String)>,
}

impl Remote {
    /// Logs these accounts in: a file with a line `username:password` for each.
    pub fn log_in(url: &str, accounts: &Path) -> Result<Self> {
        let address = address_of(url)?;
        let text = fs::read_to_string(accounts).with_context(|| format!("read {}", accounts.display()))?;
        let mut http = Http::connect(address)?;
        let mut tokens = Vec::new();
        for line in text.lines().map(str::trim).filter(|line| !line.is_empty()) {
            let (username, password) = line.split_once(':').context("an account is written username:password")?;
            let account = json!({"username": username, "password": password, "device": "bench"});
            let answer = http.expect(200, "POST", "/api/v1/auth/login", None, Some(&account)).with_context(|| username.to_owned())?;
            tokens.push(text_of(&answer.json()?, "access_token")?);
        }
        ensure!(tokens.len() >= 2, "two accounts are needed at least");
        Ok(Self { address, tokens })
    }

    /// Where it listens.
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// How many accounts there are.
    pub fn people(&self) -> usize {
        self.tokens.len()
    }

    /// Makes the chats, and returns a seat for each person in one.
    pub fn seat(&self, seating: &Seating) -> Result<(Visit, Vec<Seat>)> {
        let mut http = Http::connect(self.address)?;
        let mut visit = Visit { remote: self.clone(), chats: Vec::new() };
        let mut seats = Vec::new();
        for (number, members) in seating.chats.iter().enumerate() {
            let owner = members.start;
            let chat = json!({"name": format!("Bench {number}"), "description": "made by a load test, which removes it"});
            let answer = http.expect(201, "POST", "/api/v1/chats", Some(&self.tokens[owner]), Some(&chat))?;
            let id = text_of(&answer.json()?, "id")?;
            visit.chats.push((owner, id.clone()));
            for member in members.clone() {
                let token = &self.tokens[member];
                if member != owner {
                    let answer = http.ask("POST", &format!("/api/v1/chats/{id}/join"), Some(token), None)?;
                    ensure!(answer.status / 100 == 2, "joining was answered {}", answer.status);
                }
                seats.push(Seat { token: token.clone(), chat: id.as_bytes().try_into().context("a chat's id")? });
            }
        }
        Ok((visit, seats))
    }
}

impl Drop for Visit {
    fn drop(&mut self) {
        let Ok(mut http) = Http::connect(self.remote.address) else { return };
        for (owner, chat) in &self.chats {
            // What cannot be removed is left to its owner.
            http.ask("DELETE", &format!("/api/v1/chats/{chat}"), Some(&self.remote.tokens[*owner]), None).ok();
        }
    }
}

fn text_of(answer: &Value, field: &str) -> Result<String> {
    answer[field].as_str().map(str::to_owned).with_context(|| format!("an answer without {field}"))
}

/// Of a URL without a path. Encryption would be measured along with the server, on both sides.
fn address_of(url: &str) -> Result<SocketAddr> {
    let host = url.strip_prefix("http://").context("--url begins with http://")?.trim_end_matches('/');
    let host = if host.contains(':') { host.to_owned() } else { format!("{host}:80") };
    host.to_socket_addrs().with_context(|| host.clone())?.next().with_context(|| format!("{host} has no address"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_url_is_an_address() {
        assert_eq!(address_of("http://127.0.0.1:3000/").expect("good").to_string(), "127.0.0.1:3000");
        assert_eq!(address_of("http://127.0.0.1").expect("good").port(), 80);
        assert!(address_of("https://127.0.0.1").is_err());
    }
}
