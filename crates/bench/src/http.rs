//! HTTP/1.1 over one connection that stays: as little as asking for pages takes.

use std::io::{Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::time::Duration;

use anyhow::{Context, Result, bail, ensure};
use serde_json::Value;

/// A server that does not answer for so long is broken.
const PATIENCE: Duration = Duration::from_mins(1);

/// A connection.
#[derive(Debug)]
pub struct Http {
    stream: TcpStream,
    host: String,
    buffer: Vec<u8>,
}

/// An answer.
#[derive(Debug)]
pub struct Answer {
    /// Its status.
    pub status: u16,
    /// What it carries.
    pub body: Vec<u8>,
}

impl Http {
    /// Connects.
    pub fn connect(address: SocketAddr) -> Result<Self> {
        let stream = TcpStream::connect(address).with_context(|| format!("connect to {address}"))?;
        stream.set_nodelay(true)?;
        stream.set_read_timeout(Some(PATIENCE))?;
        Ok(Self { stream, host: address.to_string(), buffer: Vec::new() })
    }

    /// Asks, with the bearer of `token` and this JSON, if any.
    pub fn ask(&mut self, method: &str, path: &str, token: Option<&str>, json: Option<&Value>) -> Result<Answer> {
        let authorization = token.map(|token| format!("Authorization: Bearer {token}\r\n")).unwrap_or_default();
        let body = json.map(Value::to_string).unwrap_or_default();
        let content = json.map(|_| format!("Content-Type: application/json\r\nContent-Length: {}\r\n", body.len())).unwrap_or_default();
        let request = format!("{method} {path} HTTP/1.1\r\nHost: {}\r\n{authorization}{content}\r\n{body}", self.host);
        self.stream.write_all(request.as_bytes()).context("ask")?;
        self.answer()
    }

    /// Asks, and wants this status.
    pub fn expect(&mut self, status: u16, method: &str, path: &str, token: Option<&str>, json: Option<&Value>) -> Result<Answer> {
        let answer = self.ask(method, path, token, json)?;
        let said = || String::from_utf8_lossy(&answer.body).into_owned();
        ensure!(answer.status == status, "{method} {path} was answered {}: {}", answer.status, said());
        Ok(answer)
    }

    fn answer(&mut self) -> Result<Answer> {
        self.buffer.clear();
        loop {
            if let Some((status, start, length)) = head(&self.buffer)? {
                while self.buffer.len() < start + length {
                    self.more()?;
                }
                return Ok(Answer { status, body: self.buffer[start..start + length].to_vec() });
            }
            self.more()?;
        }
    }

    fn more(&mut self) -> Result<()> {
        let mut chunk = [0; 16 << 10];
        let count = self.stream.read(&mut chunk).context("wait for an answer")?;
        ensure!(count > 0, "the server hung up");
        self.buffer.extend(&chunk[..count]);
        Ok(())
    }
}

impl Answer {
    /// As JSON.
    pub fn json(&self) -> Result<Value> {
        serde_json::from_slice(&self.body).context("an answer in JSON")
    }
}

/// Status, where the body begins, and how long it is, once all headers are there.
fn head(bytes: &[u8]) -> Result<Option<(u16, usize, usize)>> {
    let mut headers = [httparse::EMPTY_HEADER; 64];
    let mut response = httparse::Response::new(&mut headers);
    let httparse::Status::Complete(start) = response.parse(bytes).context("an answer")? else { return Ok(None) };
    let status = response.code.unwrap_or_default();
    if status == 204 || status == 304 {
        return Ok(Some((status, start, 0)));
    }
    let length = response.headers.iter().find(|header| header.name.eq_ignore_ascii_case("content-length"));
    let Some(length) = length else { bail!("an answer {status} does not say how long it is") };
    let length = std::str::from_utf8(length.value)?.parse().context("its length")?;
    Ok(Some((status, start, length)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_answer_is_read_once_its_headers_are_there() {
        let text = b"HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello";
        assert_eq!(head(&text[..20]).expect("no nonsense"), None);
        assert_eq!(head(text).expect("no nonsense"), Some((200, text.len() - 5, 5)));
        assert_eq!(head(b"HTTP/1.1 204 No Content\r\n\r\n").expect("no nonsense"), Some((204, 27, 0)));
        assert!(head(b"HTTP/1.1 200 OK\r\n\r\n").is_err() && head(b"nonsense\r\n\r\n").is_err());
    }
}
