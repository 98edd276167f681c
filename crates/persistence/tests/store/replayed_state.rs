//! What a client builds from events and replays is what is stored, wherever its cursor stood.

use std::collections::BTreeMap;

use dialogo_domain::{Change, ChatEvent, ChatId, Message, Seq, UserId};
use dialogo_persistence::Error;

use crate::support::{Fixture, event};

/// The messages that a client knows, by number: each event about one is put at its place, known or not.
#[derive(Clone, Debug, Default, PartialEq)]
struct Timeline(BTreeMap<i64, Message>);

impl Timeline {
    fn hears(&mut self, event: &ChatEvent) {
        let (Change::MessageCreated(message) | Change::MessageUpdated(message) | Change::MessageDeleted(message)) = &event.change else {
            return;
        };
        assert_eq!(message.seq, event.seq, "the frame and its data tell one seq");
        self.0.insert(message.number.0, message.clone());
    }
}

fn kind(event: &ChatEvent) -> (i64, &'static str, String) {
    match &event.change {
        Change::MessageCreated(message) => (event.seq.0, "created", message.body.to_string()),
        Change::MessageUpdated(message) => (event.seq.0, "updated", message.body.to_string()),
        Change::MessageDeleted(message) => (event.seq.0, "deleted", message.body.to_string()),
        _ => (event.seq.0, "other", String::new()),
    }
}

#[tokio::test]
async fn each_row_is_replayed_as_what_it_is_to_someone_with_this_cursor() {
    let fixture = Fixture::new().await;
    let ada = fixture.user("ada").await;
    let chat = fixture.chat(ada, "one").await; // seq 1 and 2
    let mut said = Vec::new();
    for body in ["kept", "edited", "deleted", "edited and deleted"] {
        said.push(fixture.says(ada, chat, body).await.message.id); // 3 to 6
    }
    fixture.edits(ada, chat, said[1], "better").await.expect("edited"); // 7
    fixture.edits(ada, chat, said[3], "worse").await.expect("edited"); // 8
    fixture.deletes(ada, chat, said[2]).await.expect("deleted"); // 9
    fixture.deletes(ada, chat, said[3]).await.expect("deleted"); // 10
    let told = async |cursor| fixture.catches_up(ada, &[(chat, cursor)]).await.changes.iter().map(kind).collect::<Vec<_>>();
    let row = |seq, kind, body: &str| (seq, kind, body.to_owned());
    let (kept, gone) = (row(3, "created", "kept"), [row(9, "deleted", ""), row(10, "deleted", "")]);
    let before_all = [vec![kept, row(7, "created", "better")], gone.to_vec()].concat();
    assert_eq!(told(2).await, before_all, "born after the cursor: created, as it is now; a number without words is a tombstone");
    assert_eq!(told(3).await, before_all[1..]);
    for cursor in [4, 5, 6] {
        let expected = [vec![row(7, "updated", "better")], gone.to_vec()].concat();
        assert_eq!(told(cursor).await, expected, "known at {cursor}, changed since");
    }
    assert_eq!(told(7).await, gone, "what was edited and then deleted is gone, and no more");
    assert_eq!(told(9).await, gone[1..]);
    assert_eq!(told(10).await, []);
}

/// Pseudo-random numbers that are the same in every run (splitmix64).
struct Dice(u64);

impl Dice {
    fn below(&mut self, end: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        usize::try_from((z ^ (z >> 31)) % end as u64).expect("below a usize")
    }
}

/// Sends, edits and deletes at random, allowed or not.
async fn talks(fixture: &Fixture, people: [UserId; 2], chat: ChatId, dice: &mut Dice) {
    let mut said = Vec::new();
    for n in 0..60 {
        let person = people[dice.below(2)];
        let any = dice.below(said.len().max(1));
        match (dice.below(5), said.get(any).copied()) {
            (0 | 1, _) | (_, None) => said.push(fixture.says(person, chat, &n.to_string()).await.message.id),
            (2 | 3, Some(id)) => tried(&fixture.edits(person, chat, id, &format!("edit {}", dice.below(3))).await),
            (_, Some(id)) => tried(&fixture.deletes(person, chat, id).await),
        }
    }
}

/// What is somebody else's, or gone, is part of it.
fn tried(result: &Result<Message, Error>) {
    assert!(matches!(result, Ok(_) | Err(Error::NotTheAuthor | Error::MessageNotFound)), "{result:?}");
}

#[tokio::test]
async fn from_any_cursor_a_replay_leads_to_what_is_stored() {
    for seed in 0..4 {
        let mut fixture = Fixture::new().await;
        let people = [fixture.user("ada").await, fixture.user("bob").await];
        let chat = fixture.chat(people[0], "one").await; // seq 1 and 2
        fixture.joins(people[1], chat).await; // 3
        fixture.announced();
        talks(&fixture, people, chat, &mut Dice(seed)).await;
        let stored = Timeline(fixture.reads(people[0], chat).await.into_iter().map(|message| (message.number.0, message)).collect());
        let numbers: Vec<i64> = stored.0.keys().copied().collect();
        assert_eq!(numbers, (1..=numbers.last().copied().unwrap_or(0)).collect::<Vec<_>>(), "seed {seed}: a number is missing");

        let announced = fixture.announced();
        let mut live = Timeline::default();
        let mut cursor = 3;
        for event in std::iter::once(None).chain(announced.iter().filter_map(event).map(Some)) {
            if let Some(event) = event {
                assert_eq!(event.seq, Seq(cursor + 1), "seed {seed}: a seq is missing");
                live.hears(event);
                cursor += 1;
            }
            let mut returned = live.clone();
            for change in &fixture.catches_up(people[1], &[(chat, cursor)]).await.changes {
                returned.hears(change);
            }
            assert_eq!(returned, stored, "seed {seed}, cursor {cursor}");
        }
        assert_eq!(live, stored, "seed {seed}");
    }
}
