//! Who is in which chat changes all the time: joins, leaves, removals, bans, hand-overs, new names, chats that end.

use std::sync::Arc;
use std::time::Duration;

use rand::rngs::StdRng;
use rand::{RngExt, SeedableRng};
use reqwest::Method;
use serde_json::{Value, json};
use tokio::task::JoinSet;
use tokio::time::sleep;
use uuid::Uuid;

use super::rest::Ask;
use super::room::uuid;
use super::{Counts, Login, Plan, Refusal};

/// Changes that may be under way at once.
const AT_ONCE: usize = 8;

/// Changes things, until the plan is stopped.
pub async fn run(logins: Vec<Arc<Login>>, plan: Plan, counts: Arc<Counts>, seed: u64) {
    let mut random = StdRng::seed_from_u64(seed ^ 0xc4u64);
    let mut changes = JoinSet::new();
    while !plan.is_stopped() {
        sleep(Duration::from_secs_f64(random.random_range(0.5..1.5) / plan.changes_per_sec)).await;
        if changes.len() >= AT_ONCE {
            changes.join_next().await;
        }
        let who = random.random_range(0..logins.len());
        let other = random.random_range(0..logins.len());
        let (login, other) = (Arc::clone(&logins[who]), logins[other].person().id);
        let (what, dice, counts) = (random.random_range(0..100), random.random::<u64>(), Arc::clone(&counts));
        changes.spawn(async move {
            // Refusals are answers like any other here: the chosen one may just have left.
            if change(&login, other, what, dice).await.is_ok() {
                counts.changes.add(1);
            }
        });
    }
    while changes.join_next().await.is_some() {}
}

async fn change(login: &Login, other: Uuid, what: u32, dice: u64) -> Result<(), Refusal> {
    let (token, rest) = (login.token(false).await?, login.rest());
    let call = async |method: Method, path: String, body: Option<Value>| rest.asks(Ask { method, path, token: Some(&token), body }).await;
    let mine = rest.all(&token, "/users/me/chats").await?;
    let chosen = |chats: &[Value], owned: bool| {
        let fitting: Vec<Uuid> =
            chats.iter().filter(|chat| (chat["role"] == "owner") == owned).filter_map(|chat| uuid(&chat["id"])).collect();
        fitting.get(usize::try_from(dice % fitting.len().max(1) as u64).unwrap_or_default()).copied()
    };
    match what {
        0..35 => {
            let foreign = rest.all(&token, "/chats").await?;
            if let Some(chat) = chosen(&foreign, false) {
                call(Method::POST, format!("/chats/{chat}/join"), None).await?;
            }
        }
        35..60 => {
            if let Some(chat) = chosen(&mine, false) {
                call(Method::POST, format!("/chats/{chat}/leave"), None).await?;
            }
        }
        60..75 => {
            if let Some(chat) = chosen(&mine, true).filter(|_| other != login.person().id) {
                let (method, path, body) = match what {
                    60..67 => (Method::DELETE, format!("/chats/{chat}/members/{other}"), None),
                    67..71 => (Method::PUT, format!("/chats/{chat}/bans/{other}"), Some(json!({"remove_messages": true}))),
                    _ => (Method::DELETE, format!("/chats/{chat}/bans/{other}"), None),
                };
                call(method, path, body).await?;
            }
        }
        75..82 => {
            if let Some(chat) = chosen(&mine, true) {
                call(Method::PUT, format!("/chats/{chat}/owner"), Some(json!({"user_id": other}))).await?;
            }
        }
        82..92 => {
            if let Some(chat) = chosen(&mine, true) {
                call(Method::PATCH, format!("/chats/{chat}"), Some(json!({"name": format!("renamed {dice}")}))).await?;
            }
        }
        92..97 => {
            call(Method::PATCH, "/users/me".to_owned(), Some(json!({"display_name": format!("Name {}", dice % 10_000)}))).await?;
        }
        97..99 => {
            call(Method::POST, "/chats".to_owned(), Some(json!({"name": format!("new {dice}")}))).await?;
        }
        _ => {
            if let Some(chat) = chosen(&mine, true) {
                call(Method::DELETE, format!("/chats/{chat}"), None).await?;
            }
        }
    }
    Ok(())
}
