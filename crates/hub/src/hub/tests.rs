//! What every worker hears, and what becomes of the hub when it closes or breaks.

#![expect(clippy::panic, clippy::await_holding_refcell_ref, reason = "some tests are about panics")]

use std::net::Ipv4Addr;

use dialogo_domain::{Seq, SessionId};
use tokio::task::{LocalSet, spawn_local};

use super::*;
use crate::{Attachment, Changes, Turnstile, Wake};

const PEER: IpAddr = IpAddr::V4(Ipv4Addr::LOCALHOST);

fn said(chat_id: ChatId, seq: i64, frame: String) -> Publication {
    Publication { changes: Arc::new(Changes::one(chat_id, Seq(seq), frame.into())), turnstile: Turnstile::Pass }
}

fn publication(chat_id: ChatId, seq: i64) -> Publication {
    said(chat_id, seq, format!("frame {seq}"))
}

fn starts_worker(hub: &Hub) -> LocalHub {
    let worker = hub.worker();
    let local = worker.local();
    spawn_local(worker.run());
    local
}

fn connects(hub: &Hub, local: &LocalHub, chat_id: ChatId) -> Attachment {
    let ticket = hub.admit(PEER).expect("a place");
    let mut attachment = local.attach(ticket, UserId::generate(), SessionId::generate()).expect("a connection");
    assert!(attachment.enter([(chat_id, Seq(0))]));
    attachment.let_go();
    attachment
}

async fn hears(attachment: &Attachment, count: usize) -> Vec<String> {
    let mut frames = Vec::new();
    while frames.len() < count {
        assert_eq!(attachment.mailbox().wake().await, Wake::Letters);
        frames.extend(std::iter::from_fn(|| attachment.mailbox().take()).map(|frame| String::from_utf8_lossy(&frame).into_owned()));
    }
    frames
}

#[tokio::test]
async fn every_worker_gets_every_batch_in_order() {
    let test = async {
        let (hub, chat) = (Hub::new(HubSettings::default()), ChatId::generate());
        let locals = [starts_worker(&hub), starts_worker(&hub)];
        let listeners = locals.each_ref().map(|local| connects(&hub, local, chat));
        hub.publish(vec![publication(chat, 1), publication(chat, 2)]).await;
        hub.publish(vec![publication(chat, 3)]).await;
        for listener in &listeners {
            assert_eq!(hears(listener, 3).await, ["frame 1", "frame 2", "frame 3"]);
        }
    };
    LocalSet::new().run_until(test).await;
}

#[tokio::test]
async fn publishing_never_waits_for_a_client_who_does_not_read() {
    let test = async {
        let (hub, chat) = (Hub::new(HubSettings { mailbox_frames_max: 8, ..HubSettings::default() }), ChatId::generate());
        let local = starts_worker(&hub);
        let (reader, sleeper) = (connects(&hub, &local, chat), connects(&hub, &local, chat));
        for seq in 1..=100 {
            hub.publish(vec![publication(chat, seq)]).await;
            assert_eq!(hears(&reader, 1).await, [format!("frame {seq}")]);
        }
        assert_eq!(sleeper.mailbox().closed(), Some(CloseCode::TooSlow));
    };
    LocalSet::new().run_until(test).await;
}

/// One batch, to one who reads as it comes and one who never does.
async fn is_heard_by_who_reads(frames: Vec<String>) {
    let test = async {
        let (hub, chat) = (Hub::new(HubSettings::default()), ChatId::generate());
        let local = starts_worker(&hub);
        let (reader, sleeper) = (connects(&hub, &local, chat), connects(&hub, &local, chat));
        let count = frames.len();
        let reading = spawn_local(async move { hears(&reader, count).await });
        let batch = (1..).zip(&frames).map(|(seq, frame)| said(chat, seq, frame.clone()));
        hub.publish(batch.collect()).await;
        assert_eq!(reading.await.expect("a reader who is not closed"), frames);
        assert_eq!(sleeper.mailbox().closed(), Some(CloseCode::TooSlow));
    };
    LocalSet::new().run_until(test).await;
}

#[tokio::test]
async fn a_batch_of_more_frames_than_a_mailbox_holds_reaches_who_reads() {
    is_heard_by_who_reads((1..=2_000).map(|n| format!("frame {n}")).collect()).await;
}

#[tokio::test]
async fn a_batch_of_more_bytes_than_a_mailbox_holds_reaches_who_reads() {
    is_heard_by_who_reads((1..=100).map(|n| format!("{n:016384}")).collect()).await;
}

