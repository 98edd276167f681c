//! A random sequence of faults that its seed repeats.

use std::{
    fmt::{self, Display, Formatter},
    time::Duration,
};

use rand::{RngExt, SeedableRng, rngs::SmallRng, seq::SliceRandom};

use super::{Fault, Scale};

/// The pause before a fault, in milliseconds: some come before the world has caught its breath.
const PAUSE_MS: std::ops::Range<u64> = 200..3_000;

/// Faults one after the other, with pauses.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Schedule {
    /// What it was made of.
    pub seed: u64,
    /// What happens, in this order.
    pub steps: Vec<Step>,
}

/// A fault and the pause before it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Step {
    /// How long nothing happens first.
    pub pause: Duration,
    /// What happens then.
    pub fault: Fault,
    /// For the fault's own choices.
    pub seed: u64,
}

impl Schedule {
    /// Faults of these kinds for about so long. Each kind comes once before any comes again; none comes if there are none.
    pub fn from_seed(seed: u64, kinds: &[Fault], scale: Scale, duration: Duration) -> Self {
        let mut rng = SmallRng::seed_from_u64(seed);
        let (mut deck, mut steps, mut planned) = (Vec::new(), Vec::new(), Duration::ZERO);
        while planned < duration {
            if deck.is_empty() {
                deck = kinds.to_vec();
                deck.shuffle(&mut rng);
            }
            let Some(fault) = deck.pop() else { break };
            let pause = Duration::from_millis(rng.random_range(PAUSE_MS));
            planned += pause + fault.duration(scale);
            steps.push(Step { pause, fault, seed: rng.random() });
        }
        Self { seed, steps }
    }
}

impl Display for Schedule {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        write!(f, "schedule of seed {}:", self.seed)?;
        self.steps.iter().try_for_each(|step| write!(f, "\n  +{:.1?} {}", step.pause, step.fault))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const MINUTE: Duration = Duration::from_mins(1);

    #[test]
    fn a_seed_repeats_itself_and_another_one_differs() {
        let kinds = Fault::of_the_world();
        let schedule = Schedule::from_seed(7, &kinds, Scale::Short, MINUTE);
        assert_eq!(schedule, Schedule::from_seed(7, &kinds, Scale::Short, MINUTE));
        assert_ne!(schedule.steps, Schedule::from_seed(8, &kinds, Scale::Short, MINUTE).steps);
    }

    #[test]
    fn each_kind_comes_once_before_any_comes_again() {
        let kinds = Fault::of_the_world();
        let schedule = Schedule::from_seed(1, &kinds, Scale::Short, MINUTE * 20);
        let mut first: Vec<Fault> = schedule.steps.iter().take(kinds.len()).map(|step| step.fault).collect();
        first.sort();
        assert_eq!(first, kinds);
    }

    #[test]
    fn without_kinds_nothing_happens() {
        assert_eq!(Schedule::from_seed(1, &[], Scale::Long, MINUTE).steps, []);
    }
}
