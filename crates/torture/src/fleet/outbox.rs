//! What a device has to say and has not been answered yet: it survives every connection.

use std::collections::VecDeque;

use uuid::Uuid;

/// A change of one's own that is on its way.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Draft {
    /// Where to.
    pub chat: Uuid,
    /// The sender's id.
    pub client_id: Uuid,
    /// What it says.
    pub body: String,
}

/// Drafts in the order in which they were written.
#[derive(Debug, Default)]
pub struct Outbox {
    waiting: VecDeque<Draft>,
}

impl Outbox {
    /// Adds one.
    pub fn push(&mut self, draft: Draft) {
        self.waiting.push_back(draft);
    }

    /// All that wait, oldest first: what is sent again after every `ready`.
    pub fn drafts(&self) -> impl Iterator<Item = &Draft> {
        self.waiting.iter()
    }

    /// One that waits.
    pub fn find(&self, client_id: Uuid) -> Option<&Draft> {
        self.waiting.iter().find(|draft| draft.client_id == client_id)
    }

    /// One that was answered for good.
    pub fn done(&mut self, client_id: Uuid) {
        self.waiting.retain(|draft| draft.client_id != client_id);
    }

    /// How many wait.
    pub fn len(&self) -> usize {
        self.waiting.len()
    }

    /// Whether none waits.
    pub fn is_empty(&self) -> bool {
        self.waiting.is_empty()
    }
}
