//! The private PostgreSQL, with real binaries and real deaths. Runs as root and as an ordinary user alike.

use std::{
    env, fs,
    os::unix::process::CommandExt,
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
};

use dialogo_persistence::embedded::{Binaries, Cluster, Embedded, EmbeddedError, EmbeddedSettings, cluster_name, processes_of};
use nix::{
    sys::signal::{Signal, kill},
    unistd::Pid,
};
use tokio_postgres::{Client, Config, NoTls};
use uuid::Uuid;

/// Where the binaries are on machines that have them in no usual place.
fn bin_dir() -> Option<PathBuf> {
    env::var_os("DIALOGO__DATABASE__BIN_DIR").map(PathBuf::from)
}

/// A data directory that goes with the test.
struct DataDir(PathBuf);

impl DataDir {
    fn new() -> Self {
        Self(env::temp_dir().join(format!("dialogo-embedded-{}", Uuid::now_v7().simple())))
    }

    fn settings(&self) -> EmbeddedSettings {
        EmbeddedSettings { data_dir: self.0.clone(), bin_dir: bin_dir() }
    }

    fn processes(&self) -> Vec<Pid> {
        processes_of(&cluster_name(&self.0))
    }

    fn postmaster(&self) -> Pid {
        let file = fs::read_to_string(self.0.join("postgres/postmaster.pid")).expect("PostgreSQL runs");
        Pid::from_raw(file.lines().next().expect("has a line").parse().expect("is a number"))
    }
}

impl Drop for DataDir {
    fn drop(&mut self) {
        for pid in self.processes() {
            kill(pid, Signal::SIGKILL).ok();
        }
        fs::remove_dir_all(self.0.join("postgres")).ok();
        // Without data, any cluster can be opened there, and knows where its socket was.
        if let Ok(cluster) = Cluster::open(&self.0, bin_dir().as_deref()) {
            cluster.remove_sockets();
        }
        fs::remove_dir_all(&self.0).ok();
    }
}

async fn connect(config: &Config) -> Result<Client, tokio_postgres::Error> {
    let (client, connection) = config.connect(NoTls).await?;
    tokio::spawn(async move { connection.await.ok() });
    Ok(client)
}

/// Connects as soon as that works.
async fn connect_again(config: &Config) -> Client {
    loop {
        if let Ok(client) = connect(config).await {
            return client;
        }
        tokio::task::yield_now().await;
    }
}

async fn store_one(config: &Config) {
    let client = connect(config).await.expect("connects");
    client.batch_execute("create table if not exists kept (n int); insert into kept values (1)").await.expect("is stored");
}

async fn count(client: &Client) -> i64 {
    client.query_one("select count(*) from kept", &[]).await.expect("is counted").get(0)
}

async fn refusal(settings: EmbeddedSettings) -> EmbeddedError {
    Embedded::start(settings).await.expect_err("it does not start")
}

#[tokio::test]
async fn starts_from_nothing_and_keeps_its_data_over_a_restart() {
    let dir = DataDir::new();
    let postgres = Embedded::start(dir.settings()).await.expect("starts");
    store_one(&postgres.config()).await;
    postgres.stop().await;
    assert_eq!(dir.processes(), []);

    let postgres = Embedded::start(dir.settings()).await.expect("starts again");
    assert_eq!(count(&connect(&postgres.config()).await.expect("connects")).await, 1);
    postgres.stop().await;
}

#[tokio::test]
async fn writes_to_the_disk_and_listens_on_no_port() {
    let dir = DataDir::new();
    let postgres = Embedded::start(dir.settings()).await.expect("starts");
    let client = connect(&postgres.config()).await.expect("connects");
    for (setting, expected) in [
        ("fsync", "on"),
        ("full_page_writes", "on"),
        ("synchronous_commit", "on"),
        ("data_checksums", "on"),
        ("listen_addresses", ""),
        ("server_encoding", "UTF8"),
    ] {
        let found: String = client.query_one("select current_setting($1)", &[&setting]).await.expect("is read").get(0);
        assert_eq!(found, expected, "{setting}");
    }
    postgres.stop().await;
}

