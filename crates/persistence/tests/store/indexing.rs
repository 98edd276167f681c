//! The index behind the search: that it misses nothing, whatever happens to whoever fills it.

use dialogo_domain::{Has, MessageSearch};
use dialogo_persistence::{DeleteChat, Store};
use dialogo_testkit::TestDatabase;

use crate::searching::words;
use crate::support::{Fixture, settings};

#[tokio::test]
async fn edited_messages_are_found_by_what_they_say_now_and_deleted_ones_not_at_all() {
    let fixture = Fixture::new().await;
    let ada = fixture.user("ada").await;
    let (chat, noise) = (fixture.chat(ada, "one").await, fixture.chat(ada, "noise").await);
    let said = fixture.says(ada, chat, "apple").await.message;
    let secret = fixture.says(ada, chat, "secret").await.message;
    fixture.buries(ada, noise).await;
    fixture.indexes().await;
    assert_eq!(fixture.finds(ada, "secret").await, ["secret"]);
    fixture.edits(ada, chat, said.id, "pear").await.expect("edited");
    fixture.deletes(ada, chat, secret.id).await.expect("deleted");
    // The index does not know it yet, but what is found is what is there.
    assert!(fixture.finds(ada, "apple").await.is_empty());
    assert!(fixture.finds(ada, "secret").await.is_empty());
    fixture.indexes().await;
    assert!(fixture.finds(ada, "apple").await.is_empty());
    assert!(fixture.finds(ada, "secret").await.is_empty());
    assert_eq!(fixture.finds(ada, "pear").await, ["pear"]);
}

#[tokio::test]
async fn what_was_erased_is_erased_from_the_index_too() {
    let database = TestDatabase::create().await;
    let fixture = Fixture::on(database.config(), &settings()).await;
    let ada = fixture.user("ada").await;
    let (chat, doomed) = (fixture.chat(ada, "one").await, fixture.chat(ada, "doomed").await);
    let secret = fixture.says(ada, chat, "secret").await.message;
    fixture.says(ada, doomed, "secret").await;
    fixture.indexes().await;
    let look = database.session().await;
    let blocks = |n: u8| format!("select count(*) = {n} from search_blocks where words @@ 'secret'::tsquery");
    look.sees(&blocks(2)).await;
    fixture.deletes(ada, chat, secret.id).await.expect("deleted");
    fixture.indexes().await;
    look.sees(&blocks(1)).await;
    fixture.writer.perform(DeleteChat { by: ada, chat_id: doomed }).await.expect("deleted");
    while fixture.store.purge_deleted_chats(10).await.expect("purged") > 0 {}
    look.sees(&blocks(0)).await;
    look.sees("select count(*) = 1 from search_positions").await;
}

#[tokio::test]
async fn a_word_that_nobody_says_any_more_is_forgotten_by_the_list_of_words() {
    let database = TestDatabase::create().await;
    let fixture = Fixture::on(database.config(), &settings()).await;
    let ada = fixture.user("ada").await;
    let (chat, noise) = (fixture.chat(ada, "one").await, fixture.chat(ada, "noise").await);
    let secret = fixture.says(ada, chat, "passphrase of the beginning").await.message;
    fixture.says(ada, chat, "another beginning").await;
    fixture.buries(ada, noise).await;
    fixture.indexes().await;
    let forgets = async || {
        for _ in 0..8 {
            fixture.store.forget_words(50).await.expect("looked through");
        }
    };
    let look = database.session().await;
    let words = |words: &str| format!("select array_agg(word order by word) = '{{{words}}}' from search_words where word !~ '^\\d'");
    forgets().await;
    look.sees(&words("another,beginning,filler,passphrase")).await;
    assert_eq!(fixture.finds(ada, "phrase").await.len(), 1);
    fixture.deletes(ada, chat, secret.id).await.expect("deleted");
    fixture.indexes().await;
    forgets().await;
    look.sees(&words("another,beginning,filler")).await;
    assert_eq!(fixture.finds(ada, "inning").await, ["another beginning"]);
    fixture.says(ada, chat, "a passphrase").await;
    fixture.indexes().await;
    look.sees(&words("another,beginning,filler,passphrase")).await;
}

