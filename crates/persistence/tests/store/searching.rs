//! Searching messages: what is found, by whom, in which order.

use std::collections::BTreeSet;

use dialogo_domain::{ChatId, Has, MessageSearch, SearchTerms, UserId, Visibility};
use dialogo_persistence::{Keyset, LeaveChat, Slice};
use futures_util::future::join_all;
use jiff::SignedDuration;

use crate::support::{Fixture, draft};

pub fn words(text: &str) -> MessageSearch {
    MessageSearch { terms: SearchTerms::parse(text).expect("terms"), ..MessageSearch::default() }
}

impl Fixture {
    /// So much that what was said before is found by the index alone.
    pub async fn buries(&self, by: UserId, chat: ChatId) {
        let posts = (0..1_100).map(|n| self.writer.post(chat, by, draft(&format!("filler {n}"))));
        for posted in join_all(posts).await {
            posted.expect("posted");
        }
    }

    pub async fn indexes(&self) {
        loop {
            let chats = self.store.chats_to_index(100).await.expect("read");
            if chats.is_empty() {
                return;
            }
            for chat in chats {
                while self.store.index_chat(chat).await.expect("indexed") {}
            }
        }
    }

    pub async fn page(&self, me: UserId, search: &MessageSearch, after: Option<&Keyset>, limit: i64) -> (Vec<String>, Option<Keyset>) {
        let Slice { items, next } = self.store.search_messages(me, search, after, limit).await.expect("searched");
        (items.into_iter().map(|message| message.body.as_str().to_owned()).collect(), next)
    }

    /// All that is found, page by page.
    pub async fn finds_by(&self, me: UserId, search: &MessageSearch) -> Vec<String> {
        let (mut found, mut next) = self.page(me, search, None, 3).await;
        while let Some(keyset) = next {
            let (more, after) = self.page(me, search, Some(&keyset), 3).await;
            found.extend(more);
            next = after;
        }
        found
    }

    pub async fn finds(&self, me: UserId, text: &str) -> Vec<String> {
        self.finds_by(me, &words(text)).await
    }
}

/// What was said, and what finds it and what does not.
const SAID: [(&str, &[&str], &[&str]); 7] = [
    (
        "The Quick brown fox, Grüße",
        &["quick", "QUI", "fox brown", "grusse", "fox,", "the quick", "uick", "uss", "row quick"],
        &["ui", "uicker", "quick red", "brownfox"],
    ),
    ("it is 100% sure, x_y", &["100%", "%", "x_y", "sure,", "_"], &["1%", "x%", "xzy", "%%"]),
    ("it's a \\ \"quote\" & | ! :* <-> ()", &["it's", "\\", "\"quote\"", "& |", ":*", "<->", "()", "'"], &["''", "\\\\", "quote:*"]),
    ("今天天气很好", &["天气", "今", "好", "天天", "很好"], &["气天", "今好"]),
    ("東京タワーへ行く", &["東京", "タワー", "ワ", "行く"], &["京東"]),
    ("안녕하세요 여러분", &["안녕", "하세", "여러분", "요"], &["녕안"]),
    ("Ünï\u{302}cödé 🦀 ﬁsh", &["unicode", "🦀", "fish", "🦀 fish"], &["🦞"]),
];

#[tokio::test]
async fn texts_are_found_by_words_by_symbols_and_in_any_script_before_and_behind_the_index() {
    let fixture = Fixture::new().await;
    let ada = fixture.user("ada").await;
    let (chat, other) = (fixture.chat(ada, "one").await, fixture.chat(ada, "other").await);
    for (said, _, _) in SAID {
        fixture.says(ada, chat, said).await;
    }
    for is_buried in [false, true] {
        if is_buried {
            fixture.buries(ada, other).await;
            fixture.indexes().await;
        }
        for (said, terms, others) in SAID {
            for term in terms {
                assert!(fixture.finds(ada, term).await.contains(&said.to_owned()), "{term:?}, {is_buried}");
            }
            for term in others {
                assert!(!fixture.finds(ada, term).await.contains(&said.to_owned()), "{term:?}, {is_buried}");
            }
        }
    }
}

