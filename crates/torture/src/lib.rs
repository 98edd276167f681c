//! A real server and a real PostgreSQL, hurt on purpose while clients use them.

pub mod faults;
pub mod world;
