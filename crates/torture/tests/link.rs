//! The link before PostgreSQL does what it says, seen by an ordinary client and a real PostgreSQL.

use std::{
    env, fs,
    path::PathBuf,
    sync::atomic::{AtomicU32, Ordering},
    time::{Duration, Instant},
};

use dialogo_testkit::PrivatePostgres;
use dialogo_torture::world::{CommitCut, DatabaseLink, Direction, LinkMode};
use futures_util::future::join_all;
use tokio::time::timeout;
use tokio_postgres::{Client, Config, NoTls};

/// Long enough to see that nothing comes.
const SILENCE: Duration = Duration::from_millis(200);

/// How long a test waits before it says that what it waited for did not come.
const PATIENCE: Duration = Duration::from_secs(30);

/// A PostgreSQL with an empty table `things (n)`, and a link before it.
struct Place {
    link: DatabaseLink,
    postgres: PrivatePostgres,
    directory: PathBuf,
}

impl Place {
    async fn new() -> Self {
        static COUNT: AtomicU32 = AtomicU32::new(0);
        let postgres = PrivatePostgres::create().await;
        let number = COUNT.fetch_add(1, Ordering::Relaxed);
        let directory = env::temp_dir().join(format!("dialogo-link-{}-{number}", std::process::id()));
        let link = DatabaseLink::open(&directory, &postgres.socket()).expect("a link");
        let place = Self { link, postgres, directory };
        place.straight().await.batch_execute("create table things (n int)").await.expect("a table");
        place
    }

    async fn straight(&self) -> Client {
        connect(&self.postgres.config()).await.expect("PostgreSQL answers")
    }

    async fn linked(&self) -> Client {
        self.try_linked().await.expect("the link passes")
    }

    async fn try_linked(&self) -> Result<Client, tokio_postgres::Error> {
        connect(&self.link.url().parse().expect("a URL")).await
    }

    async fn count(&self) -> i64 {
        self.straight().await.query_one("select count(*) from things", &[]).await.expect("a count").get(0)
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        fs::remove_dir_all(&self.directory).ok();
    }
}

async fn connect(config: &Config) -> Result<Client, tokio_postgres::Error> {
    let (client, connection) = config.connect(NoTls).await?;
    tokio::spawn(async move { connection.await.ok() });
    Ok(client)
}

/// Stores one thing in a transaction of its own.
async fn store(client: &mut Client) -> Result<(), tokio_postgres::Error> {
    let transaction = client.transaction().await?;
    // Leaves no prepared statement to be closed along with the COMMIT: PostgreSQL would answer to that first, and find nobody there.
    transaction.batch_execute("insert into things values (1)").await?;
    transaction.commit().await
}

/// The answers to so many questions that were asked without waiting.
async fn counts_to(client: &Client, count: i32) -> Vec<i32> {
    let statement = client.prepare("select $1::int").await.expect("a statement");
    let answers = (0..count).map(|n| {
        let statement = &statement;
        async move { client.query_one(statement, &[&n]).await.expect("an answer").get(0) }
    });
    join_all(answers).await
}

#[tokio::test]
async fn what_passes_is_unchanged() {
    let place = Place::new().await;
    let mut client = place.linked().await;
    store(&mut client).await.expect("is stored");
    assert_eq!(counts_to(&client, 500).await, (0..500).collect::<Vec<_>>());
    let long: String = client.query_one("select repeat('x', 3000000)", &[]).await.expect("an answer").get(0);
    assert_eq!((long.len(), place.count().await, place.link.connections()), (3_000_000, 1, 1));
}

#[tokio::test]
async fn a_commit_whose_answer_is_swallowed_is_committed_and_its_client_hears_an_error() {
    let place = Place::new().await;
    let (mut client, bystander) = (place.linked().await, place.linked().await);
    let trap = place.link.cut_commit(CommitCut::AfterTheAnswer);
    store(&mut client).await.expect_err("the answer is swallowed");
    assert!(trap.sprung().await);
    assert_eq!(place.count().await, 1);
    bystander.simple_query("select 1").await.expect("others are not cut");
    store(&mut place.linked().await).await.expect("the next commit passes");
}

#[tokio::test]
async fn a_commit_that_is_cut_at_once_is_committed_in_a_moment() {
    let place = Place::new().await;
    let mut client = place.linked().await;
    let trap = place.link.cut_commit(CommitCut::Unanswered);
    store(&mut client).await.expect_err("no answer comes");
    assert!(trap.sprung().await);
    let committed = async {
        while place.count().await == 0 {
            tokio::task::yield_now().await;
        }
    };
    timeout(PATIENCE, committed).await.expect("it is committed");
    assert_eq!(place.count().await, 1);
}

