//! A line that panics: everybody learns that it is gone, and nobody is told that anything was done.

use deadpool_postgres::Transaction;
use dialogo_testkit::TestDatabase;

use super::deed::Done;
use super::{Deed, Touched, Writer};
use crate::{DatabaseSettings, Error, Result};

struct Panics;

impl Deed for Panics {
    type Answer = ();

    fn touched(&self) -> Touched {
        Touched::default()
    }

    #[expect(clippy::panic, reason = "that is what it is for")]
    async fn perform(&self, _: &Transaction<'_>) -> Result<Done<()>> {
        panic!("a test asked for it")
    }
}

#[tokio::test]
async fn a_line_that_panics_answers_nobody_with_success_and_its_announcements_end() {
    let database = TestDatabase::create().await;
    let settings = DatabaseSettings {
        url: None,
        ca_file: None,
        bin_dir: None,
        pool_size: 1,
        wait_timeout_secs: 5,
        operation_timeout_secs: 5,
        writer_queue_max: 10,
        writer_batch_max: 10,
    };
    let (writer, mut announcements) = Writer::start(database.config(), &settings).await.expect("a writer");
    let (first, behind) = tokio::join!(writer.perform(Panics), writer.perform(Panics));
    for answer in [first, behind, writer.perform(Panics).await] {
        assert!(matches!(answer, Err(Error::Unavailable(_))), "{answer:?}");
    }
    assert!(announcements.recv().await.is_none(), "whoever announces learns of it");
}