#[tokio::test]
async fn many_small_errands_reach_who_reads_in_their_order() {
    let test = async {
        let settings = HubSettings { mailbox_frames_max: 64, ..HubSettings::default() };
        let (hub, chat, ada) = (Hub::new(settings), ChatId::generate(), UserId::generate());
        let local = starts_worker(&hub);
        let mut reader = local.attach(hub.admit(PEER).expect("a place"), ada, SessionId::generate()).expect("a connection");
        assert!(reader.enter([(chat, Seq(0))]));
        reader.let_go();
        let reading = spawn_local(async move { hears(&reader, 400).await });
        for seq in 1..=200 {
            hub.publish(vec![publication(chat, seq)]).await;
            hub.tell(ada, format!("told {seq}").into()).await;
        }
        let expected: Vec<String> = (1..=200).flat_map(|seq| [format!("frame {seq}"), format!("told {seq}")]).collect();
        assert_eq!(reading.await.expect("a reader who is not closed"), expected);
    };
    LocalSet::new().run_until(test).await;
}

#[tokio::test]
async fn while_it_is_suspended_nobody_stays_not_even_on_a_worker_that_begins_meanwhile() {
    let test = async {
        let (hub, chat) = (Hub::new(HubSettings::default()), ChatId::generate());
        let early = starts_worker(&hub);
        let before = connects(&hub, &early, chat);
        hub.suspend().await;
        assert_eq!(before.mailbox().until_closed().await, CloseCode::Restarting);
        let late = starts_worker(&hub);
        let meanwhile = [connects(&hub, &early, chat), connects(&hub, &late, chat)];
        for attachment in &meanwhile {
            assert_eq!(attachment.mailbox().closed(), Some(CloseCode::Restarting));
        }
        hub.resume().await;
        let stays = loop {
            let attachment = connects(&hub, &late, chat);
            if attachment.mailbox().closed().is_none() {
                break attachment;
            }
            // The worker has not come to it yet.
            tokio::task::yield_now().await;
        };
        hub.publish(vec![publication(chat, 2)]).await;
        assert_eq!(hears(&stays, 1).await, ["frame 2"]);
    };
    LocalSet::new().run_until(test).await;
}

#[tokio::test]
async fn a_worker_that_panics_is_noticed() {
    let test = async {
        let (hub, chat) = (Hub::new(HubSettings::default()), ChatId::generate());
        let worker = hub.worker();
        let local = worker.local();
        let _listener = connects(&hub, &local, chat);
        let _borrowed = local.registry.borrow_mut();
        let running = spawn_local(worker.run());
        hub.publish(vec![publication(chat, 1)]).await;
        hub.broken().await;
        assert!(running.await.expect_err("it panicked").is_panic());
    };
    LocalSet::new().run_until(test).await;
}

#[tokio::test]
async fn a_connection_that_panics_leaves_its_rooms_and_its_place_to_others() {
    let test = async {
        let (hub, chat) = (Hub::new(HubSettings::default()), ChatId::generate());
        let local = starts_worker(&hub);
        let (listener, mut unlucky) = (connects(&hub, &local, chat), connects(&hub, &local, chat));
        unlucky.welcomed([(chat, Seq(1))]);
        let task = spawn_local(async move { unlucky.heads(|_, _| panic!("as a test")) });
        assert!(task.await.expect_err("it panicked").is_panic());
        hub.publish(vec![publication(chat, 2)]).await;
        assert_eq!(hears(&listener, 1).await, ["frame 2"]);
        assert_eq!(hub.connections(), 1);
    };
    LocalSet::new().run_until(test).await;
}

#[tokio::test]
async fn shutting_down_waits_for_those_who_leave() {
    let test = async {
        let (hub, chat) = (Hub::new(HubSettings::default()), ChatId::generate());
        let local = starts_worker(&hub);
        let attachment = connects(&hub, &local, chat);
        spawn_local(async move {
            assert_eq!(attachment.mailbox().wake().await, Wake::ShutDown);
            drop(attachment);
        });
        hub.shut_down(Duration::MAX).await;
        assert_eq!(hub.connections(), 0);
        assert_eq!(hub.admit(PEER).err(), Some(Refused::Closing));
        hub.closing().await;
    };
    LocalSet::new().run_until(test).await;
}

#[tokio::test(start_paused = true)]
async fn shutting_down_does_not_wait_for_those_who_stay() {
    let test = async {
        let hub = Hub::new(HubSettings::default());
        let local = starts_worker(&hub);
        let attachment = connects(&hub, &local, ChatId::generate());
        hub.shut_down(Duration::from_secs(3)).await;
        assert_eq!(hub.connections(), 1);
        drop(attachment);
    };
    LocalSet::new().run_until(test).await;
}
