//! Messages that are sent later: until when they can be taken back.

use std::time::Duration;

use dialogo_persistence::Error;
use jiff::Timestamp;

use crate::support::{Fixture, draft};

#[tokio::test]
async fn one_that_is_tried_again_is_taken_back_until_it_is_on_its_way() {
    let fixture = Fixture::new().await;
    let ada = fixture.user("ada").await;
    let chat = fixture.chat(ada, "one").await;
    let now = Timestamp::now();
    let [send_at, retry_at] = [60, 120].map(|secs| now + Duration::from_secs(secs));
    for (taken_back_at, is_free) in [(retry_at, false), (retry_at - Duration::from_secs(1), true)] {
        let message = fixture.store.schedule(ada, chat, &draft("later"), send_at, 9).await.expect("scheduled");
        fixture.store.postpone_scheduled(message.id, retry_at).await.expect("postponed");
        let taken_back = fixture.store.unschedule(ada, message.id, taken_back_at).await;
        assert_eq!(taken_back.is_ok(), is_free, "{taken_back:?}");
        assert!(is_free || matches!(taken_back, Err(Error::MessageNotFound)), "whoever sends it has it at this moment");
    }
}
