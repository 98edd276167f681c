//! What the same work costs at the least.

mod broadcaster;
mod inserts;
mod run;

pub use broadcaster::Broadcaster;
pub use inserts::{InsertFigures, Inserts, Way, insert_one_by_one};
pub use run::broadcast;
