//! One lane for each device: what it is told comes one after the other, and a device whose push service is slow keeps waiting only those that
//! have the same one: see [`turns`](super::turns).

use std::collections::{HashMap, VecDeque};
use std::sync::{Mutex, MutexGuard, PoisonError};

use dialogo_domain::SessionId;

use super::hints::Hint;

/// Chats that wait for one device; beyond, the oldest is forgotten.
const CHATS_MAX: usize = 16;

pub struct Lanes {
    waiting: Mutex<HashMap<SessionId, VecDeque<Hint>>>,
    devices_max: usize,
}

impl Lanes {
    pub fn new(devices_max: usize) -> Self {
        Self { waiting: Mutex::default(), devices_max: devices_max.max(1) }
    }

    /// Puts something into the lane of a device. Whether the lane is a new one, which somebody has to empty.
    pub fn put(&self, id: SessionId, hint: Hint) -> bool {
        let mut waiting = self.waiting();
        if let Some(lane) = waiting.get_mut(&id) {
            match lane.iter_mut().find(|earlier| earlier.chat_id == hint.chat_id) {
                Some(earlier) => earlier.joins(hint),
                None => lane.push_back(hint),
            }
            if lane.len() > CHATS_MAX {
                lane.pop_front();
            }
            return false;
        }
        let has_room = waiting.len() < self.devices_max;
        if has_room {
            waiting.insert(id, VecDeque::from([hint]));
        }
        has_room
    }

    /// The next thing that a device is told. The lane ends with the last.
    pub fn next(&self, id: SessionId) -> Option<Hint> {
        let mut waiting = self.waiting();
        let next = waiting.get_mut(&id)?.pop_front();
        if next.is_none() {
            waiting.remove(&id);
        }
        next
    }

    fn waiting(&self) -> MutexGuard<'_, HashMap<SessionId, VecDeque<Hint>>> {
        self.waiting.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use dialogo_domain::{ChatId, Number};

    use super::*;

    fn hint(chat_id: ChatId, number: i64) -> Hint {
        Hint { chat_id, from: Number(number), to: Number(number) }
    }

    #[test]
    fn a_device_has_one_lane_with_each_chat_once_until_it_is_empty() {
        let (lanes, id, chat_id) = (Lanes::new(1), SessionId::generate(), ChatId::generate());
        assert!(lanes.put(id, hint(chat_id, 1)) && !lanes.put(id, hint(chat_id, 3)));
        assert!(!lanes.put(SessionId::generate(), hint(chat_id, 1)), "there is room for one device");
        assert_eq!(lanes.next(id), Some(Hint { chat_id, from: Number(1), to: Number(3) }));
        assert!(!lanes.put(id, hint(chat_id, 4)), "it is being emptied");
        assert_eq!((lanes.next(id), lanes.next(id)), (Some(hint(chat_id, 4)), None));
        assert!(lanes.put(SessionId::generate(), hint(chat_id, 1)));
    }

    #[test]
    fn of_very_many_chats_a_device_is_told_of_the_latest() {
        let (lanes, id) = (Lanes::new(1), SessionId::generate());
        let chats: Vec<ChatId> = (0..=CHATS_MAX).map(|_| ChatId::generate()).collect();
        for chat_id in &chats {
            lanes.put(id, hint(*chat_id, 1));
        }
        assert_eq!(lanes.next(id).map(|hint| hint.chat_id), Some(chats[1]));
    }
}
