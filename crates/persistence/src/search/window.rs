//! Which ids a search is about. A message's id is a UUIDv7: it begins with the time, so ids are in the order of time.

use dialogo_domain::MessageSearch;
use jiff::{SignedDuration, Timestamp};
use uuid::Uuid;

/// An id's time is that of the server, `created_at` is the database's. They should not be this far apart.
/// Everything sent within it is looked through for nothing.
const CLOCKS_APART: SignedDuration = SignedDuration::from_mins(5);

/// The ids from `from` on, below `before`.
pub struct Window {
    pub from: Uuid,
    pub before: Uuid,
}

impl Window {
    /// What a search goes through after the message `after`. Wide enough; the times of the messages decide.
    pub fn of(search: &MessageSearch, after: Option<Uuid>) -> Self {
        let from = search.from.map(|from| first_id_at(from.saturating_sub(CLOCKS_APART).unwrap_or(Timestamp::MIN)));
        let to = search.to.map(|to| first_id_at(to.saturating_add(CLOCKS_APART).unwrap_or(Timestamp::MAX)));
        let before = [after, to].into_iter().flatten().min();
        Self { from: from.unwrap_or(Uuid::nil()), before: before.unwrap_or(Uuid::max()) }
    }
}

/// The id right behind: where to begin for `id` itself to be seen.
pub fn behind(id: Uuid) -> Uuid {
    Uuid::from_u128(id.as_u128().saturating_add(1))
}

/// The id right before: where those older than `id` begin.
pub fn below(id: Uuid) -> Uuid {
    Uuid::from_u128(id.as_u128().saturating_sub(1))
}

/// No id of a message sent then or later is lower.
fn first_id_at(time: Timestamp) -> Uuid {
    let millisecond = u128::try_from(time.as_millisecond()).unwrap_or(0);
    Uuid::from_u128(millisecond.min((1 << 48) - 1) << 80)
}

#[cfg(test)]
mod tests {
    use dialogo_domain::MessageId;

    use super::*;

    #[test]
    fn ids_lie_between_the_moments_before_and_after() {
        let before = Timestamp::now();
        let id = MessageId::generate().as_uuid();
        let after = before + SignedDuration::from_secs(1);
        assert!(first_id_at(before) <= id && id < first_id_at(after));
        assert_eq!((first_id_at(Timestamp::MIN), first_id_at(Timestamp::UNIX_EPOCH)), (Uuid::nil(), Uuid::nil()));
        assert!(first_id_at(Timestamp::MAX) > id);
    }
}
