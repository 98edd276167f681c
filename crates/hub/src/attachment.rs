//! A connection's place in the hub, given up when it is dropped.

use std::cell::RefCell;
use std::rc::Rc;

use dialogo_domain::{ChatId, Seq, SessionId};

use crate::registry::{Key, Registry};
use crate::{Mailbox, Ticket};

/// An authenticated connection's place: its mailbox, and the rooms that it hears. Dropping it leaves everything.
///
/// A new one hears nothing yet. Its owner asks the database for the user's chats and hands the answer to
/// [`enter`](Self::enter); who joined or left meanwhile is taken into account, so that no change of membership is missed.
pub struct Attachment {
    registry: Rc<RefCell<Registry>>,
    key: Key,
    mailbox: Rc<Mailbox>,
    /// Counts the connection until it is gone.
    _ticket: Ticket,
}

impl Attachment {
    pub(crate) fn new(registry: Rc<RefCell<Registry>>, key: Key, mailbox: Rc<Mailbox>, ticket: Ticket) -> Self {
        Self { registry, key, mailbox, _ticket: ticket }
    }

    /// Hears these chats from now on. Counts once: later changes come by themselves.
    pub fn enter(&self, chats: impl IntoIterator<Item = ChatId>) {
        self.registry.borrow_mut().enter(self.key, chats);
    }

    /// What the connection has been given, beyond what the rooms here have carried: the heads of its replay.
    pub fn caught_up(&self, heads: impl IntoIterator<Item = (ChatId, Seq)>) {
        let mut registry = self.registry.borrow_mut();
        heads.into_iter().for_each(|(chat_id, head)| registry.caught_up(chat_id, head));
    }

    /// Visits each chat that is heard, with the last change of it that lies in the mailbox or has left it.
    pub fn heads(&self, mut visit: impl FnMut(ChatId, Seq)) {
        self.registry.borrow().heads(self.key).for_each(|(chat_id, head)| visit(chat_id, head));
    }

    /// Belongs to another log-in of the same user from now on.
    pub fn renew(&self, session_id: SessionId) {
        self.registry.borrow_mut().renew(self.key, session_id);
    }

    /// What waits to be sent.
    pub fn mailbox(&self) -> &Mailbox {
        &self.mailbox
    }
}

impl Drop for Attachment {
    fn drop(&mut self) {
        self.registry.borrow_mut().detach(self.key);
    }
}
