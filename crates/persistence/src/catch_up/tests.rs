//! What is replayed, and what is to be loaded afresh.

use proptest::prelude::*;

use super::*;

fn decide(heads: &[i64], cursors: &[Option<i64>]) -> (Vec<(i64, i64)>, usize) {
    let chats: Vec<Head> = heads
        .iter()
        .map(|seq| Head {
            id: ChatId::generate(),
            seq: Seq(*seq),
            message_count: 0,
            read_number: Number(0),
            unread_mentions: 0,
            notifications: Notifications::All,
            requests_waiting: 0,
            reports_open: 0,
            draft_at: None,
        })
        .collect();
    let cursors = chats.iter().zip(cursors).filter_map(|(head, cursor)| Some((head.id, Seq((*cursor)?)))).collect();
    let (spans, resets) = spans(&chats, &cursors);
    (spans.iter().map(|span| (span.cursor, span.head)).collect(), resets.len())
}

#[test]
fn a_chat_is_replayed_from_its_cursor_to_its_head() {
    assert_eq!(decide(&[503], &[Some(501)]), (vec![(501, 503)], 0));
    assert_eq!(decide(&[503, 9], &[Some(503), None]), (vec![], 0));
}

#[test]
fn five_hundred_changes_are_replayed_and_one_more_is_a_reset() {
    assert_eq!(decide(&[500], &[Some(0)]), (vec![(0, 500)], 0));
    assert_eq!(decide(&[501], &[Some(0)]), (vec![], 1));
}

#[test]
fn a_cursor_that_cannot_be_is_a_reset() {
    for cursor in [-1, i64::MIN, 6, i64::MAX] {
        assert_eq!(decide(&[5], &[Some(cursor)]), (vec![], 1), "{cursor}");
    }
}

#[test]
fn a_client_far_behind_everywhere_costs_a_bounded_replay() {
    let (replayed, resets) = decide(&[500; 1_000], &[Some(0); 1_000]);
    assert_eq!((replayed.len(), resets), (10, 990));
}

/// A head and the cursor of a client: none, one near or at the head, or anything at all.
fn chat() -> impl Strategy<Value = (i64, Option<i64>)> {
    let head = prop_oneof![1..=20i64, 1..=100_000i64, Just(i64::MAX)];
    head.prop_flat_map(|head| {
        let near = (-2i64..=502).prop_map(move |behind| head.saturating_sub(behind));
        (Just(head), prop_oneof![1 => Just(None), 6 => near.prop_map(Some), 2 => any::<i64>().prop_map(Some)])
    })
}

proptest! {
    /// Whatever clients claim: each chat that is named is where it should be, is replayed exactly from its cursor to its head, or is to be
    /// loaded afresh; the replay is bounded; and nothing is loaded afresh that fits.
    #[test]
    fn every_named_chat_is_replayed_exactly_or_reset_within_the_bounds(known in prop::collection::vec(chat(), 0..60)) {
        let chats: Vec<Head> =
            known.iter().map(|(seq, _)| Head { id: ChatId::generate(), seq: Seq(*seq), message_count: 0, read_number: Number(0), unread_mentions: 0, notifications: Notifications::All, requests_waiting: 0, reports_open: 0, draft_at: None }).collect();
        let mut cursors: HashMap<ChatId, Seq> =
            chats.iter().zip(&known).filter_map(|(head, (_, cursor))| Some((head.id, Seq((*cursor)?)))).collect();
        cursors.insert(ChatId::generate(), Seq(7)); // one that the user is not in
        let (spans, resets) = spans(&chats, &cursors);
        let size = |span: &Span| span.head - span.cursor;
        let total: i64 = spans.iter().map(size).sum();
        prop_assert!(total <= CHANGES_MAX);
        let mut named = 0;
        for head in &chats {
            let (cursor, seq) = (cursors.get(&head.id).map(|cursor| cursor.0), head.seq.0);
            let span: Vec<&Span> = spans.iter().filter(|span| span.chat_id == head.id).collect();
            let is_reset = resets.contains(&(head.id, head.seq));
            named += span.len() + usize::from(is_reset);
            match (cursor, span.as_slice()) {
                (None, []) => prop_assert!(!is_reset, "it was not asked about"),
                (Some(cursor), []) if cursor == seq => prop_assert!(!is_reset, "nothing is missed"),
                (Some(cursor), []) => {
                    prop_assert!(is_reset);
                    let changes = i128::from(seq) - i128::from(cursor);
                    let could_be = cursor >= 0 && (1..=i128::from(CHANGES_PER_CHAT_MAX)).contains(&changes);
                    prop_assert!(!could_be || i128::from(total) + changes > i128::from(CHANGES_MAX), "it would have fitted");
                }
                (Some(cursor), [span]) => {
                    prop_assert!(!is_reset && cursor >= 0);
                    prop_assert_eq!((span.cursor, span.head), (cursor, seq));
                    prop_assert!((1..=CHANGES_PER_CHAT_MAX).contains(&size(span)));
                }
                _ => prop_assert!(false, "replayed twice, or though nobody asked"),
            }
        }
        prop_assert_eq!(named, spans.len() + resets.len(), "nothing of chats that were not asked about");
    }
}
