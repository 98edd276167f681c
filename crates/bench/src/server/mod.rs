//! The server that is measured: one of our own, started for it, or one that runs somewhere.

mod archive;
mod database;
mod ground;
mod limits;
mod own;
mod place;
mod process;
mod remote;
mod seating;
mod template;
mod token;

pub use archive::{fill_chat, without_indexes};
pub use database::Database;
pub use ground::Ground;
pub use own::{OwnServer, Start};
pub use place::Place;
pub use process::Process;
pub use remote::Remote;
pub use seating::{Seating, fill};
pub use template::Template;
