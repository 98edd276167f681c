//! Admins: who keeps order on the whole server, and sees of its chats what was reported, and else no more than anybody.

use jiff::Timestamp;
use serde::Serialize;

use crate::User;

/// What an account is on the whole server, whatever it is in the chats.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Standing {
    /// Whether the command line has made it an admin.
    pub is_admin: bool,
    /// Whether an admin has closed it for the time being.
    pub is_suspended: bool,
}

impl Standing {
    /// Whether it may look at the accounts of others, close them, and read the server's log.
    pub const fn may_administer(self) -> bool {
        self.is_admin && !self.is_suspended
    }

    /// Whether an admin may close it. Not another admin's: so none shuts the others out, and there is always one left.
    pub const fn may_be_suspended(self) -> bool {
        !self.is_admin
    }
}

/// An account, as admins see it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Account {
    /// Whose it is.
    #[serde(flatten)]
    pub user: User,
    /// How many log-ins live.
    pub sessions: i64,
    /// When one of them was last refreshed; none: none lives.
    pub last_used_at: Option<Timestamp>,
    /// Since when it is closed.
    pub suspended_at: Option<Timestamp>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_admin_keeps_order_and_is_not_shut_out_by_another() {
        for (is_admin, is_suspended, administers, is_within_reach) in
            [(true, false, true, false), (true, true, false, false), (false, false, false, true), (false, true, false, true)]
        {
            let standing = Standing { is_admin, is_suspended };
            assert_eq!((standing.may_administer(), standing.may_be_suspended()), (administers, is_within_reach), "{standing:?}");
        }
    }
}
