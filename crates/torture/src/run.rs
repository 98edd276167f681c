//! One round: a world, a fleet, a schedule of faults from a seed, and the judgement.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::{Duration, Instant};

use anyhow::{Context, Result};
use rand::SeedableRng;
use rand::rngs::SmallRng;
use tokio::sync::Mutex;
use tokio::time::sleep;
use tokio_postgres::{Client, NoTls};

use crate::check::{self, Held, Truth, Violation};
use crate::faults::{By, Fault, Outcome, Scale, Schedule, Step};
use crate::figures::Figures;
use crate::fleet::{Fleet, HEARTBEAT_SECS, Plan};
use crate::health;
use crate::journal::{About, Fact, Journal};
use crate::report::Report;
use crate::world::{HealthWatch, World, WorldOptions};

/// All clients are to be back, with everything said and known, this soon after the last fault. The promise is 10 s; a machine that is
/// shared may take longer without anything being wrong, and what it took is reported.
const REST_MAX: Duration = Duration::from_mins(1);

/// What makes a round.
#[derive(Clone, Debug)]
pub struct Round {
    /// Everything that is chosen is chosen by it.
    pub seed: u64,
    /// The program `dialogo`.
    pub binary: PathBuf,
    /// The clients.
    pub plan: Plan,
    /// What may go wrong.
    pub faults: Vec<Fault>,
    /// How long each fault lasts.
    pub scale: Scale,
    /// How long things go wrong, in all.
    pub duration: Duration,
}

impl Round {
    /// Runs it. An error means that the round could not be held; what the server did wrong is in the report.
    pub async fn run(&self) -> Result<Report> {
        let began = Instant::now();
        let mut world = World::start(self.options()).await.context("start the world")?;
        let idle = world.vitals()?;
        let database = connect(&world).await?;
        check::install_audit(&database).await?;
        let health = HealthWatch::start(&world.door())?;
        let journal = Arc::new(Journal::new());
        let mut fleet = Fleet::assemble(self.plan.clone(), self.seed, world.door(), Arc::clone(&journal)).await?;
        let mut violations = unrest(fleet.comes_to_rest(REST_MAX).await, "before anything was done to them");

        fleet.starts_to_live();
        let outcomes = self.goes_wrong(&mut world, &fleet, &journal).await?;
        fleet.stops_to_live().await;
        let healed = Instant::now();
        violations.extend(unrest(fleet.comes_to_rest(REST_MAX).await, "after the last fault"));
        let rest = healed.elapsed();

        // PostgreSQL may have been away meanwhile.
        let database = connect(&world).await?;
        let truth = settled(&fleet, &database).await?;
        violations.extend(fleet_state(&fleet).iter().flat_map(|held| check::compare_state(held, &truth)));
        violations.extend(fleet.fetched_afresh().await.iter().flat_map(|held| check::compare_state(held, &truth)));
        let entries = journal.entries();
        let (extent, found) = check::judge(&entries, &truth);
        violations.extend(found);
        violations.extend(health::check(&health.transitions(), &outcomes));
        let busy = world.vitals()?;
        violations.extend(complaints(&outcomes));
        violations.extend(memory(idle.rss_bytes, busy.rss_peak_bytes, self.plan.devices()));
        fleet.ends().await;
        if !violations.is_empty() {
            world.keep();
        }
        Ok(Report {
            seed: self.seed,
            extent,
            counts: Arc::clone(&fleet.counts),
            figures: Figures::of(&entries),
            first_acks: outcomes.iter().filter_map(|outcome| first_ack(outcome, &journal, &entries)).collect(),
            outcomes,
            rest,
            took: began.elapsed(),
            rss_peak_bytes: busy.rss_peak_bytes,
            histories: violations.iter().map(|violation| violation.about.history(&entries)).collect(),
            violations,
            logs: world.scratch().to_owned(),
        })
    }

    fn options(&self) -> WorldOptions {
        // Limits that would keep one machine from playing many people, and times that fit into a short run.
        WorldOptions::new(&self.binary)
            .with("DIALOGO__AUTH__PASSWORD__MEMORY_KIB", "8")
            .with("DIALOGO__AUTH__PASSWORD__PASSES", "1")
            .with("DIALOGO__AUTH__ACCESS_TTL_SECS", "40")
            .with("DIALOGO__LIMITS__HASHING__WAITING_MAX", "1000")
            .with("DIALOGO__LIMITS__LOGIN__REGISTRATIONS_BURST", "1000000")
            .with("DIALOGO__LIMITS__APP__CHANGES_PER_SEC", "100")
            .with("DIALOGO__LIMITS__APP__CHANGES_BURST", "1000")
            .with("DIALOGO__LIMITS__HUB__STRANGERS_PER_ADDRESS_MAX", "10000")
            .with("DIALOGO__LIMITS__WEBSOCKET__HEARTBEAT_SECS", &HEARTBEAT_SECS.to_string())
            .with("DIALOGO__LIMITS__WEBSOCKET__GOODBYE_SPREAD_MS", "500")
    }

