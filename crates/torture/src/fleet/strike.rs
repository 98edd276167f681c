//! Faults that clients bring about themselves.

use std::sync::Arc;
use std::time::{Duration, Instant};

use futures_util::future::join_all;
use rand::RngExt;
use rand::rngs::SmallRng;
use tokio::time::sleep;
use uuid::Uuid;

use super::device::{Device, Order};
use super::load::post;
use super::outbox::Draft;
use super::{Fleet, Login, churn};
use crate::faults::{Fault, Outcome};

/// How long clients misbehave.
const SPELL: Duration = Duration::from_secs(5);

impl Fleet {
    /// Does it, and returns when it is over. Faults that are not the fleet's are skipped.
    pub async fn strikes(&self, fault: Fault, random: &mut SmallRng) -> Outcome {
        let began = Instant::now();
        let (what, skipped) = match self.misbehaves(fault, random).await {
            Ok(what) => (what, None),
            Err(reason) => (String::new(), Some(reason)),
        };
        let healed = Instant::now();
        Outcome { fault, what, began, healed, ready: healed, complaints: Vec::new(), skipped }
    }

    async fn misbehaves(&self, fault: Fault, random: &mut SmallRng) -> Result<String, String> {
        Ok(match fault {
            Fault::SlowConsumers => self.one_in_ten(random, SPELL, || Order::Nap(SPELL)).await,
            Fault::TinyReaders => self.one_in_ten(random, SPELL, || Order::Trickle(SPELL)).await,
            Fault::HalfOpen => {
                let silence = self.plan.silence_max() + Duration::from_secs(3);
                self.one_in_ten(random, silence, || Order::Nap(silence)).await
            }
            Fault::FarBehind => self.one_in_ten(random, Duration::from_secs(1), || Order::Leave(2 * SPELL)).await,
            Fault::Flood => self.one_in_ten(random, Duration::from_secs(1), || Order::Flood(400)).await,
            Fault::MassReconnect => {
                self.devices.iter().for_each(|device| device.orders(Order::Break { half_a_frame: false }));
                format!("{} links broken at once", self.devices.len())
            }
            Fault::ClientLinkCut => {
                for _ in 0..40 {
                    self.any(random).orders(Order::Break { half_a_frame: true });
                    sleep(Duration::from_millis(50)).await;
                }
                "40 links cut in the middle of a frame".to_owned()
            }
            Fault::Churn => {
                let hectic = self.plan.hectic();
                let churning = churn::run(self.logins.clone(), hectic.clone(), Arc::clone(&self.counts), random.random());
                let ending = async {
                    sleep(SPELL).await;
                    hectic.stop();
                };
                tokio::join!(churning, ending);
                format!("{} changes a second", hectic.changes_per_sec)
            }
            Fault::SameClientId => self.echoes(random).await?,
            Fault::LoginStorm => {
                let logins = self.people.iter().map(|person| Login::new(person.clone(), self.rest.clone()));
                let all = join_all(logins.map(|login| async move { login.token(true).await.is_ok() })).await;
                format!("{} of {} logged in anew", all.iter().filter(|done| **done).count(), all.len())
            }
            _ => return Err("not for the clients to do".to_owned()),
        })
    }

    async fn one_in_ten(&self, random: &mut SmallRng, spell: Duration, order: impl Fn() -> Order) -> String {
        let struck = self.devices.iter().skip(random.random_range(0..10)).step_by(10);
        let count = struck.inspect(|device| device.orders(order())).count();
        sleep(spell).await;
        format!("{count} devices")
    }

    async fn echoes(&self, random: &mut SmallRng) -> Result<String, String> {
        let device = self.any(random);
        let Some(chat) = device.chats().first().copied() else { return Err("the chosen one is in no chat".to_owned()) };
        let draft = Draft { chat, client_id: Uuid::from_u128(random.random()), body: "an echo".to_owned() };
        let siblings: Vec<_> = self.devices.iter().filter(|other| other.user() == device.user()).collect();
        siblings.iter().cycle().take(25).for_each(|sibling| sibling.orders(Order::Say(draft.clone())));
        join_all((0..25).map(|_| post(device, &self.journal, &draft))).await;
        Ok(format!("one message sent 50 times over {} sockets and REST", siblings.len()))
    }

    fn any(&self, random: &mut SmallRng) -> &Arc<Device> {
        &self.devices[random.random_range(0..self.devices.len())]
    }
}
