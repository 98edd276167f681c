//! The part of the hub that lives on one worker thread.

use std::cell::RefCell;
use std::rc::Rc;
use std::sync::Arc;

use dialogo_domain::{SessionId, UserId};

use crate::people::People;
use crate::registry::Registry;
use crate::{Attachment, HubSettings, Mailbox, Refused, Ticket};

/// One worker thread's rooms. Cheap to clone; never leaves its thread, so nothing in it is locked.
#[derive(Clone)]
pub struct LocalHub {
    pub(crate) registry: Rc<RefCell<Registry>>,
    settings: Rc<HubSettings>,
    people: Arc<People>,
}

impl LocalHub {
    pub(crate) fn new(settings: &HubSettings, suspended: bool, people: Arc<People>) -> Self {
        Self { registry: Rc::new(RefCell::new(Registry::new(suspended, Arc::clone(&people)))), settings: Rc::new(settings.clone()), people }
    }

    /// How often log-ins have ended so far.
    pub fn endings(&self) -> u64 {
        self.registry.borrow().endings()
    }

    /// Whether a log-in of this user may have ended since [`endings`](Self::endings) said so. A check of a log-in is good for
    /// [`attach`](Self::attach) only if none has since it began.
    pub fn ended_since(&self, endings: u64, user_id: UserId) -> bool {
        self.registry.borrow().ended_since(endings, user_id)
    }

    /// Registers a connection under its user. It hears nothing before [`Attachment::enter`].
    pub fn attach(&self, mut ticket: Ticket, user_id: UserId, session_id: SessionId) -> Result<Attachment, Refused> {
        ticket.identify(user_id)?;
        let mailbox = Rc::new(Mailbox::new(&self.settings));
        let key = self.registry.borrow_mut().attach(user_id, session_id, Rc::clone(&mailbox));
        Ok(Attachment::new(Rc::clone(&self.registry), Arc::clone(&self.people), key, mailbox, ticket))
    }
}