#[tokio::test]
async fn dropping_it_ends_it_and_frees_the_directory() {
    let dir = DataDir::new();
    drop(Embedded::start(dir.settings()).await.expect("starts"));
    while !dir.processes().is_empty() || matches!(lock_of(&dir), Err(EmbeddedError::InUse { .. })) {
        tokio::task::yield_now().await;
    }
    Embedded::start(dir.settings()).await.expect("starts again").stop().await;
}

fn lock_of(dir: &DataDir) -> Result<(), EmbeddedError> {
    dialogo_persistence::embedded::DirectoryLock::take(&dir.0).map(drop)
}

#[tokio::test]
async fn a_second_server_on_the_same_directory_is_refused_and_the_first_goes_on() {
    let dir = DataDir::new();
    let postgres = Embedded::start(dir.settings()).await.expect("starts");
    let error = refusal(dir.settings()).await;
    assert!(matches!(error, EmbeddedError::InUse { holder: Some(pid), .. } if pid == std::process::id()), "{error:?}");
    assert!(error.to_string().contains("DIALOGO__DATA_DIR"), "{error}");
    store_one(&postgres.config()).await;
    postgres.stop().await;
}

#[tokio::test]
async fn a_killed_postgres_comes_back_with_what_was_committed() {
    let dir = DataDir::new();
    let postgres = Embedded::start(dir.settings()).await.expect("starts");
    for _ in 0..3 {
        let client = connect_again(&postgres.config()).await;
        client.batch_execute("create table if not exists kept (n int); insert into kept values (1)").await.expect("is stored");
        kill(dir.postmaster(), Signal::SIGKILL).expect("is there to be killed");
        while client.simple_query("select 1").await.is_ok() {}
    }
    assert_eq!(count(&connect_again(&postgres.config()).await).await, 3);
    postgres.stop().await;
    assert_eq!(dir.processes(), []);
}

/// Names the data directory to [`the_owner`].
const OWNED: &str = "DIALOGO_TEST_OWNED_DATA_DIR";

/// Not a test: what [`Owner`] runs in a process of its own.
#[tokio::test]
#[ignore = "the other process of the tests below"]
async fn the_owner() {
    let Some(dir) = env::var_os(OWNED) else { return };
    let postgres = Embedded::start(EmbeddedSettings { data_dir: dir.into(), bin_dir: bin_dir() }).await.expect("starts");
    store_one(&postgres.config()).await;
    fs::write(Path::new(&env::var_os(OWNED).expect("is set")).join("stored"), "").expect("is written");
    std::future::pending::<()>().await;
}

/// A process with an [`Embedded`] in which something is stored.
struct Owner(Child);

impl Owner {
    async fn of(dir: &DataDir) -> Self {
        let mut command = Command::new(env::current_exe().expect("this test"));
        command.args(["--exact", "the_owner", "--ignored"]).env(OWNED, &dir.0).process_group(0);
        let mut child = command.stdout(Stdio::null()).spawn().expect("runs");
        while !dir.0.join("stored").exists() {
            assert!(child.try_wait().expect("is ours").is_none(), "the owner broke");
            tokio::task::yield_now().await;
        }
        Self(child)
    }

    fn kill(mut self) {
        self.0.kill().expect("is there to be killed");
        self.0.wait().expect("is ours");
    }
}

#[tokio::test]
async fn postgres_ends_by_itself_when_its_owner_is_killed() {
    let dir = DataDir::new();
    let owner = Owner::of(&dir).await;
    assert_ne!(dir.processes(), []);
    owner.kill();
    while cfg!(target_os = "linux") && !dir.processes().is_empty() {
        tokio::task::yield_now().await;
    }
}

#[tokio::test]
async fn starts_at_once_after_its_owner_was_killed() {
    let dir = DataDir::new();
    Owner::of(&dir).await.kill();
    let postgres = Embedded::start(dir.settings()).await.expect("starts over whatever was left");
    assert_eq!(count(&connect(&postgres.config()).await.expect("connects")).await, 1);
    postgres.stop().await;
}