    /// What the world does and what clients do goes wrong side by side, each one after the other.
    async fn goes_wrong(&self, world: &mut World, fleet: &Fleet, journal: &Journal) -> Result<Vec<Outcome>> {
        let schedule = |by: By, salt: u64| {
            let kinds: Vec<Fault> = self.faults.iter().copied().filter(|fault| fault.by() == by).collect();
            Schedule::from_seed(self.seed ^ salt, &kinds, self.scale, self.duration)
        };
        let (ours, theirs) = (schedule(By::World, 0), schedule(By::Fleet, 0xf1ee7));
        let outcomes = Mutex::new(Vec::new());
        let hurting = async {
            for Step { pause, fault, seed } in ours.steps {
                sleep(pause).await;
                journal.note(Fact::Fault(format!("{fault}: {}", fault.about())));
                let outcome = fault.inject(world, self.scale, &mut SmallRng::seed_from_u64(seed)).await;
                let outcome = outcome.with_context(|| fault.to_string())?;
                journal.note(Fact::Fault(outcome.to_string()));
                outcomes.lock().await.push(outcome);
            }
            Ok::<_, anyhow::Error>(())
        };
        let misbehaving = async {
            for Step { pause, fault, seed } in theirs.steps {
                sleep(pause).await;
                journal.note(Fact::Fault(format!("{fault}: {}", fault.about())));
                let outcome = fleet.strikes(fault, &mut SmallRng::seed_from_u64(seed)).await;
                outcomes.lock().await.push(outcome);
            }
        };
        // Without faults, people just live.
        let living = async {
            if self.faults.is_empty() {
                sleep(self.duration).await;
            }
        };
        let (hurt, (), ()) = tokio::join!(hurting, misbehaving, living);
        hurt?;
        Ok(outcomes.into_inner())
    }
}

async fn connect(world: &World) -> Result<Client> {
    let (client, connection) = world.database().connect(NoTls).await.context("connect to the database")?;
    tokio::spawn(connection);
    Ok(client)
}

/// What is stored, once every device knows as much, or has had the time to.
async fn settled(fleet: &Fleet, database: &Client) -> Result<Truth> {
    let deadline = Instant::now() + REST_MAX;
    loop {
        let truth = Truth::read(database).await?;
        let agree = fleet_state(fleet).iter().all(|held| check::compare_state(held, &truth).is_empty());
        if agree || Instant::now() > deadline {
            return Ok(truth);
        }
        sleep(Duration::from_millis(100)).await;
    }
}

fn fleet_state(fleet: &Fleet) -> Vec<Held> {
    fleet
        .devices()
        .iter()
        .map(|device| {
            let rooms = device
                .known()
                .mirror
                .rooms
                .iter()
                .map(|(chat, room)| (*chat, (Some(room.cursor), room.known.clone())))
                .collect::<BTreeMap<_, _>>();
            Held { device: Some(device.id), who: format!("device {}", device.id.0), user: device.user(), rooms }
        })
        .collect()
}

fn unrest(restless: Vec<String>, when: &str) -> Vec<Violation> {
    let violation = |why| Violation { promise: "I9", what: format!("{why}, {REST_MAX:?} {when}"), about: About::default() };
    restless.into_iter().map(violation).collect()
}

fn complaints(outcomes: &[Outcome]) -> Vec<Violation> {
    let all = outcomes.iter().flat_map(|outcome| outcome.complaints.iter().map(move |complaint| format!("{}: {complaint}", outcome.fault)));
    all.map(|what| Violation { promise: "fault", what, about: About::default() }).collect()
}

/// I7: what the connections may hold, and a little for the work itself.
fn memory(idle: u64, peak: u64, connections: usize) -> Option<Violation> {
    const MAILBOX: u64 = 1 << 20;
    const SLACK: u64 = 64 << 20;
    let bound = idle + connections as u64 * MAILBOX + SLACK;
    let what = format!("the server took {} MiB, and {} MiB is the bound", peak >> 20, bound >> 20);
    (peak > bound).then(|| Violation { promise: "I7", what, about: About::default() })
}

/// From the end of a fault to the first acknowledgement after it.
fn first_ack(outcome: &Outcome, journal: &Journal, entries: &[crate::journal::Entry]) -> Option<Duration> {
    let healed = outcome.healed.checked_duration_since(journal.began())?;
    let acked = entries.iter().find(|entry| entry.at >= healed && matches!(entry.fact, Fact::Acked { .. }))?;
    (outcome.fault.by() == By::World && outcome.skipped.is_none()).then(|| acked.at.saturating_sub(healed))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn too_much_memory_and_those_who_never_came_back_are_found() {
        assert!(memory(50 << 20, 123 << 20, 10).is_none());
        assert_eq!(memory(50 << 20, 125 << 20, 10).map(|violation| violation.promise), Some("I7"));
        let found = unrest(vec!["device 7 is not connected".to_owned()], "after the last fault");
        assert_eq!(found.iter().map(|violation| violation.promise).collect::<Vec<_>>(), ["I9"]);
    }
}
