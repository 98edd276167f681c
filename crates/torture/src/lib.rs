//! A real server and a real PostgreSQL, hurt on purpose while clients use them.

pub mod check;
pub mod faults;
pub mod figures;
pub mod fleet;
mod health;
pub mod journal;
pub mod report;
pub mod run;
pub mod world;
