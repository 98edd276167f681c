//! A thousand people who come back at once, over several worker threads: few frames, each person in them once, and nothing when they were not gone.

#![expect(clippy::panic, reason = "a test that cannot go on says so")]

use std::net::{IpAddr, Ipv4Addr};
use std::time::Duration;

use bytes::Bytes;
use dialogo_domain::{ChatId, Seq, SessionId, UserId};
use dialogo_hub::{Appearance, Attachment, Hub, HubSettings, LocalHub, News};
use tokio::task::{LocalSet, spawn_local, yield_now};
use tokio::time::advance;

const PEER: IpAddr = IpAddr::V4(Ipv4Addr::LOCALHOST);
const CROWD: usize = 1_000;
const PEOPLE_MAX: usize = 200;

fn worker(hub: &Hub) -> LocalHub {
    let worker = hub.worker();
    let local = worker.local();
    spawn_local(worker.run());
    local
}

fn comes(hub: &Hub, local: &LocalHub, user_id: UserId, chat: ChatId) -> Attachment {
    let ticket = hub.admit(PEER).unwrap_or_else(|refused| panic!("{refused}"));
    let mut attachment = local.attach(ticket, user_id, SessionId::generate()).unwrap_or_else(|refused| panic!("{refused}"));
    assert!(attachment.enter([(chat, Seq(1))]));
    attachment.let_go();
    attachment.appears(Appearance::default());
    attachment.shows(vec![chat], false);
    attachment
}

/// What is told in one second, as it is told by the server: how many people.
async fn second(hub: &Hub) -> usize {
    advance(Duration::from_secs(1)).await;
    let sightings = hub.sightings(PEOPLE_MAX);
    let people = sightings.len();
    let news = sightings.into_iter().map(|sighting| News {
        chats: sighting.chats,
        text: sighting.user_id.to_string(),
        unseen_by: sighting.unseen_by,
    });
    hub.inform(news.collect(), |people| Bytes::from(people.join(","))).await;
    for _ in 0..20 {
        yield_now().await;
    }
    people
}

/// What each has heard since the last time, in frames.
fn heard(crowd: &mut [Attachment]) -> Vec<Vec<Bytes>> {
    crowd.iter_mut().map(|attachment| attachment.take(usize::MAX)).collect()
}

#[tokio::test(start_paused = true)]
async fn a_thousand_people_who_come_at_once_are_told_in_a_few_frames_and_a_thousand_who_come_back_in_none() {
    let test = async {
        let settings = HubSettings { strangers_per_address_max: CROWD, ..HubSettings::default() };
        let (hub, chat) = (Hub::new(settings), ChatId::generate());
        let locals = [worker(&hub), worker(&hub), worker(&hub)];
        let people: Vec<UserId> = (0..CROWD).map(|_| UserId::generate()).collect();
        let come = || people.iter().enumerate().map(|(n, id)| comes(&hub, &locals[n % locals.len()], *id, chat)).collect::<Vec<_>>();

        // As after a restart: nobody was here before.
        let mut crowd = come();
        let mut seconds = 0;
        while second(&hub).await > 0 {
            seconds += 1;
        }
        assert_eq!(seconds, CROWD / PEOPLE_MAX);
        let mut expected: Vec<String> = people.iter().map(ToString::to_string).collect();
        expected.sort_unstable();
        for frames in heard(&mut crowd) {
            assert_eq!(frames.len(), seconds, "one frame a second");
            let mut told: Vec<&str> = frames.iter().flat_map(|frame| std::str::from_utf8(frame).unwrap_or("").split(',')).collect();
            told.sort_unstable();
            assert_eq!(told, expected, "each once");
        }

        // As when a network breaks, for less than the grace.
        for _ in 0..3 {
            crowd.clear();
            assert_eq!(second(&hub).await, 0);
            crowd = come();
            assert_eq!(second(&hub).await, 0);
        }
        assert!(heard(&mut crowd).iter().all(Vec::is_empty));

        // And for longer: those who stay are told of the others, in as few.
        let mut stays = crowd.split_off(CROWD - 10);
        crowd.clear();
        advance(Duration::from_secs(30)).await;
        while second(&hub).await > 0 {}
        assert!(heard(&mut stays).iter().all(|frames| frames.len() == CROWD / PEOPLE_MAX));
    };
    LocalSet::new().run_until(test).await;
}
