//! One direction of a connection.

use std::sync::{Mutex, PoisonError};

use rand::{SeedableRng, rngs::SmallRng};
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::unix::{ReadHalf, WriteHalf},
    sync::{
        mpsc::{self, Receiver, Sender},
        oneshot,
    },
    time::{Instant, sleep_until},
};

use super::{CommitCut, Direction, Shared, connection::Cut, messages::Messages};

/// What is read at a time, and how much of that may be on its way: about what a network holds.
const CHUNK_BYTES: usize = 16 << 10;
const CHUNKS_MAX: usize = 64;

/// Who waits for a cut.
pub(super) type Told = oneshot::Sender<()>;

/// Bytes, and when they have travelled.
type Chunk = (Instant, Vec<u8>);

/// What one direction knows.
pub(super) struct Pump<'c> {
    pub(super) link: &'c Shared,
    pub(super) direction: Direction,
    pub(super) messages: Messages,
    /// Of the whole connection: somebody waits for the answer to COMMIT to be swallowed.
    pub(super) swallows: &'c Mutex<Option<Told>>,
}

/// Carries bytes until they end.
pub(super) async fn pump(from: ReadHalf<'_>, to: WriteHalf<'_>, pump: Pump<'_>) -> Result<(), Cut> {
    let (queue, arrivals) = mpsc::channel(CHUNKS_MAX);
    tokio::try_join!(read(from, queue, pump.link), pump.write(arrivals, to)).map(drop)
}

async fn read(mut from: ReadHalf<'_>, queue: Sender<Chunk>, link: &Shared) -> Result<(), Cut> {
    let mut rng = SmallRng::seed_from_u64(link.seed());
    let mut buffer = vec![0; CHUNK_BYTES];
    loop {
        let bytes = from.read(&mut buffer).await.map_err(|_| Cut)?;
        if bytes == 0 {
            return Ok(());
        }
        let due = Instant::now() + link.mode.borrow().delay(&mut rng);
        queue.send((due, buffer[..bytes].to_vec())).await.map_err(|_| Cut)?;
    }
}

impl Pump<'_> {
    async fn write(mut self, mut arrivals: Receiver<Chunk>, mut to: WriteHalf<'_>) -> Result<(), Cut> {
        // One after the other, so that jitter changes no order.
        while let Some((due, bytes)) = arrivals.recv().await {
            sleep_until(due).await;
            self.link.thawed().await;
            let (passing, cut) = self.judge(&bytes);
            to.write_all(&bytes[..passing]).await.map_err(|_| Cut)?;
            if let Some(told) = cut {
                // Nobody may wait for it any more.
                told.send(()).ok();
                return Err(Cut);
            }
        }
        to.shutdown().await.map_err(|_| Cut)
    }

    /// How many of these bytes pass, and whether the connection is cut then.
    fn judge(&mut self, bytes: &[u8]) -> (usize, Option<Told>) {
        let (allowed, cut) = self.link.traps.allow(self.direction, bytes.len());
        if cut.is_some() {
            return (allowed, cut);
        }
        for message in self.messages.ends_in(bytes) {
            let mut swallows = self.swallows.lock().unwrap_or_else(PoisonError::into_inner);
            match self.direction {
                Direction::Up if message.is_commit() => match self.link.traps.take_commit() {
                    Some((CommitCut::BeforeItArrives, told)) => return (message.start, Some(told)),
                    Some((CommitCut::Unanswered, told)) => return (message.end, Some(told)),
                    Some((CommitCut::AfterTheAnswer, told)) => *swallows = Some(told),
                    None => {}
                },
                Direction::Down if swallows.is_some() && message.answers_commit() => return (message.start, swallows.take()),
                _ => {}
            }
        }
        (bytes.len(), None)
    }
}
