//! The hub between real threads, whose turns `shuttle` draws by lot: `cargo test -p dialogo-hub --features shuttle --test shuttle`.
//!
//! A red run prints the schedule with which `shuttle::replay` repeats it.

use std::net::{IpAddr, Ipv4Addr};
use std::sync::Arc;
use std::time::Duration;

use dialogo_domain::{ChatId, Seq, SessionId, UserId};
use dialogo_hub::{Attachment, Changes, Hub, HubSettings, LocalHub, Publication, Refused, Turnstile, Wake};
use shuttle::future::block_on;
use shuttle::sync::atomic::{AtomicBool, AtomicI64, AtomicUsize, Ordering::SeqCst};
use shuttle::thread;

const PEER: IpAddr = IpAddr::V4(Ipv4Addr::LOCALHOST);
const SCHEDULES: usize = 1_000;

/// Draws schedules evenly, and then such as have few changes of turn, which find what even ones seldom do.
fn for_all_schedules(test: fn()) {
    // For the deadline of the shutdown, which never comes.
    let runtime = tokio::runtime::Builder::new_current_thread().enable_time().build().expect("a runtime");
    let _entered = runtime.enter();
    shuttle::check_random(test, SCHEDULES);
    shuttle::check_pct(test, SCHEDULES, 3);
}

fn narrow_hub() -> Hub {
    Hub::new(HubSettings { worker_batches_max: 1, connections_max: 2, connections_per_user_max: 1, ..HubSettings::default() })
}

fn shuts_down(hub: &Hub) {
    block_on(hub.shut_down(Duration::MAX));
}

/// A connection as the server has it: attached, entered, welcomed with the head that is committed by then; then it counts.
async fn hears_to_the_end(hub: &Hub, local: &LocalHub, chat_id: ChatId, committed: &AtomicI64) -> Option<i64> {
    let ticket = hub.admit(PEER).ok()?;
    let mut attachment = local.attach(ticket, UserId::generate(), SessionId::generate()).expect("a user's only connection");
    thread::yield_now();
    let mut cursor = committed.load(SeqCst);
    thread::yield_now();
    if !attachment.enter([(chat_id, Seq(cursor))]) {
        cursor = committed.load(SeqCst);
    }
    attachment.welcomed([(chat_id, Seq(cursor))]);
    loop {
        let wake = attachment.wake().await;
        count(&mut attachment, &mut cursor);
        match wake {
            Wake::Letters => {}
            Wake::ShutDown => return Some(cursor),
            Wake::Closed(code) => unreachable!("closed with {code:?}"),
        }
    }
}

fn count(attachment: &mut Attachment, cursor: &mut i64) {
    for frame in attachment.take(usize::MAX) {
        *cursor += 1;
        assert_eq!(frame, cursor.to_string(), "the next one");
    }
}

#[test]
fn who_attaches_while_others_publish_misses_nothing_and_hears_nothing_twice() {
    const LAST: i64 = 3;
    for_all_schedules(|| {
        let (hub, chat_id, committed) = (narrow_hub(), ChatId::generate(), Arc::new(AtomicI64::new(0)));
        let threads: Vec<_> = (0..2)
            .map(|_| {
                let (hub, committed) = (hub.clone(), Arc::clone(&committed));
                thread::spawn(move || {
                    let worker = hub.worker();
                    let local = worker.local();
                    let ((), cursor) = block_on(async { tokio::join!(worker.run(), hears_to_the_end(&hub, &local, chat_id, &committed)) });
                    assert!(cursor.is_none_or(|cursor| cursor == LAST), "heard up to {cursor:?}");
                })
            })
            .collect();
        for seq in 1..=LAST {
            committed.store(seq, SeqCst);
            let changes = Arc::new(Changes::one(chat_id, Seq(seq), seq.to_string().into()));
            let publication = Publication { changes, turnstile: Turnstile::Pass };
            block_on(hub.publish(vec![publication]));
        }
        shuts_down(&hub);
        for thread in threads {
            thread.join().expect("a worker thread that ends");
        }
        assert_eq!(hub.connections(), 0);
    });
}

#[test]
fn a_shutdown_is_not_over_while_a_socket_is_inside() {
    for_all_schedules(|| {
        let (hub, is_over) = (narrow_hub(), Arc::new(AtomicBool::new(false)));
        let sockets: Vec<_> = (0..2)
            .map(|_| {
                let (hub, is_over) = (hub.clone(), Arc::clone(&is_over));
                thread::spawn(move || match hub.admit(PEER) {
                    Ok(_ticket) => assert!(!is_over.load(SeqCst), "let in behind the shutdown's back"),
                    Err(refused) => assert_eq!(refused, Refused::Closing),
                })
            })
            .collect();
        shuts_down(&hub);
        is_over.store(true, SeqCst);
        for socket in sockets {
            socket.join().expect("a socket that goes");
        }
        assert_eq!(hub.connections(), 0);
    });
}

#[test]
fn a_worker_that_starts_during_the_shutdown_ends_as_well() {
    for_all_schedules(|| {
        let hub = narrow_hub();
        let late = hub.clone();
        let worker = thread::spawn(move || block_on(late.worker().run()));
        let waiting = hub.clone();
        let visitor = thread::spawn(move || block_on(waiting.closing()));
        shuts_down(&hub);
        worker.join().expect("a worker that ends");
        visitor.join().expect("a visitor who hears of it");
    });
}

#[test]
fn limits_hold_between_threads_and_places_are_given_back() {
    for_all_schedules(|| {
        let (hub, user_id, inside) = (narrow_hub(), UserId::generate(), Arc::new(AtomicUsize::new(0)));
        let threads: Vec<_> = (0..3)
            .map(|_| {
                let (hub, inside) = (hub.clone(), Arc::clone(&inside));
                thread::spawn(move || {
                    let ticket = match hub.admit(PEER) {
                        Ok(ticket) => ticket,
                        Err(refused) => return assert_eq!(refused, Refused::Full),
                    };
                    let local = hub.worker().local();
                    match local.attach(ticket, user_id, SessionId::generate()) {
                        Ok(attachment) => {
                            assert_eq!(inside.fetch_add(1, SeqCst), 0, "the user's only connection");
                            inside.fetch_sub(1, SeqCst);
                            drop(attachment);
                        }
                        Err(refused) => assert_eq!(refused, Refused::TooManyConnections),
                    }
                })
            })
            .collect();
        for thread in threads {
            thread.join().expect("a thread that ends");
        }
        assert_eq!(hub.connections(), 0);
        let tickets: Vec<_> = (0..2).map(|_| hub.admit(PEER).expect("a place given back")).collect();
        drop(tickets);
    });
}