#[tokio::test]
async fn files_are_found_behind_the_newest_messages_too() {
    let database = TestDatabase::create().await;
    let fixture = Fixture::on(database.config(), &settings()).await;
    let ada = fixture.user("ada").await;
    let (chat, noise) = (fixture.chat(ada, "one").await, fixture.chat(ada, "noise").await);
    fixture.says(ada, chat, "a picture").await;
    fixture.says(ada, chat, "no picture").await;
    database
        .session()
        .await
        .runs(
            "update messages set attachments = '[{\"id\": \"01890a5d-ac96-774b-bcce-b302099a8001\", \
        \"name\": \"a.png\", \"media_type\": \"image/png\", \"bytes\": 1, \"width\": null, \"height\": null, \"has_thumbnail\": false}]' \
        where body = 'a picture'",
        )
        .await;
    let with_files = MessageSearch { has: Some(Has::File), ..words("picture") };
    assert_eq!(fixture.finds_by(ada, &with_files).await, ["a picture"]);
    fixture.buries(ada, noise).await;
    fixture.indexes().await;
    assert_eq!(fixture.finds_by(ada, &with_files).await, ["a picture"]);
}

#[tokio::test]
async fn an_indexer_that_is_killed_in_a_step_goes_on_with_it() {
    let database = TestDatabase::create().await;
    let mut fixture = Fixture::on(database.config(), &settings()).await;
    let ada = fixture.user("ada").await;
    let (chat, noise) = (fixture.chat(ada, "one").await, fixture.chat(ada, "noise").await);
    fixture.says(ada, chat, "apple").await;
    fixture.indexes().await;
    fixture.says(ada, chat, "pear").await;
    fixture.buries(ada, noise).await;
    let holder = database.session().await;
    holder.runs("begin; lock table search_blocks in exclusive mode").await;
    let step = tokio::spawn({
        let store = fixture.store.clone();
        async move { store.index_chat(chat).await }
    });
    let waits =
        "from pg_stat_activity where wait_event_type = 'Lock' and query like 'insert into search_blocks%' and datname = current_database()";
    holder.sees(&format!("select count(*) = 1 {waits}")).await;
    holder.runs(&format!("select pg_terminate_backend(pid) {waits}")).await;
    step.await.expect("no panic").expect_err("killed");
    holder.runs("rollback").await;
    // Another process: it knows only what is in the database.
    fixture.store = Store::new(database.config(), &settings()).expect("a store");
    assert!(fixture.finds(ada, "pear").await.is_empty(), "nothing of the step was kept");
    fixture.indexes().await;
    assert_eq!(fixture.finds(ada, "pear").await, ["pear"]);
    assert_eq!(fixture.finds(ada, "apple").await, ["apple"]);
}

#[tokio::test]
async fn two_that_fill_the_index_at_once_take_turns_in_a_chat() {
    let fixture = Fixture::new().await;
    let ada = fixture.user("ada").await;
    let chat = fixture.chat(ada, "one").await;
    fixture.says(ada, chat, "apple").await;
    fixture.buries(ada, chat).await;
    let (one, other) = tokio::join!(async { while fixture.store.index_chat(chat).await.expect("indexed") {} }, async {
        while fixture.store.index_chat(chat).await.expect("indexed") {}
    },);
    assert_eq!((one, other), ((), ()));
    assert_eq!(fixture.finds(ada, "apple").await, ["apple"]);
    assert!(fixture.store.chats_to_index(10).await.expect("read").is_empty());
}

#[tokio::test]
async fn a_chat_has_to_be_indexed_only_when_something_happened_in_it() {
    let fixture = Fixture::new().await;
    let [ada, bob] = [fixture.user("ada").await, fixture.user("bob").await];
    let chat = fixture.chat(ada, "one").await;
    assert!(fixture.store.chats_to_index(10).await.expect("read").is_empty(), "nothing was said");
    fixture.says(ada, chat, "apple").await;
    assert_eq!(fixture.store.chats_to_index(10).await.expect("read"), [chat]);
    fixture.indexes().await;
    fixture.joins(bob, chat).await;
    fixture.indexes().await;
    assert!(fixture.store.chats_to_index(10).await.expect("read").is_empty());
}

#[tokio::test]
async fn no_text_is_too_much_for_the_index() {
    let fixture = Fixture::new().await;
    let ada = fixture.user("ada").await;
    let (chat, noise) = (fixture.chat(ada, "one").await, fixture.chat(ada, "noise").await);
    for block in 0..32_u32 {
        let body: String = (0..4_000).filter_map(|n| char::from_u32(0x20000 + (n * 17 + block * 331) % 40_000)).collect();
        fixture.says(ada, chat, &body).await;
    }
    fixture.says(ada, chat, &"word ".repeat(700)).await;
    fixture.buries(ada, noise).await;
    fixture.indexes().await;
    assert_eq!(fixture.page(ada, &words("wor"), None, 10).await.0.len(), 1);
    assert!(!fixture.page(ada, &words("\u{20000}"), None, 10).await.0.is_empty());
}
