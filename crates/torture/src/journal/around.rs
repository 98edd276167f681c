//! The few entries around something suspicious, for whoever has to understand it.

use uuid::Uuid;

use super::{ConnectionId, DeviceId, Entry, Fact};

/// Changes before and after the one in question.
const NEIGHBOURS: i64 = 2;
/// Lines that a person reads.
const LINES_MAX: usize = 40;

/// What a violation is about.
#[derive(Clone, Debug, Default)]
pub struct About {
    /// The chat.
    pub chat: Option<Uuid>,
    /// A place in it.
    pub seq: Option<i64>,
    /// A message, by its sender's id.
    pub client_id: Option<Uuid>,
    /// A connection.
    pub connection: Option<ConnectionId>,
    /// All connections of a device.
    pub device: Option<DeviceId>,
}

impl About {
    /// The shortest history around it: what happened to the message, to the neighbouring changes on that connection (or on all, if none
    /// is named), to the connection itself, and the faults of the time.
    pub fn history(&self, entries: &[Entry]) -> Vec<String> {
        let (first, last) = (entries.iter().position(|e| self.concerns(&e.fact)), entries.iter().rposition(|e| self.concerns(&e.fact)));
        let (Some(first), Some(last)) = (first, last) else { return vec![] };
        let lines = entries[first..=last].iter().filter(|entry| self.concerns(&entry.fact) || matches!(entry.fact, Fact::Fault(_)));
        let mut lines: Vec<String> = lines.map(|entry| format!("{:>10.3} s  {}", entry.at.as_secs_f64(), entry.fact)).collect();
        if lines.len() > LINES_MAX {
            let left_out = lines.len() - LINES_MAX;
            lines.splice(LINES_MAX / 2..LINES_MAX / 2 + left_out, [format!("    … {left_out} more …")]);
        }
        lines
    }

    fn concerns(&self, fact: &Fact) -> bool {
        match fact {
            Fact::Sent { chat, client_id, .. } => self.client_id == Some(*client_id) && self.chat.is_none_or(|c| c == *chat),
            Fact::Acked { chat, client_id, seq, .. } => {
                self.client_id == Some(*client_id) || seq.is_some_and(|seq| self.is_near(chat, seq))
            }
            Fact::Refused { client_id, .. } => self.client_id == Some(*client_id),
            Fact::Opened { connection, .. }
            | Fact::Ready { connection }
            | Fact::Told { connection, .. }
            | Fact::Closed { connection, .. } => self.names(*connection),
            Fact::Heard { connection, chat, seq, .. } => self.is_on(*connection) && self.is_near(chat, *seq),
            Fact::Entered { connection, chat, .. } | Fact::Parted { connection, chat } | Fact::Reset { connection, chat, .. } => {
                self.names(*connection) && self.chat == Some(*chat)
            }
            Fact::Breach { connection, chat, .. } => self.names(*connection) && (chat.is_none() || *chat == self.chat),
            Fact::Fault(_) => false,
        }
    }

    fn names(&self, connection: ConnectionId) -> bool {
        self.connection == Some(connection) || self.device == Some(connection.device)
    }

    fn is_on(&self, connection: ConnectionId) -> bool {
        self.connection.is_none_or(|own| own == connection) && self.device.is_none_or(|own| own == connection.device)
    }

    fn is_near(&self, chat: &Uuid, seq: i64) -> bool {
        self.chat == Some(*chat) && self.seq.is_some_and(|own| (own - seq).abs() <= NEIGHBOURS)
    }
}