#[tokio::test]
async fn nothing_is_found_of_a_chat_that_one_is_not_in() {
    let fixture = Fixture::new().await;
    let [ada, bob, eve] = [fixture.user("ada").await, fixture.user("bob").await, fixture.user("eve").await];
    let public = fixture.chat(ada, "public").await;
    let private = fixture.creates(ada, "private", Visibility::Private, None).await.chat.id;
    fixture.joins(bob, public).await;
    for chat in [public, private] {
        fixture.says(ada, chat, "treasure").await;
    }
    for is_buried in [false, true] {
        if is_buried {
            let noise = fixture.chat(ada, "noise").await;
            fixture.joins(eve, noise).await;
            fixture.buries(ada, noise).await;
            fixture.indexes().await;
        }
        assert_eq!(fixture.finds(ada, "treasure").await.len(), 2);
        assert_eq!(fixture.finds(bob, "treasure").await.len(), 1);
        assert!(fixture.finds(eve, "treasure").await.is_empty());
        for chat in [public, private, ChatId::generate()] {
            assert!(fixture.finds_by(eve, &MessageSearch { chat_id: Some(chat), ..words("treasure") }).await.is_empty());
        }
        assert!(
            fixture
                .finds_by(eve, &MessageSearch { chat_id: Some(public), author_id: Some(ada), ..MessageSearch::default() })
                .await
                .is_empty()
        );
    }
    fixture.writer.perform(LeaveChat { by: bob, chat_id: public }).await.expect("left");
    assert!(fixture.finds(bob, "treasure").await.is_empty(), "who left finds nothing any more");
    fixture.writer.perform(dialogo_persistence::DeleteChat { by: ada, chat_id: public }).await.expect("deleted");
    assert_eq!(fixture.finds(ada, "treasure").await.len(), 1, "of a deleted chat nothing is found");
}

#[tokio::test]
async fn a_search_is_narrowed_by_chat_author_time_and_links() {
    let fixture = Fixture::new().await;
    let [ada, bob] = [fixture.user("ada").await, fixture.user("bob").await];
    let (one, two) = (fixture.chat(ada, "one").await, fixture.chat(ada, "two").await);
    fixture.joins(bob, one).await;
    fixture.says(ada, one, "apple one").await;
    let middle = fixture.says(bob, one, "apple two https://example.org/x").await.message;
    fixture.says(ada, two, "apple three http:// no link").await;
    for is_buried in [false, true] {
        if is_buried {
            let noise = fixture.chat(ada, "noise").await;
            fixture.buries(ada, noise).await;
            fixture.indexes().await;
        }
        let finds = async |search: MessageSearch| fixture.finds_by(ada, &search).await;
        let [first, second, third] = ["apple one", "apple two https://example.org/x", "apple three http:// no link"];
        assert_eq!(finds(words("apple")).await, [third, second, first], "newest first");
        assert_eq!(finds(MessageSearch { chat_id: Some(one), ..words("apple") }).await, [second, first]);
        assert_eq!(finds(MessageSearch { author_id: Some(bob), ..MessageSearch::default() }).await, [second]);
        assert_eq!(finds(MessageSearch { has: Some(Has::Link), ..MessageSearch::default() }).await, [second]);
        assert_eq!(finds(MessageSearch { from: Some(middle.created_at), ..words("apple") }).await, [third, second]);
        assert_eq!(finds(MessageSearch { to: Some(middle.created_at), ..words("apple") }).await, [first]);
        let tomorrow = middle.created_at + SignedDuration::from_hours(30);
        assert!(finds(MessageSearch { from: Some(tomorrow), ..words("apple") }).await.is_empty());
    }
}

#[tokio::test]
async fn pages_have_no_gap_and_nothing_twice_while_messages_arrive() {
    let mut fixture = Fixture::new().await;
    let ada = fixture.user("ada").await;
    let chats = [fixture.chat(ada, "one").await, fixture.chat(ada, "two").await, fixture.chat(ada, "three").await];
    let mut expected = BTreeSet::new();
    for n in 0..240 {
        let body = format!("{} {n}", if n % 3 == 0 { "apple" } else { "pear" });
        fixture.says(ada, chats[n % 7 % 3], &body).await;
        fixture.announced();
        if n % 3 == 0 {
            expected.insert(body);
        }
    }
    fixture.buries(ada, chats[0]).await;
    fixture.says(ada, chats[1], "apple of the newest").await;
    expected.insert("apple of the newest".to_owned());
    fixture.indexes().await;
    let (mut found, mut next) = fixture.page(ada, &words("apple"), None, 7).await;
    while let Some(keyset) = next {
        fixture.says(ada, chats[2], "apple of later").await;
        fixture.indexes().await;
        let (more, after) = fixture.page(ada, &words("apple"), Some(&keyset), 7).await;
        assert!(after.is_none() || more.len() == 7);
        found.extend(more);
        next = after;
    }
    assert_eq!(found.len(), expected.len());
    assert_eq!(found.into_iter().collect::<BTreeSet<_>>(), expected);
}

#[tokio::test]
async fn words_that_meet_in_blocks_but_not_in_messages_end_a_page_and_not_the_search() {
    let fixture = Fixture::new().await;
    let ada = fixture.user("ada").await;
    let chat = fixture.chat(ada, "one").await;
    fixture.says(ada, chat, "alpha and beta").await;
    for _ in 0..4 {
        let posts = (0..4_000).map(|n| fixture.writer.post(chat, ada, draft(if n % 2 == 0 { "alpha" } else { "beta" })));
        for posted in join_all(posts).await {
            posted.expect("posted");
        }
    }
    fixture.indexes().await;
    let (found, next) = fixture.page(ada, &words("alpha beta"), None, 3).await;
    assert!(found.is_empty() && next.is_some(), "{found:?} {next:?}");
    assert_eq!(fixture.finds(ada, "alpha beta").await, ["alpha and beta"]);
}
