//! What goes wrong: the catalogue, how each fault of the world is done, and random sequences of them.

mod catalogue;
mod outcome;
mod scale;
mod schedule;

use std::time::Duration;

use rand::rngs::SmallRng;

pub use catalogue::{By, Fault};
pub use outcome::Outcome;
pub use scale::Scale;
pub use schedule::{Schedule, Step};

use crate::world::World;

#[allow(clippy::unused_async, unused_variables, reason = "a skeleton")]
impl Fault {
    /// About how long [`inject`](Self::inject) takes.
    pub fn duration(self, scale: Scale) -> Duration {
        Duration::from_secs(5)
    }

    /// Does it, heals the world, and returns when the server says that it is ready. Faults that are not the world's are skipped.
    ///
    /// An error means that the world could not be hurt or healed as meant: the run is broken, whatever the server did.
    pub async fn inject(self, world: &mut World, scale: Scale, rng: &mut SmallRng) -> anyhow::Result<Outcome> {
        todo!()
    }
}
