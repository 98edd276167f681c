//! The clients: people with devices that follow the protocol, write, come and go, and note all that they see.

mod account;
mod churn;
mod counts;
mod device;
mod load;
mod mirror;
mod outbox;
mod plan;
mod rest;
mod room;
mod session;
mod strike;
mod wire;

use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::Duration;

use anyhow::{Result, anyhow};
use futures_util::future::{join_all, try_join_all};
use serde_json::json;
use tokio::task::JoinSet;
use tokio::time::{Instant, sleep};
use uuid::Uuid;

pub use account::{Login, Person};
pub use counts::{Count, Counts};
pub use device::Device;
pub use plan::{HEARTBEAT_SECS, Plan};
pub use rest::{Refusal, Rest};
pub use room::{Members, Message, Reactions, Settings, Snapshot, uuid};

use crate::check::Held;
use crate::journal::{DeviceId, Journal};
use crate::world::Door;

/// All clients.
pub struct Fleet {
    plan: Plan,
    seed: u64,
    rest: Rest,
    target: Door,
    journal: Arc<Journal>,
    /// What was counted.
    pub counts: Arc<Counts>,
    people: Vec<Person>,
    /// One log-in a person, for what is not a device's.
    logins: Vec<Arc<Login>>,
    devices: Vec<Arc<Device>>,
    tasks: JoinSet<()>,
    load: JoinSet<()>,
}

impl Fleet {
    /// Registers everybody, makes the chats, lets people join, and starts the devices; nobody says anything yet.
    pub async fn assemble(plan: Plan, seed: u64, target: Door, journal: Arc<Journal>) -> Result<Self> {
        let rest = Rest::new(target.clone());
        let password = format!("correct horse {}", Uuid::from_u128(u128::from(seed)));
        let register = (0..plan.people).map(|n| Person::registers(&rest, format!("person{n}"), password.clone()));
        let people = try_join_all(register).await.map_err(|refusal| anyhow!("nobody can register: {refusal:?}"))?;
        let logins: Vec<Arc<Login>> = people.iter().map(|person| Arc::new(Login::new(person.clone(), rest.clone()))).collect();
        let mut fleet = Self {
            seed,
            rest,
            target,
            journal,
            counts: Arc::default(),
            people,
            logins,
            devices: Vec::new(),
            tasks: JoinSet::new(),
            load: JoinSet::new(),
            plan,
        };
        fleet.makes_chats().await?;
        fleet.starts_devices();
        Ok(fleet)
    }

    async fn makes_chats(&self) -> Result<()> {
        let make = (0..self.plan.chats).map(async |n| {
            let (owner, people) = (n % self.people.len(), self.people.len());
            let refused = |refusal: Refusal| anyhow!("a chat cannot be made: {refusal:?}");
            let token = self.logins[owner].token(false).await.map_err(refused)?;
            let chat =
                self.rest.posts(Some(&token), "/chats".to_owned(), Some(json!({"name": format!("chat {n}")}))).await.map_err(refused)?;
            let chat = uuid(&chat["id"]).ok_or_else(|| anyhow!("a chat without an id"))?;
            // Each chat has other people in it: a stride that the number of people does not share spreads them.
            let joining =
                (1..self.plan.members_per_chat).map(|step| (owner + step * (1 + n / people)) % people).filter(|who| *who != owner);
            for who in joining {
                let token = self.logins[who].token(false).await.map_err(refused)?;
                self.rest.posts(Some(&token), format!("/chats/{chat}/join"), None).await.map_err(refused)?;
            }
            Ok::<_, anyhow::Error>(())
        });
        join_all(make).await.into_iter().collect()
    }

    fn starts_devices(&mut self) {
        for n in 0..self.plan.devices() {
            let person = self.people[n % self.people.len()].clone();
            let login = Login::new(person, self.rest.clone());
            let (device, to_do) = Device::new(
                DeviceId(n),
                login,
                self.target.clone(),
                self.plan.clone(),
                Arc::clone(&self.journal),
                Arc::clone(&self.counts),
            );
            let seed = self.seed.wrapping_mul(1_000_003).wrapping_add(n as u64);
            self.tasks.spawn(session::Session::new(Arc::clone(&device), to_do, seed).run());
            self.devices.push(device);
        }
    }

    /// The devices.
    pub fn devices(&self) -> &[Arc<Device>] {
        &self.devices
    }

    /// People talk, come and go from now on.
    pub fn starts_to_live(&mut self) {
        self.load.spawn(load::run(self.devices.clone(), self.plan.clone(), self.seed));
        for (n, device) in self.devices.iter().enumerate().filter(|(n, _)| n % 4 == 0) {
            self.load.spawn(load::posts_by_rest(Arc::clone(device), Arc::clone(&self.journal), self.plan.clone(), self.seed + n as u64));
        }
        self.load.spawn(churn::run(self.logins.clone(), self.plan.clone(), Arc::clone(&self.counts), self.seed));
    }

    /// Nobody begins anything new; what is under way goes on.
    pub async fn stops_to_live(&mut self) {
        self.plan.stop();
        while self.load.join_next().await.is_some() {}
    }

    /// Waits until every device takes part and has nothing left to say; says which did not within `patience`.
    pub async fn comes_to_rest(&self, patience: Duration) -> Vec<String> {
        let deadline = Instant::now() + patience;
        loop {
            let restless = self.devices.iter().filter_map(|device| restless(device)).collect::<Vec<_>>();
            if restless.is_empty() || Instant::now() > deadline {
                return restless;
            }
            sleep(Duration::from_millis(50)).await;
        }
    }

    /// What the server tells each person now, from the first message on.
    pub async fn fetched_afresh(&self) -> Vec<Held> {
        let fetch = self.logins.iter().map(async |login| {
            let token = login.token(false).await?;
            let mut rooms = BTreeMap::new();
            for chat in self.rest.all(&token, "/users/me/chats").await?.iter().filter_map(|chat| uuid(&chat["id"])) {
                let token = login.token(false).await?;
                let mut snapshot = self.rest.snapshot(&token, chat).await?;
                (snapshot.first, snapshot.messages) = (1, self.rest.history(&token, chat, 1).await?);
                rooms.insert(chat, (None, snapshot));
            }
            Ok::<_, Refusal>(Held { device: None, who: format!("{} by REST", login.person().username), user: login.person().id, rooms })
        });
        // A refusal here leaves somebody without chats, which the comparison tells.
        let held = join_all(fetch).await.into_iter().zip(&self.people);
        held.map(|(held, person)| {
            held.unwrap_or_else(|refusal| Held { device: None, who: format!("{refusal:?}"), user: person.id, rooms: BTreeMap::new() })
        })
        .collect()
    }

    /// Ends all devices where they stand.
    pub async fn ends(&mut self) {
        self.tasks.shutdown().await;
    }
}

/// Why a device is not at rest yet.
fn restless(device: &Device) -> Option<String> {
    let known = device.known();
    let why = if !known.is_present {
        "is not connected and ready".to_owned()
    } else if !known.outbox.is_empty() {
        format!("has {} messages without an answer", known.outbox.len())
    } else if known.changing > 0 {
        format!("has {} changes without an answer", known.changing)
    } else {
        return None;
    };
    Some(format!("device {} {why}", device.id.0))
}
