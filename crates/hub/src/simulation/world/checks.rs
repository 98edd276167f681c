//! What must hold in the end.

use super::World;
use crate::simulation::client::Phase;

impl World {
    /// Every device knows what the database knows, and what was acknowledged is there.
    pub fn agrees(&self) {
        for (index, client) in self.clients.iter().enumerate() {
            assert_eq!(client.phase, Phase::Live, "client {index}");
            let mine: Vec<_> = client.chats.iter().map(|(chat_id, view)| (*chat_id, view.cursor)).collect();
            assert_eq!(mine, self.store.heads_of(client.user_id), "where client {index} stands, and where the database does");
            for (chat_id, view) in &client.chats {
                assert_eq!(view.rows, self.store.chats[chat_id].rows, "{chat_id} as client {index} has it, and as the database does");
            }
            for (client_id, (chat_id, seq)) in &client.acked {
                assert_eq!(self.store.chats[chat_id].born.get(client_id), Some(seq), "message {client_id} was acknowledged");
            }
            assert!(client.outbox.is_empty(), "client {index} waits for {:?}", client.outbox);
        }
        for connection in self.process.connections.values() {
            assert!(self.store.sessions.contains(&connection.session_id), "connection {} outlives its log-in", connection.id);
        }
    }

    /// All go; nothing is left of them.
    pub fn empties(&mut self) {
        self.process.connections.clear();
        assert!(self.process.is_bare(), "somebody is left in a room");
    }
}