#[tokio::test]
async fn starts_over_a_postgres_that_outlived_its_owner() {
    let dir = DataDir::new();
    let owner = Owner::of(&dir).await;
    let orphan = dir.postmaster();
    // Frozen, it cannot hear that its owner died.
    kill(orphan, Signal::SIGSTOP).expect("stops");
    owner.kill();
    assert!(dir.processes().contains(&orphan));
    kill(orphan, Signal::SIGCONT).expect("goes on");
    let postgres = Embedded::start(dir.settings()).await.expect("starts");
    assert_ne!(dir.postmaster(), orphan);
    assert_eq!(count(&connect(&postgres.config()).await.expect("connects")).await, 1);
    postgres.stop().await;
}

#[tokio::test]
async fn starts_after_owner_and_postgres_were_killed_together() {
    let dir = DataDir::new();
    let owner = Owner::of(&dir).await;
    let postmaster = dir.postmaster();
    kill(postmaster, Signal::SIGSTOP).expect("stops");
    owner.kill();
    kill(postmaster, Signal::SIGKILL).expect("is there to be killed");
    assert!(dir.0.join("postgres/postmaster.pid").exists());
    let postgres = Embedded::start(dir.settings()).await.expect("starts over the stale file");
    assert_eq!(count(&connect(&postgres.config()).await.expect("connects")).await, 1);
    postgres.stop().await;
}

#[tokio::test]
async fn starts_over_a_stale_pid_file_whose_number_is_now_another_programs() {
    let dir = DataDir::new();
    Embedded::start(dir.settings()).await.expect("starts").stop().await;
    let mut other = Command::new("sleep").arg("1000").spawn().expect("runs");
    fs::write(dir.0.join("postgres/postmaster.pid"), format!("{}\n", other.id())).expect("is written");
    let started = Embedded::start(dir.settings()).await;
    other.kill().and_then(|()| other.wait()).expect("ends");
    started.expect("starts").stop().await;
}

#[tokio::test]
async fn an_interrupted_initdb_leaves_nothing_in_the_way() {
    let dir = DataDir::new();
    fs::create_dir_all(dir.0.join("postgres.unfinished/base")).expect("is made");
    Embedded::start(dir.settings()).await.expect("starts").stop().await;
    assert!(!dir.0.join("postgres.unfinished").exists());
}

#[tokio::test]
async fn a_folder_without_binaries_is_named() {
    let dir = DataDir::new();
    let error = refusal(EmbeddedSettings { bin_dir: Some("/nowhere/bin".into()), ..dir.settings() }).await.to_string();
    assert!(error.starts_with("/nowhere/bin holds no PostgreSQL server binaries"), "{error}");
    assert!(error.contains("DIALOGO__DATABASE__BIN_DIR"), "{error}");
}

#[tokio::test]
async fn data_of_another_version_are_refused_with_both_versions_named() {
    let dir = DataDir::new();
    Embedded::start(dir.settings()).await.expect("starts").stop().await;
    fs::write(dir.0.join("postgres/PG_VERSION"), "7\n").expect("is written");
    let error = refusal(dir.settings()).await.to_string();
    let ours = Binaries::find(bin_dir().as_deref(), None).expect("there are some");
    assert!(error.contains("written by PostgreSQL 7") && error.contains(&format!("are version {}", ours.major())), "{error}");
    assert!(error.contains("apt-get install postgresql-7"), "{error}");
}

#[tokio::test]
async fn a_directory_that_postgres_did_not_make_is_left_alone() {
    let dir = DataDir::new();
    fs::create_dir_all(dir.0.join("postgres/holiday-photos")).expect("is made");
    assert!(matches!(refusal(dir.settings()).await, EmbeddedError::NotACluster(_) | EmbeddedError::NotOurs { .. }));
    assert!(dir.0.join("postgres/holiday-photos").exists());
}

#[tokio::test]
async fn as_root_a_directory_that_the_other_user_cannot_reach_is_refused_with_the_cure() {
    use std::os::unix::fs::PermissionsExt;
    if !nix::unistd::geteuid().is_root() {
        return;
    }
    let closed = DataDir::new();
    fs::create_dir(&closed.0).expect("is made");
    fs::set_permissions(&closed.0, fs::Permissions::from_mode(0o700)).expect("is closed");
    let error = refusal(EmbeddedSettings { data_dir: closed.0.join("data"), bin_dir: None }).await.to_string();
    assert!(error.contains(&format!("may not enter {}", closed.0.display())), "{error}");
    assert!(error.contains("DIALOGO__DATA_DIR=/var/lib/dialogo"), "{error}");
}
