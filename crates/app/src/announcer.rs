//! From committed changes to what the hub delivers: encoded once, in the order of the commits.

use std::sync::Arc;
use std::time::Duration;

use bytes::{Bytes, BytesMut};
use dialogo_domain::{Change, ChatEvent, ChatId, Departure, KeptDraft, MessageId, MyChat, Notifications, Presence, ReadPosition, UserId};
use dialogo_hub::{Gathering, Hub, Turnstile};
use dialogo_persistence::{Announcements, Committed, Notice};
use tokio::sync::Notify;

use crate::push::Hints;

/// How events look on the wire. Whoever serves the app brings one; it is called once for each event, however many hear it.
pub trait Encoder: Send + Sync {
    /// A change of a chat, appended to the frames that it shares a buffer with.
    fn event(&self, event: &ChatEvent, frames: &mut BytesMut);
    /// A change of a chat, in a buffer of its own.
    fn single_event(&self, event: &ChatEvent) -> Bytes {
        let mut frame = BytesMut::new();
        self.event(event, &mut frame);
        frame.freeze()
    }
    /// The chat that one is in from now on.
    fn chat_added(&self, chat: &MyChat) -> Bytes;
    /// The chat that one is not in any more.
    fn chat_removed(&self, chat_id: ChatId, reason: Departure) -> Bytes;
    /// How far one has read, for one's other devices.
    fn read_updated(&self, chat_id: ChatId, position: ReadPosition, mark_unread: bool) -> Bytes;
    /// What of a chat one wants to be told of, for one's devices.
    fn notifications_updated(&self, chat_id: ChatId, level: Notifications) -> Bytes;
    /// What one has begun to write, for one's devices.
    fn draft_updated(&self, chat_id: ChatId, draft: &KeptDraft) -> Bytes;
    /// That one has saved a message, or no longer, for one's devices.
    fn bookmark_changed(&self, chat_id: ChatId, message_id: MessageId, is_saved: bool) -> Bytes;
    /// How many people wait to be let in, for those who may do so.
    fn requests_updated(&self, chat_id: ChatId, waiting: i64) -> Bytes;
    /// How many reported messages wait for one who decides.
    fn reports_updated(&self, chat_id: ChatId, open: i64) -> Bytes;
    /// One person of those that a frame of [`presence`](Self::presence) is about.
    fn person(&self, presence: &Presence) -> String;
    /// Who is here and who is not, of people as [`person`](Self::person) says it.
    fn presence(&self, people: &[&str]) -> Bytes;
    /// Who writes in a chat, and for how long that is to be believed.
    fn typing(&self, chat_id: ChatId, user_id: UserId, lasts: Duration) -> Bytes;
    /// What a device that is away is told of a message.
    fn notice(&self, chat_id: ChatId, notice: &Notice) -> String;
}

/// Announces until the writer ends, lets the indexer know of each commit, and notes what devices may be told of. What was committed together is handed over together.
pub async fn run(mut announcements: Announcements, hub: Hub, encoder: Arc<dyn Encoder>, indexer: Arc<Notify>, hints: Option<Arc<Hints>>) {
    let mut gathering = Gathering::default();
    while let Some(batch) = announcements.recv().await {
        for committed in batch {
            if let (Some(hints), Committed::Event(event)) = (&hints, &committed) {
                hints.note(event);
            }
            let Err(aside) = gather(committed, encoder.as_ref(), &mut gathering) else { continue };
            hub.publish(gathering.take()).await;
            match aside {
                Aside::Deleted(chat_id) => hub.dissolve(chat_id, encoder.chat_removed(chat_id, Departure::Deleted)).await,
                Aside::Requests { chat_id, keepers, waiting } => {
                    for keeper in keepers {
                        hub.tell(keeper, encoder.requests_updated(chat_id, waiting)).await;
                    }
                }
                Aside::Reports { chat_id, open } => {
                    for (keeper, open) in open {
                        hub.tell(keeper, encoder.reports_updated(chat_id, open)).await;
                    }
                }
                Aside::Recall { chats, users } => hub.recall(chats, users).await,
                Aside::LineLost => hub.suspend().await,
                Aside::LineTaken => hub.resume().await,
            }
        }
        hub.publish(gathering.take()).await;
        indexer.notify_one();
    }
}

/// What is announced otherwise than by an event.
enum Aside {
    Deleted(ChatId),
    Requests { chat_id: ChatId, keepers: Vec<UserId>, waiting: i64 },
    Reports { chat_id: ChatId, open: Vec<(UserId, i64)> },
    Recall { chats: Vec<ChatId>, users: Vec<UserId> },
    LineLost,
    LineTaken,
}

/// Encodes what the hub is to deliver, or says what it has to do beside that.
fn gather(committed: Committed, encoder: &dyn Encoder, gathering: &mut Gathering) -> Result<(), Aside> {
    let (event, turnstile) = match committed {
        Committed::Event(event) => {
            gathering.adds(event.chat_id, event.seq, |frames| encoder.event(&event, frames));
            return Ok(());
        }
        Committed::Joined { event, user_id, chat } => (event, Turnstile::Enter { user_id, greeting: encoder.chat_added(&chat) }),
        Committed::Departed { event, user_id } => {
            let farewell = encoder.chat_removed(event.chat_id, departure(&event));
            (event, Turnstile::Leave { user_id, farewell })
        }
        Committed::Requests { chat_id, keepers, waiting } => return Err(Aside::Requests { chat_id, keepers, waiting }),
        Committed::Reports { chat_id, open } => return Err(Aside::Reports { chat_id, open }),
        Committed::Deleted(chat_id) => return Err(Aside::Deleted(chat_id)),
        Committed::Unannounced { chats, users } => return Err(Aside::Recall { chats, users }),
        Committed::LineLost => return Err(Aside::LineLost),
        Committed::LineTaken => return Err(Aside::LineTaken),
    };
    gathering.turns(event.chat_id, event.seq, encoder.single_event(&event), turnstile);
    Ok(())
}

fn departure(event: &ChatEvent) -> Departure {
    match event.change {
        Change::MemberLeft { reason, .. } => reason,
        _ => Departure::Left,
    }
}