#[tokio::test]
async fn a_commit_that_does_not_arrive_is_not_committed() {
    let place = Place::new().await;
    let mut client = place.linked().await;
    let trap = place.link.cut_commit(CommitCut::BeforeItArrives);
    store(&mut client).await.expect_err("no answer comes");
    assert!(trap.sprung().await);
    // Waits for the transaction that was left, so that its end is known.
    place.straight().await.batch_execute("begin; lock table things in access exclusive mode").await.expect("its locks are gone");
    assert_eq!(place.count().await, 0);
}

#[tokio::test]
async fn a_trap_that_nobody_waits_for_is_not_set() {
    let place = Place::new().await;
    let mut client = place.linked().await;
    drop(place.link.cut_commit(CommitCut::AfterTheAnswer));
    let first = place.link.cut_after_bytes(Direction::Up, 0);
    let second = place.link.cut_after_bytes(Direction::Up, 1 << 20);
    assert!(!first.sprung().await, "another took its place");
    store(&mut client).await.expect("is stored");
    drop(second);
    store(&mut client).await.expect("is stored");
}

#[tokio::test]
async fn delay_keeps_the_order_and_takes_its_time() {
    let place = Place::new().await;
    let client = place.linked().await;
    let (least, jitter) = (Duration::from_millis(400), Duration::from_millis(100));
    place.link.set(LinkMode::Delay { latency: least + jitter, jitter });
    let began = Instant::now();
    assert_eq!(counts_to(&client, 500).await, (0..500).collect::<Vec<_>>());
    // The statement is prepared in one round trip, and the questions answered in another.
    assert!(began.elapsed() >= least * 4);
}

#[tokio::test]
async fn a_frozen_link_accepts_answers_nothing_and_loses_nothing() {
    let place = Place::new().await;
    let (mut client, other) = (place.linked().await, place.linked().await);
    place.link.set(LinkMode::Freeze);
    {
        let mut storing = Box::pin(store(&mut client));
        let mut counting = Box::pin(counts_to(&other, 500));
        let mut connecting = Box::pin(place.try_linked());
        timeout(SILENCE, &mut storing).await.expect_err("no answer");
        timeout(SILENCE, &mut counting).await.expect_err("no answer");
        timeout(SILENCE, &mut connecting).await.expect_err("no greeting, and no refusal");
        place.link.set(LinkMode::Pass);
        storing.await.expect("is stored");
        assert_eq!(counting.await, (0..500).collect::<Vec<_>>());
        connecting.await.expect("connects");
    }
    assert_eq!(place.count().await, 1);
}

#[tokio::test]
async fn a_cut_ends_all_connections_and_the_next_one_passes() {
    let place = Place::new().await;
    let [one, other] = [place.linked().await, place.linked().await];
    let sleeping = timeout(PATIENCE, one.simple_query("select pg_sleep(600)"));
    let (asked, ()) = tokio::join!(sleeping, async { place.link.cut() });
    asked.expect("hears of it").expect_err("is cut");
    other.simple_query("select 1").await.expect_err("is cut");
    counts_to(&place.linked().await, 3).await;
}

#[tokio::test]
async fn who_is_refused_hears_so_and_who_was_there_stays() {
    let place = Place::new().await;
    let client = place.linked().await;
    place.link.set(LinkMode::Refuse);
    place.try_linked().await.map(drop).expect_err("nobody gets through");
    client.simple_query("select 1").await.expect("stays");
    place.link.set(LinkMode::Pass);
    let connected = async {
        while place.try_linked().await.is_err() {
            tokio::task::yield_now().await;
        }
    };
    timeout(PATIENCE, connected).await.expect("the link is open again");
}

#[tokio::test]
async fn a_cut_after_bytes_comes_after_these_bytes() {
    for direction in [Direction::Up, Direction::Down] {
        let place = Place::new().await;
        let (client, bystander) = (place.linked().await, place.linked().await);
        let trap = place.link.cut_after_bytes(direction, 100_000);
        let text = "x".repeat(10_000);
        let mut passed = 0;
        while client.query_one("select $1::text", &[&text]).await.is_ok() {
            passed += 1;
        }
        assert!(trap.sprung().await);
        assert_eq!(passed, 9, "{direction:?}");
        bystander.simple_query("select 1").await.expect("only the one is cut");
    }
}

#[tokio::test]
async fn a_postgres_that_is_gone_ends_the_connections_and_comes_back_through_the_same_link() {
    let mut place = Place::new().await;
    let client = place.linked().await;
    place.postgres.kill().await;
    client.simple_query("select 1").await.expect_err("it is gone");
    place.try_linked().await.map(drop).expect_err("it is gone");
    place.postgres.start().await;
    place.linked().await.simple_query("select 1").await.expect("it is back");
}
