//! What the devices do all day: write, repeat themselves, break off, sleep.

use std::sync::Arc;
use std::time::Duration;

use rand::rngs::StdRng;
use rand::{RngExt, SeedableRng};
use serde_json::json;
use tokio::time::sleep;
use uuid::Uuid;

use super::Plan;
use super::device::{Device, Order};
use super::outbox::Draft;
use super::rest::{Ask, Failure};
use super::room::uuid;
use crate::journal::{Fact, Journal, Via};

/// Few, so that people meet in them.
const EMOJI: [&str; 2] = ["👍", "🦀"];

/// Gives orders, until the plan is stopped.
pub async fn run(devices: Vec<Arc<Device>>, plan: Plan, seed: u64) {
    let mut random = StdRng::seed_from_u64(seed ^ 0x10ad);
    let mut count = 0_u64;
    while !plan.is_stopped() {
        sleep(Duration::from_secs_f64(random.random_range(0.5..1.5) / plan.messages_per_sec)).await;
        count += 1;
        let device = &devices[random.random_range(0..devices.len())];
        if let Some(order) = order(&mut random, device, count) {
            device.orders(order);
        }
    }
}

fn order(random: &mut StdRng, device: &Device, count: u64) -> Option<Order> {
    Some(match random.random_range(0..1_000) {
        0..30 => Order::Repeat,
        30..40 => Order::Reuse,
        40..80 => Order::Edit(format!("edited {count}")),
        80..100 => Order::Delete,
        136..186 => Order::React(EMOJI[random.random_range(0..EMOJI.len())]),
        186..216 => Order::TakeBack,
        216..256 => Order::Pin { pin: random.random_bool(0.6) },
        100..120 => Order::Sync(random.random_range(0..60)),
        120..126 => Order::Break { half_a_frame: random.random_bool(0.5) },
        126..129 => Order::Leave(Duration::from_millis(random.random_range(0..3_000))),
        129..132 => Order::Nap(Duration::from_millis(random.random_range(500..4_000))),
        132..134 => Order::Trickle(Duration::from_secs(2)),
        134..136 => Order::Flood(60),
        _ => Order::Say(draft(random, device, count)?),
    })
}

/// Something that nobody else says.
fn draft(random: &mut StdRng, device: &Device, count: u64) -> Option<Draft> {
    let chats = device.chats();
    let chat = *chats.get(random.random_range(0..chats.len().max(1)))?;
    // Mostly short, sometimes long: the bounds of mailboxes and batches are in bytes too.
    let filler = if random.random_bool(0.03) { "lorem ipsum ".repeat(random.random_range(20..300)) } else { String::new() };
    Some(Draft {
        chat,
        client_id: Uuid::from_u128(random.random()),
        body: format!("{count} from {} {filler}", device.id.0).trim_end().to_owned(),
    })
}

/// Sends by REST, one message after the other, each until it is answered for good, and some again.
pub async fn posts_by_rest(device: Arc<Device>, journal: Arc<Journal>, plan: Plan, seed: u64) {
    let mut random = StdRng::seed_from_u64(seed ^ 0x9e57);
    let mut count = 0;
    while !plan.is_stopped() {
        sleep(Duration::from_millis(random.random_range(200..1_500))).await;
        count += 1;
        let Some(draft) = draft(&mut random, &device, count) else { continue };
        let again = random.random_bool(0.1);
        post(&device, &journal, &draft).await;
        if again {
            post(&device, &journal, &draft).await;
        }
    }
}

/// Posts until there is a final answer.
pub async fn post(device: &Device, journal: &Journal, draft: &Draft) {
    let Draft { chat, client_id, body } = draft;
    loop {
        let Ok(token) = device.login.token(false).await else { return };
        journal.note(Fact::Sent { author: device.user(), via: Via::Rest, chat: *chat, client_id: *client_id, body: body.clone() });
        let ask = Ask {
            method: reqwest::Method::POST,
            path: format!("/chats/{chat}/messages"),
            token: Some(&token),
            body: Some(json!({"client_id": client_id, "body": body})),
        };
        match device.login.rest().tries(&ask).await {
            Ok((status, answer)) => {
                let (Some(message), Some(number)) = (uuid(&answer["id"]), answer["number"].as_i64()) else { return };
                let duplicate = status != 201;
                let seq = if duplicate { None } else { answer["seq"].as_i64() };
                let (author, chat, client_id) = (device.user(), *chat, *client_id);
                journal.note(Fact::Acked { author, chat, client_id, message, seq, number, duplicate: Some(duplicate) });
                return;
            }
            Err(Failure::Refused(refusal)) => {
                journal.note(Fact::Refused { client_id: *client_id, code: refusal.code });
                return;
            }
            Err(Failure::Later { code, after }) => {
                if let Some(code) = code {
                    device.counts.refusal(&code);
                    journal.note(Fact::Refused { client_id: *client_id, code });
                }
                sleep(after.unwrap_or(Duration::from_millis(200)).min(Duration::from_secs(1))).await;
            }
        }
    }
}
