//! From committed changes to what the hub delivers: encoded once, in the order of the commits.

use std::sync::Arc;

use bytestring::ByteString;
use dialogo_domain::{Change, ChatEvent, ChatId, Departure, MyChat, ReadPosition};
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
            match publication(committed, encoder.as_ref()) {
                Ok(publication) => publications.push(publication),
                Err(deleted) => {
                    hub.publish(std::mem::take(&mut publications)).await;
                    hub.dissolve(deleted, encoder.chat_removed(deleted, Departure::Deleted)).await;
                }
            }
        }
        hub.publish(publications).await;
    }
}

/// What the hub is to deliver, or the chat that is gone altogether.
fn publication(committed: Committed, encoder: &dyn Encoder) -> Result<Publication, ChatId> {
    let (event, turnstile) = match committed {
        Committed::Event(event) => (event, Turnstile::Pass),
        Committed::Joined { event, user_id, chat } => (event, Turnstile::Enter { user_id, greeting: encoder.chat_added(&chat) }),
        Committed::Departed { event, user_id } => {
            let farewell = encoder.chat_removed(event.chat_id, departure(&event));
            (event, Turnstile::Leave { user_id, farewell })
        }
        Committed::Deleted(chat_id) => return Err(chat_id),
    };
    Ok(Publication { chat_id: event.chat_id, seq: event.seq, frame: encoder.event(&event), turnstile })
}

fn departure(event: &ChatEvent) -> Departure {
    match event.change {
        Change::MemberLeft { reason, .. } => reason,
        _ => Departure::Left,
    }
}
