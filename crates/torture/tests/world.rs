//! A world stands up, and gets up again. Needs the program: `cargo build -p dialogo-server`.

use std::{env, path::PathBuf};

use dialogo_torture::{
    faults::{Fault, Scale},
    world::{HealthWatch, Probe, World, WorldOptions},
};
use rand::{SeedableRng, rngs::SmallRng};

fn program() -> PathBuf {
    let beside = || {
        let test = env::current_exe().expect("a path");
        test.ancestors().nth(2).expect("target/debug/deps/test").join("dialogo")
    };
    let program = env::var_os("DIALOGO_BIN").map_or_else(beside, PathBuf::from);
    assert!(program.exists(), "there is no {}: cargo build -p dialogo-server", program.display());
    program
}

async fn world() -> World {
    World::start(WorldOptions::new(program())).await.expect("a world")
}

async fn status(address: std::net::SocketAddr, path: &str) -> Option<u16> {
    let answer = reqwest::get(format!("http://{address}{path}")).await.ok()?;
    Some(answer.status().as_u16())
}

#[tokio::test(flavor = "multi_thread")]
async fn a_killed_server_is_gone_and_another_one_opens_the_door() {
    let mut world = world().await;
    let (mut door, first) = (world.door(), world.address());
    assert_eq!(status(first, "/health/ready").await, Some(200));
    let vitals = world.vitals().expect("it runs");
    assert!(vitals.rss_bytes > 1 << 20 && vitals.rss_peak_bytes >= vitals.rss_bytes && vitals.fds > 3 && vitals.threads > 1, "{vitals:?}");
    world.kill().await.expect("is killed");
    assert!(!world.is_up() && world.vitals().is_err());
    assert_eq!(status(first, "/health/live").await, None);
    world.start_server().await.expect("starts");
    assert_eq!(status(door.changed().await, "/health/ready").await, Some(200));
    let exit = world.restart().await.expect("restarts");
    assert!(exit.status.success(), "{exit:?}");
    assert_eq!(status(world.address(), "/health/ready").await, Some(200));
}

#[tokio::test(flavor = "multi_thread")]
async fn two_processes_serve_while_one_takes_over() {
    let mut world = world().await;
    let first = world.address();
    let second = world.start_successor().await.expect("another one starts");
    assert_eq!(world.address(), first);
    for address in [first, second] {
        assert_eq!(status(address, "/health/ready").await, Some(200));
    }
    world.hand_over().await.expect("the first one ends");
    assert_eq!(world.address(), second);
    assert_eq!(status(first, "/health/live").await, None);
    assert_eq!(status(second, "/health/ready").await, Some(200));
}

#[tokio::test(flavor = "multi_thread")]
async fn after_a_fault_the_world_is_whole() {
    let mut world = world().await;
    let watch = HealthWatch::start(&world.door()).expect("a watch");
    let mut rng = SmallRng::seed_from_u64(1);
    for fault in [Fault::ServerKilled, Fault::PostgresKilled, Fault::PostgresRestarted, Fault::TableRewritten, Fault::Flood] {
        let outcome = fault.inject(&mut world, Scale::Short, &mut rng).await.expect("can be done");
        assert_eq!(outcome.complaints, [""; 0], "{outcome}");
        assert_eq!(outcome.skipped.is_some(), fault == Fault::Flood, "{outcome}");
        assert!(outcome.began <= outcome.healed && outcome.healed <= outcome.ready);
        assert_eq!(status(world.address(), "/health/ready").await, Some(200));
    }
    assert_eq!(watch.transitions().first().map(|seen| (seen.probe, seen.status)), Some((Probe::Live, Some(200))));
}

#[tokio::test(flavor = "multi_thread")]
async fn nothing_is_left_of_a_world_unless_it_is_kept() {
    let mut world = world().await;
    let (scratch, address) = (world.scratch().to_path_buf(), world.address());
    assert!(scratch.join("server-1.log").exists());
    assert_eq!(world.keep(), scratch);
    drop(world);
    assert_eq!(status(address, "/health/live").await, None);
    assert!(scratch.join("server-1.log").exists());
    std::fs::remove_dir_all(&scratch).expect("is removed");
    let world = self::world().await;
    let scratch = world.scratch().to_path_buf();
    drop(world);
    assert!(!scratch.exists());
}
