//! Who may do what in a chat: one table.

use crate::Role;

/// Something that people do in a chat, and that not everybody in it may do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Action {
    /// Rename, describe, lock, open or close the chat.
    ChangeChat,
    /// Delete it for everyone.
    DeleteChat,
    /// Hand it over to another member.
    HandOver,
    /// Leave it. An owner hands it over first, so that no chat is without one.
    Leave,
    /// Delete a message of somebody else.
    DeleteMessage,
    /// See which messages were reported, and decide what becomes of it; not of one's own.
    JudgeReports,
    /// Read what somebody else's message said before it was edited.
    ReadVersions,
    /// Pin a message, so that everyone finds it, and unpin it.
    Pin,
    /// Write where only some may.
    Announce,
    /// Write again at once where others have to wait.
    Hurry,
    /// Bring in somebody by name or at their request, without a password, or whoever has a link.
    Invite,
    /// Make a link that leads past the password: for people whom nobody has chosen one by one.
    SkipPassword,
    /// Mention everyone at once.
    MentionEveryone,
    /// Make a moderator of a member, or a member of a moderator.
    Appoint,
    /// Let somebody only read for a time.
    Mute,
    /// Put somebody out, who may come back.
    Remove,
    /// Put somebody out, or keep them out, for a time or for good; see who is kept out, and let them in again.
    Ban,
    /// Read who did what to whom.
    ReadLog,
}

/// How far a right goes.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Right {
    /// Not at all.
    No,
    /// Towards those who stand below oneself.
    Below,
    /// Whomever it is about.
    Yes,
}

impl Action {
    /// The table. Nothing that is done to a person ever reaches the owner, and between moderators none stands below the other.
    #[rustfmt::skip]
    #[expect(clippy::match_same_arms, reason = "a table has a line for each")]
    const fn right_of(self, role: Role) -> Right {
        use Right::{Below, No, Yes};
        let [owner, moderator, member] = match self {
            //                       owner  moderator  member
            Self::ChangeChat    => [ Yes,   No,        No  ],
            Self::DeleteChat    => [ Yes,   No,        No  ],
            Self::HandOver      => [ Yes,   No,        No  ],
            Self::Leave         => [ No,    Yes,       Yes ],
            Self::DeleteMessage => [ Yes,   Yes,       No  ],
            Self::JudgeReports  => [ Yes,   Yes,       No  ],
            Self::ReadVersions  => [ Yes,   Yes,       No  ],
            Self::Pin           => [ Yes,   Yes,       No  ],
            Self::Announce      => [ Yes,   Yes,       No  ],
            Self::Hurry         => [ Yes,   Yes,       No  ],
            Self::Invite        => [ Yes,   Yes,       No  ],
            Self::SkipPassword  => [ Yes,   No,        No  ],
            Self::MentionEveryone => [ Yes, Yes,       No  ],
            Self::Appoint       => [ Below, No,        No  ],
            Self::Mute          => [ Below, Below,     No  ],
            Self::Remove        => [ Below, Below,     No  ],
            Self::Ban           => [ Below, Below,     No  ],
            Self::ReadLog       => [ Yes,   Yes,       No  ],
        };
        match role {
            Role::Owner => owner,
            Role::Moderator => moderator,
            Role::Member => member,
        }
    }
}

impl Role {
    /// Whether whoever has this role may do it at all, to somebody at least.
    pub fn may(self, action: Action) -> bool {
        action.right_of(self) != Right::No
    }

    /// Whether whoever has this role may do it to somebody else of the role `other`; whoever is not in the chat counts as a member.
    pub fn may_to(self, action: Action, other: Self) -> bool {
        match action.right_of(self) {
            Right::No => false,
            Right::Below => self.rank() > other.rank(),
            Right::Yes => true,
        }
    }

    const fn rank(self) -> u8 {
        match self {
            Self::Owner => 2,
            Self::Moderator => 1,
            Self::Member => 0,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const ROLES: [Role; 3] = [Role::Owner, Role::Moderator, Role::Member];

    /// All of it, written out once more: each action, who may do it at all, and to whom. An action that is missing here does not compile.
    fn expected(action: Action) -> [&'static str; 3] {
        match action {
            Action::ChangeChat | Action::DeleteChat | Action::HandOver | Action::SkipPassword => ["omm", "", ""],
            Action::Leave => ["", "omm", "omm"],
            Action::DeleteMessage
            | Action::JudgeReports
            | Action::ReadVersions
            | Action::Pin
            | Action::Announce
            | Action::Hurry
            | Action::Invite
            | Action::ReadLog
            | Action::MentionEveryone => ["omm", "omm", ""],
            Action::Appoint => [" mm", "", ""],
            Action::Mute | Action::Remove | Action::Ban => [" mm", "  m", ""],
        }
    }

    const ACTIONS: [Action; 18] = [
        Action::ReadLog,
        Action::JudgeReports,
        Action::ReadVersions,
        Action::Pin,
        Action::MentionEveryone,
        Action::ChangeChat,
        Action::DeleteChat,
        Action::HandOver,
        Action::Leave,
        Action::DeleteMessage,
        Action::Announce,
        Action::Hurry,
        Action::Invite,
        Action::SkipPassword,
        Action::Appoint,
        Action::Mute,
        Action::Remove,
        Action::Ban,
    ];

    #[test]
    fn the_table_is_the_one_that_was_agreed_on() {
        for action in ACTIONS {
            for (role, reach) in ROLES.into_iter().zip(expected(action)) {
                assert_eq!(role.may(action), !reach.is_empty(), "{role:?} {action:?}");
                for (other, mark) in ROLES.into_iter().zip(reach.chars().chain(std::iter::repeat(' '))) {
                    assert_eq!(role.may_to(action, other), mark != ' ', "{role:?} {action:?} {other:?}");
                }
            }
        }
    }

    #[test]
    fn nothing_that_is_done_to_a_person_reaches_the_owner_or_an_equal() {
        for action in [Action::Appoint, Action::Mute, Action::Remove, Action::Ban] {
            for role in ROLES {
                assert!(!role.may_to(action, Role::Owner) && !role.may_to(action, role), "{role:?} {action:?}");
            }
        }
    }
}
