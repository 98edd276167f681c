//! What all lists share: limits and cursors.

use crate::support::{Person, TestServer};

const LISTS: [&str; 2] = ["/chats", "/users/me/chats"];

/// A cursor of bob's own list of chats.
async fn a_cursor(bob: &Person) -> String {
    let page = bob.get("/users/me/chats?limit=1").await.is(200);
    page["next_cursor"].as_str().expect("another page").to_owned()
}

async fn bob_with_three_chats(server: &TestServer) -> Person {
    let bob = server.user("bob").await;
    for name in ["one", "two", "three"] {
        bob.creates_chat(name).await;
    }
    bob
}

#[tokio::test]
async fn a_limit_is_1_to_100() {
    let server = TestServer::start().await;
    let bob = bob_with_three_chats(&server).await;
    let chat = bob.creates_chat("four").await;
    let lists = [LISTS.map(str::to_owned).to_vec(), vec![format!("/chats/{chat}/members"), format!("/chats/{chat}/messages")]].concat();
    for list in lists {
        for limit in ["0", "101", "-1", "1e9", "abc", "1.5", "", "99999999999999999999"] {
            let answer = bob.get(&format!("{list}?limit={limit}")).await;
            assert_eq!(answer.refused_fields(), ["limit"], "{list} {limit:?}");
        }
        for limit in [1, 100] {
            bob.get(&format!("{list}?limit={limit}")).await.is(200);
        }
    }
}

#[tokio::test]
async fn a_cursor_that_nobody_was_given_is_400() {
    let server = TestServer::start().await;
    let bob = bob_with_three_chats(&server).await;
    for list in LISTS {
        for cursor in ["garbage", "AAAA", "%F0%9F%98%80", "%00", "'", &"A".repeat(3_000)] {
            bob.get(&format!("{list}?cursor={cursor}")).await.is_problem(400, "bad_request");
        }
    }
}

#[tokio::test]
async fn a_cursor_with_a_flipped_byte_is_400_wherever_it_is_flipped() {
    let server = TestServer::start().await;
    let bob = bob_with_three_chats(&server).await;
    let cursor = a_cursor(&bob).await;
    bob.get(&format!("/users/me/chats?cursor={cursor}")).await.is(200);
    for at in 0..cursor.len() {
        let other = if &cursor[at..=at] == "A" { "B" } else { "A" };
        let flipped = format!("{}{other}{}", &cursor[..at], &cursor[at + 1..]);
        bob.get(&format!("/users/me/chats?cursor={flipped}")).await.is_problem(400, "bad_request");
    }
}

#[tokio::test]
async fn a_cursor_is_good_for_one_list_of_one_user() {
    let server = TestServer::start().await;
    let bob = bob_with_three_chats(&server).await;
    let cursor = a_cursor(&bob).await;
    let ada = server.user("ada").await;
    ada.get(&format!("/users/me/chats?cursor={cursor}")).await.is_problem(400, "bad_request");
    bob.get(&format!("/chats?cursor={cursor}")).await.is_problem(400, "bad_request");
    let page = ada.get("/chats?order=name&limit=1").await.is(200);
    let by_name = page["next_cursor"].as_str().expect("another page");
    ada.get(&format!("/chats?order=name&cursor={by_name}")).await.is(200);
    ada.get(&format!("/chats?order=members&cursor={by_name}")).await.is_problem(400, "bad_request");
}

#[tokio::test]
async fn ones_chats_page_by_page_are_all_of_them_once() {
    let server = TestServer::start().await;
    let bob = bob_with_three_chats(&server).await;
    let first = bob.get("/users/me/chats?limit=2").await.is(200);
    let cursor = first["next_cursor"].as_str().expect("another page");
    let second = bob.get(&format!("/users/me/chats?limit=2&cursor={cursor}")).await.is(200);
    assert!(second["next_cursor"].is_null());
    let names = |page: &serde_json::Value| -> Vec<String> {
        page["items"].as_array().expect("items").iter().map(|chat| chat["name"].as_str().expect("a name").to_owned()).collect()
    };
    assert_eq!([names(&first), names(&second)].concat(), ["three", "two", "one"]);
}
