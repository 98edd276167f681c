//! Rows 4 to 6: as many messages as can be stored, in many small chats; and then stored one by one.

use anyhow::Result;

use super::window::{measure, outcome_of};
use crate::bench::Bench;
use crate::client::{Language, Load, Swarm};
use crate::floor::{Inserts, Way, insert_one_by_one};
use crate::report::Outcome;
use crate::server::Seating;

const EACH: usize = 4;
const AT_ONCE: usize = 256;

pub fn run(bench: &Bench) -> Result<Outcome> {
    let (rooms, members) = (bench.size(50, 5), 10);
    // Two of each room.
    let senders = 2 * rooms;
    let (server, seats) = bench.seated(&Seating::rooms(rooms, members))?;
    let mut swarm = Swarm::new(server.address(), Language::Protocol)?;
    swarm.enter(&two_of_each_first(&seats, members), AT_ONCE)?;
    let load = Load::InFlight { senders, each: EACH };
    let ours = measure(bench, &mut swarm, load, "rooms", || server.usage())?;
    let outcome = outcome_of(&swarm);
    drop(swarm);

    let one_by_one = |way, what: &str| {
        bench.progress.begin(&format!("rooms: one-row inserts, {what}"));
        let inserts = Inserts { way, in_flight: senders * EACH, warm_up: bench.warm_up(), window: bench.window };
        insert_one_by_one(server.database(), inserts, bench.cores.all())
    };
    let (transactions, statements) =
        (one_by_one(Way::Transaction, "in transactions")?, one_by_one(Way::Statement, "in one statement each")?);
    Ok(outcome
        .with("rooms.postgres", ours.usage.postgres_secs * 1_000.0 / ours.acked, Some(transactions.postgres_ms))
        .with("rooms.server", ours.usage.server_secs * 1_000.0 / ours.acked, None)
        .with("rooms.rate", ours.acked / ours.secs, Some(transactions.per_sec))
        .with("rooms.statements", ours.acked / ours.secs, Some(statements.per_sec))
        .with("rooms.p99", ours.ack_p99_ms, None))
}

/// Those who send come first: two of each room.
pub fn two_of_each_first<T: Clone>(seats: &[T], members: usize) -> Vec<T> {
    let sends = |number: usize| number % members < 2;
    let of = |wanted: bool| seats.iter().enumerate().filter(move |(number, _)| sends(*number) == wanted).map(|(_, seat)| seat.clone());
    of(true).chain(of(false)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_of_each_room_come_first_and_nobody_is_left_out() {
        assert_eq!(two_of_each_first(&[0, 1, 2, 3, 4, 5, 6, 7], 4), [0, 1, 4, 5, 2, 3, 6, 7]);
    }
}
