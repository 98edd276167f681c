//! From HTTP to the bare TCP connection: what the handler of an upgrade leaves with its answer.

use std::cell::RefCell;
use std::io;
use std::pin::Pin;
use std::rc::Rc;
use std::task::{Context, Poll, ready};

use actix_web::error::PayloadError;
use actix_web::rt::net::TcpStream;
use bytes::Bytes;
use futures_util::Stream;
use futures_util::future::LocalBoxFuture;

use super::wire::Wire;

/// What a connection is read into: one buffer for all connections of a thread, since what came is copied out of it at once.
const SCRATCH_BYTES: usize = 32 * 1024;

thread_local! {
    static SCRATCH: RefCell<Box<[u8]>> = RefCell::new(vec![0; SCRATCH_BYTES].into());
}

/// Takes over the connection, with the bytes that came behind the request, when the answer is out; it ends with the connection.
type Serve = dyn FnOnce(TcpStream, Bytes) -> LocalBoxFuture<'static, ()>;

/// Among the extensions of an answer: what becomes of the connection after it.
pub struct Handoff(Box<Serve>);

impl Handoff {
    /// Serves the connection this way.
    pub fn new(serve: impl FnOnce(TcpStream, Bytes) -> LocalBoxFuture<'static, ()> + 'static) -> Self {
        Self(Box::new(serve))
    }

    /// Hands the connection over.
    pub fn serve(self, stream: TcpStream, early: Bytes) -> LocalBoxFuture<'static, ()> {
        self.0(stream, early)
    }
}

/// What comes in, as the stream that an HTTP body would be. Nothing comes before the connection is [handed over](Entrance::opens).
pub struct Incoming(Rc<RefCell<Source>>);

/// Where the connection is put.
pub struct Entrance(Rc<RefCell<Source>>);

#[derive(Default)]
struct Source {
    early: Bytes,
    wire: Option<Rc<Wire>>,
}

/// A stream for a connection that will be handed over, and the place to put it.
pub fn incoming() -> (Entrance, Incoming) {
    let source = Rc::new(RefCell::default());
    (Entrance(Rc::clone(&source)), Incoming(source))
}

impl Entrance {
    /// Puts the connection in. To be called before the stream is polled for the first time.
    pub fn opens(self, wire: Rc<Wire>, early: Bytes) {
        *self.0.borrow_mut() = Source { early, wire: Some(wire) };
    }
}

impl Stream for Incoming {
    type Item = Result<Bytes, PayloadError>;

    fn poll_next(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let mut source = self.0.borrow_mut();
        if !source.early.is_empty() {
            return Poll::Ready(Some(Ok(std::mem::take(&mut source.early))));
        }
        let Some(wire) = &source.wire else { return Poll::Ready(None) };
        let read = ready!(poll_read(wire, context));
        Poll::Ready(match read {
            Ok(bytes) => (!bytes.is_empty()).then_some(Ok(bytes)),
            Err(error) => Some(Err(PayloadError::Io(error))),
        })
    }
}

fn poll_read(wire: &Wire, context: &mut Context<'_>) -> Poll<io::Result<Bytes>> {
    SCRATCH.with_borrow_mut(|scratch| {
        let count = ready!(wire.poll_read(scratch, context))?;
        Poll::Ready(Ok(Bytes::copy_from_slice(&scratch[..count])))
    })
}

#[cfg(test)]
mod tests {
    use actix_web::rt::net::TcpListener;
    use futures_util::StreamExt;
    use tokio::io::AsyncWriteExt;

    use super::*;

    #[tokio::test]
    async fn what_came_behind_the_request_comes_first() {
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a listener");
        let (client, accepted) = tokio::join!(TcpStream::connect(listener.local_addr().expect("its address")), listener.accept());
        let (mut client, wire) = (client.expect("a connection"), Wire::new(accepted.expect("a connection").0));
        let (entrance, mut incoming) = incoming();
        entrance.opens(Rc::new(wire), Bytes::from_static(b"early"));
        client.write_all(b"late").await.expect("a connection");
        client.shutdown().await.expect("a connection");
        let chunks: Vec<Bytes> = incoming.by_ref().map(|chunk| chunk.expect("bytes")).collect().await;
        assert_eq!(chunks, ["early", "late"]);
    }
}
