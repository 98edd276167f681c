//! What goes wrong: the catalogue, how each fault of the world is done, and random sequences of them.

mod catalogue;
mod database;
mod heal;
mod injury;
mod limits;
mod link;
mod outcome;
mod scale;
mod schedule;
mod server;

pub use catalogue::{By, Fault};
pub use outcome::Outcome;
pub use scale::Scale;
pub use schedule::{Schedule, Step};
