//! From committed changes to what the hub delivers: encoded once, in the order of the commits.

use std::sync::Arc;

use bytestring::ByteString;
use dialogo_domain::{Change, ChatEvent, ChatId, Departure, MyChat, ReadPosition, UserId};
use dialogo_hub::{Hub, Publication, Turnstile};
use dialogo_persistence::{Announcements, Committed};

/// How events look on the wire. Whoever serves the app brings one; it is called once for each event, however many hear it.
pub trait Encoder: Send + Sync {
    /// A change of a chat.
    fn event(&self, event: &ChatEvent) -> ByteString;
    /// The chat that one is in from now on.
    fn chat_added(&self, chat: &MyChat) -> ByteString;
    /// The chat that one is not in any more.
    fn chat_removed(&self, chat_id: ChatId, reason: Departure) -> ByteString;
    /// How far one has read, for one's other devices.
    fn read_updated(&self, chat_id: ChatId, position: ReadPosition) -> ByteString;
}

/// Announces until the writer ends.
pub async fn run(mut announcements: Announcements, hub: Hub, encoder: Arc<dyn Encoder>) {
    while let Some(batch) = announcements.recv().await {
        let mut publications = Vec::with_capacity(batch.len());
        for committed in batch {
            let aside = match publication(committed, encoder.as_ref()) {
                Ok(publication) => {
                    publications.push(publication);
                    continue;
                }
                Err(aside) => aside,
            };
            hub.publish(std::mem::take(&mut publications)).await;
            match aside {
                Aside::Deleted(chat_id) => hub.dissolve(chat_id, encoder.chat_removed(chat_id, Departure::Deleted)).await,
                Aside::Recall { chats, users } => hub.recall(chats, users).await,
                Aside::LineLost => hub.suspend().await,
                Aside::LineTaken => hub.resume().await,
            }
        }
        hub.publish(publications).await;
    }
}

/// What is announced otherwise than by an event.
enum Aside {
    Deleted(ChatId),
    Recall { chats: Vec<ChatId>, users: Vec<UserId> },
    LineLost,
    LineTaken,
}

/// What the hub is to deliver, or to do beside that.
fn publication(committed: Committed, encoder: &dyn Encoder) -> Result<Publication, Aside> {
    let (event, turnstile) = match committed {
        Committed::Event(event) => (event, Turnstile::Pass),
        Committed::Joined { event, user_id, chat } => (event, Turnstile::Enter { user_id, greeting: encoder.chat_added(&chat) }),
        Committed::Departed { event, user_id } => {
            let farewell = encoder.chat_removed(event.chat_id, departure(&event));
            (event, Turnstile::Leave { user_id, farewell })
        }
        Committed::Deleted(chat_id) => return Err(Aside::Deleted(chat_id)),
        Committed::Unannounced { chats, users } => return Err(Aside::Recall { chats, users }),
        Committed::LineLost => return Err(Aside::LineLost),
        Committed::LineTaken => return Err(Aside::LineTaken),
    };
    Ok(Publication { chat_id: event.chat_id, seq: event.seq, frame: encoder.event(&event), turnstile })
}

fn departure(event: &ChatEvent) -> Departure {
    match event.change {
        Change::MemberLeft { reason, .. } => reason,
        _ => Departure::Left,
    }
}
