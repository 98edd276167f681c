//! A connection's place in the hub, given up when it is dropped.

use std::cell::{Cell, RefCell};
use std::rc::Rc;
use std::sync::Arc;

use bytes::Bytes;
use dialogo_domain::{ChatId, Seq, SessionId};
use tokio::time::Instant;

use crate::people::{Appearance, People};
use crate::registry::{Key, Registry};
use crate::{Mailbox, Outlet, Ticket, Wake};

/// An authenticated connection's place: its mailbox, and the rooms that it hears. Dropping it leaves everything.
///
/// A new one hears nothing yet, and its letters are held. Its owner asks the database for the user's chats and their heads and hands the answer to
/// [`enter`](Self::enter); who joined or left meanwhile is taken into account, so that no change of membership is missed, and if anything else
/// happened, the heads are asked for again. Then it reads what the client has missed up to them, sends that, and says so
/// ([`welcomed`](Self::welcomed)): the letters flow, but for those that this has told.
pub struct Attachment {
    registry: Rc<RefCell<Registry>>,
    key: Key,
    mailbox: Rc<Mailbox>,
    people: Arc<People>,
    /// Whether its user is away from it, once others may see that they are here.
    is_away: Cell<Option<bool>>,
    /// Counts the connection until it is gone.
    _ticket: Ticket,
}

impl Attachment {
    pub(crate) fn new(registry: Rc<RefCell<Registry>>, people: Arc<People>, key: Key, mailbox: Rc<Mailbox>, ticket: Ticket) -> Self {
        mailbox.replay().hold();
        Self { registry, key, mailbox, people, is_away: Cell::new(None), _ticket: ticket }
    }

    /// What comes goes this way from now on, without waking the connection's task as long as the client takes it.
    pub fn opens_to(&self, outlet: Rc<dyn Outlet>) {
        self.mailbox.opens_to(outlet);
    }

    /// Hears these chats from now on, of which the database said, asked since the attachment, that they stand at these heads. Counts once: later
    /// changes come by themselves. Whether nothing happened since it was asked; otherwise something may lie beyond these heads that will not
    /// come, and it has to be asked again.
    #[must_use]
    pub fn enter(&self, chats: impl IntoIterator<Item = (ChatId, Seq)>) -> bool {
        self.registry.borrow_mut().enter(self.key, chats)
    }

    /// Others see from now on that its user is here, unless that is hidden from them. Counts once, and only after [`enter`](Self::enter).
    pub fn appears(&self, appearance: Appearance) {
        let registry = self.registry.borrow();
        if let (None, Some((user_id, chats))) = (self.is_away.get(), registry.place(self.key)) {
            self.is_away.set(Some(false));
            self.people.arrives(user_id, appearance, chats);
        }
    }

    /// These chats are on screen from now on, as far as they are heard: what passes in them comes here too. And whether the user is away from it.
    pub fn shows(&self, chats: Vec<ChatId>, is_away: bool) {
        self.registry.borrow_mut().show(self.key, chats);
        let registry = self.registry.borrow();
        if let (Some(was_away), Some((user_id, chats))) = (self.is_away.get(), registry.place(self.key))
            && was_away != is_away
        {
            self.is_away.set(Some(is_away));
            self.people.turns(user_id, is_away, chats);
        }
    }

    /// Whether the chat is heard, which is to be a member of it.
    pub fn hears(&self, chat_id: ChatId) -> bool {
        self.registry.borrow().hears(self.key, chat_id)
    }

    /// Belongs to another log-in of the same user from now on.
    pub fn renew(&self, session_id: SessionId) {
        self.registry.borrow_mut().renew(self.key, session_id);
    }

    /// Letters wait from now on. To be called before the database is asked for a replay: what is sent live between the question and its answer
    /// would be taken for what follows the answer.
    pub fn hold(&mut self) {
        self.mailbox.replay().hold();
    }

    /// Letters flow again, because there is nothing to replay after all.
    pub fn let_go(&mut self) {
        self.mailbox.replay().let_go();
    }

    /// Letters flow again. To be called after the welcome, which named all the user's chats with these heads, and the rows up to them.
    pub fn welcomed(&mut self, heads: impl IntoIterator<Item = (ChatId, Seq)>) {
        self.mailbox.replay().welcomed(noted(&self.registry, heads));
    }

    /// Letters flow again. To be called after the rows of a replay that was asked for, which told these chats up to these heads.
    pub fn synced(&mut self, heads: impl IntoIterator<Item = (ChatId, Seq)>) {
        self.mailbox.replay().synced(noted(&self.registry, heads));
    }

    /// Whether something waits that may go out.
    pub fn has_mail(&self) -> bool {
        !self.mailbox.replay().is_held() && !self.mailbox.is_empty()
    }

    /// Takes some of what waits, in the order in which it came, but for what a replay has told already. Not while letters are held.
    pub fn take(&mut self, letters_max: usize) -> Vec<Bytes> {
        std::iter::from_fn(|| self.mailbox.take()).take(letters_max).collect()
    }

    /// Visits each chat that is heard, with the last change of it that was sent, for a connection that has been quiet for so long that nothing
    /// told by a replay is on its way any more. While letters wait, what was sent cannot be said: then it visits none and says `false`.
    pub fn heads(&mut self, mut visit: impl FnMut(ChatId, Seq)) -> bool {
        let is_known = !self.mailbox.replay().is_held() && self.mailbox.is_empty();
        if is_known {
            self.mailbox.replay().forget();
            self.registry.borrow().heads(self.key).for_each(|(chat_id, head)| visit(chat_id, head));
        }
        is_known
    }

    /// Waits until there is something to do. Letters that are held are nothing to do.
    pub async fn wake(&self) -> Wake {
        self.mailbox.wake().await
    }

    /// What waits to be sent.
    pub fn mailbox(&self) -> &Mailbox {
        &self.mailbox
    }
}

/// Notes in the rooms what was told beyond what they have carried.
fn noted(registry: &RefCell<Registry>, heads: impl IntoIterator<Item = (ChatId, Seq)>) -> impl Iterator<Item = (ChatId, Seq)> {
    heads.into_iter().inspect(|(chat_id, head)| registry.borrow_mut().caught_up(*chat_id, *head))
}

impl Drop for Attachment {
    fn drop(&mut self) {
        let mut registry = self.registry.borrow_mut();
        if let (Some(was_away), Some((user_id, chats))) = (self.is_away.get(), registry.place(self.key)) {
            self.people.departs(user_id, was_away, chats, Instant::now());
        }
        registry.detach(self.key);
    }
}
