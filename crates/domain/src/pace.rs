//! Who may write in a chat at this moment: announcements, slow mode and muted members.

use std::time::Duration;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::{Action, Role};

/// The longest slow mode: six hours.
pub const SLOW_MODE_SECS_MAX: u32 = 6 * 60 * 60;

/// Who may write in a chat.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Posting {
    /// Every member.
    #[default]
    Everyone,
    /// The owner and the moderators; the others read.
    Moderators,
}

/// How a chat lets people write.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Pace {
    /// Who may.
    pub posting: Posting,
    /// Seconds between two messages of one member; 0: no matter.
    pub slow_mode_secs: u32,
}

/// Why somebody may not write.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Silence {
    /// Somebody who keeps order has muted them.
    Muted,
    /// Only those who keep order write here.
    ReadOnly,
    /// Their last message is too fresh.
    SlowMode {
        /// How long they have to wait.
        retry_after: Duration,
    },
}

/// Whether somebody, muted until then if at all, may do what all but the muted may.
pub fn admit_unmuted(muted_until: Option<Timestamp>, now: Timestamp) -> Result<(), Silence> {
    if muted_until.is_some_and(|until| until > now) { Err(Silence::Muted) } else { Ok(()) }
}

impl Pace {
    /// Whether somebody of this role, muted until then if at all, may say something.
    pub fn admit(self, role: Role, muted_until: Option<Timestamp>, now: Timestamp) -> Result<(), Silence> {
        admit_unmuted(muted_until, now)?;
        match self.posting {
            Posting::Moderators if !role.may(Action::Announce) => Err(Silence::ReadOnly),
            Posting::Everyone | Posting::Moderators => Ok(()),
        }
    }

    /// Whether somebody of this role, whose latest message was sent then, may send the next one.
    pub fn admit_next(self, role: Role, posted_at: Option<Timestamp>, now: Timestamp) -> Result<(), Silence> {
        let pause = Duration::from_secs(self.slow_mode_secs.into());
        let Some(posted_at) = posted_at.filter(|_| self.is_slow_for(role)) else { return Ok(()) };
        let passed = Duration::try_from(now.duration_since(posted_at)).unwrap_or_default();
        match pause.checked_sub(passed) {
            Some(retry_after) if !retry_after.is_zero() => Err(Silence::SlowMode { retry_after }),
            Some(_) | None => Ok(()),
        }
    }

    /// Whether it matters when somebody of this role has written.
    pub fn is_slow_for(self, role: Role) -> bool {
        self.slow_mode_secs > 0 && !role.may(Action::Hurry)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const ROLES: [Role; 3] = [Role::Owner, Role::Moderator, Role::Member];

    fn at(second: i64) -> Timestamp {
        Timestamp::from_second(second).expect("a time")
    }

    #[test]
    fn in_a_chat_of_announcements_members_only_read() {
        let told = |posting| ROLES.map(|role| Pace { posting, slow_mode_secs: 0 }.admit(role, None, at(9)));
        assert_eq!(told(Posting::Everyone), [Ok(()); 3]);
        assert_eq!(told(Posting::Moderators), [Ok(()), Ok(()), Err(Silence::ReadOnly)]);
    }

    #[test]
    fn the_muted_are_silent_until_the_moment_comes_whatever_their_role() {
        for role in ROLES {
            let admit = |until| Pace::default().admit(role, until, at(9));
            assert_eq!([None, Some(at(9)), Some(at(10))].map(admit), [Ok(()), Ok(()), Err(Silence::Muted)]);
        }
    }

    #[test]
    fn in_a_slow_chat_members_wait_and_those_who_keep_order_do_not() {
        let pace = Pace { posting: Posting::Everyone, slow_mode_secs: 30 };
        let wait = |role, posted_at| pace.admit_next(role, posted_at, at(100));
        let too_soon = |secs| Err(Silence::SlowMode { retry_after: Duration::from_secs(secs) });
        assert_eq!([None, Some(at(60)), Some(at(70))].map(|posted_at| wait(Role::Member, posted_at)), [Ok(()); 3]);
        // A clock that was set back waits no longer than the pause.
        assert_eq!(
            [at(71), at(100), at(130)].map(|posted_at| wait(Role::Member, Some(posted_at))),
            [too_soon(1), too_soon(30), too_soon(30)]
        );
        assert_eq!([Role::Owner, Role::Moderator].map(|role| wait(role, Some(at(100)))), [Ok(()); 2]);
        assert_eq!(Pace::default().admit_next(Role::Member, Some(at(100)), at(100)), Ok(()));
    }
}
