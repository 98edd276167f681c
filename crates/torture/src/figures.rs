//! What the journal says about speed and about the ends of connections: told, not judged.

use std::collections::{BTreeMap, HashMap};
use std::fmt::{self, Display, Formatter};
use std::time::Duration;

use uuid::Uuid;

use crate::journal::{Entry, Fact};

/// Figures of a run.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Figures {
    /// From the first send of each message to its first ack, sorted; outages included.
    pub acks: Vec<Duration>,
    /// How often connections were closed with each code; `None` for links that just broke.
    pub closes: BTreeMap<Option<u16>, usize>,
}

impl Figures {
    /// Reads them out of the journal.
    pub fn of(entries: &[Entry]) -> Self {
        let (mut sent, mut figures): (HashMap<Uuid, Option<Duration>>, Self) = (HashMap::new(), Self::default());
        for entry in entries {
            match &entry.fact {
                Fact::Sent { client_id, .. } => drop(sent.entry(*client_id).or_insert(Some(entry.at))),
                Fact::Acked { client_id, .. } => {
                    let first = sent.get_mut(client_id).and_then(Option::take);
                    figures.acks.extend(first.map(|first| entry.at.saturating_sub(first)));
                }
                Fact::Closed { code, own: None, .. } => *figures.closes.entry(*code).or_default() += 1,
                _ => {}
            }
        }
        figures.acks.sort_unstable();
        figures
    }

    /// The time within which so many of a thousand messages were acknowledged.
    pub fn ack_within(&self, per_mille: usize) -> Duration {
        let place = self.acks.len().saturating_sub(1) * per_mille / 1_000;
        self.acks.get(place).copied().unwrap_or_default()
    }
}

impl Display for Figures {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        write!(f, "acks within {:.1?} (half), {:.1?} (99 %); closes", self.ack_within(500), self.ack_within(990))?;
        for (code, count) in &self.closes {
            match code {
                Some(code) => write!(f, " {code}: {count}")?,
                None => write!(f, " broken: {count}")?,
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::journal::Via;

    #[test]
    fn the_first_send_and_the_first_ack_of_a_message_count() {
        let (author, chat, client_id) = (Uuid::nil(), Uuid::nil(), Uuid::from_u128(1));
        let sent = || Fact::Sent { author, via: Via::Rest, chat, client_id, body: String::new() };
        let acked = || Fact::Acked { author, chat, client_id, message: Uuid::nil(), seq: Some(1), number: 1, duplicate: None };
        let facts = [sent(), sent(), acked(), sent(), acked()];
        let entries: Vec<Entry> = (1..).zip(facts).map(|(n, fact)| Entry { at: Duration::from_secs(n), fact }).collect();
        let figures = Figures::of(&entries);
        assert_eq!(figures.acks, [Duration::from_secs(2)]);
        assert_eq!(figures.ack_within(990), Duration::from_secs(2));
    }
}
