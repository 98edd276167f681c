//! A database with the server's schema and nothing in it, made once and copied for each scenario.

use std::path::Path;
use std::process::Command;

use anyhow::{Context, Result, ensure};

use super::Place;

/// The files of such a database, which nobody serves.
#[derive(Debug)]
pub struct Template(Place);

impl Template {
    /// Of a server that has ended.
    pub(super) fn of(place: Place) -> Self {
        Self(place)
    }

    /// A copy of it below `directory`.
    pub fn copy(&self, directory: &Path) -> Result<Place> {
        let place = Place::create(directory)?;
        let data = |place: &Place| place.path().join("data");
        // Keeps the owners: PostgreSQL's files may be another user's.
        let copied = Command::new("cp").arg("-a").arg(data(&self.0)).arg(data(&place)).status().context("run cp")?;
        ensure!(copied.success(), "an empty database could not be copied");
        Ok(place)
    }
}
