//! A PostgreSQL as people run it: on a disk, and flushing.

use std::fs;
use std::path::PathBuf;
use std::process;
use std::time::Duration;

use dialogo_persistence::embedded::{Embedded, EmbeddedSettings, cluster_name, data_dir, processes_of};
use tokio_postgres::{Client, Config, NoTls};

/// A clock tick of `/proc`: 100 a second on every Linux.
const TICK: Duration = Duration::from_millis(10);

pub struct DurablePostgres {
    home: PathBuf,
    embedded: Embedded,
}

impl DurablePostgres {
    /// With the schema, and `sql` on top of it.
    pub async fn start(sql: &str) -> Self {
        let base = std::env::var_os("DIALOGO_BENCH_DIR").map_or_else(std::env::temp_dir, PathBuf::from);
        let home = data_dir(&base.join(format!("dialogo-bench-{}", process::id()))).expect("a directory");
        let settings = EmbeddedSettings { data_dir: home.clone(), bin_dir: None };
        let embedded = Embedded::start(settings).await.expect("a private PostgreSQL");
        dialogo_persistence::migrate(&embedded.config().into()).await.expect("the schema");
        let postgres = Self { home, embedded };
        postgres.session().await.batch_execute(sql).await.expect("the changes of the schema");
        postgres
    }

    pub async fn session(&self) -> Client {
        let (client, connection) = self.config().connect(NoTls).await.expect("connected");
        tokio::spawn(connection);
        client
    }

    pub fn config(&self) -> Config {
        self.embedded.config()
    }

    /// What its processes have worked until now, those that have ended included.
    pub fn cpu(&self) -> Duration {
        processes_of(&cluster_name(&self.home)).into_iter().map(|pid| cpu_in(&format!("/proc/{pid}/stat"))).sum()
    }

    pub async fn remove(self) {
        self.embedded.stop().await;
        fs::remove_dir_all(&self.home).expect("removed");
    }
}

/// What this process has worked until now.
pub fn cpu_of_this_process() -> Duration {
    cpu_in("/proc/self/stat")
}

/// User and system time of a process and of its children that have ended (proc(5): utime, stime, cutime, cstime).
fn cpu_in(path: &str) -> Duration {
    // It may have ended since it was listed.
    let stat = fs::read_to_string(path).unwrap_or_default();
    // The name, in brackets, may hold anything.
    let fields = stat.rsplit(')').next().unwrap_or_default();
    let ticks: u32 = fields.split_whitespace().skip(11).take(4).map(|field| field.parse::<u32>().expect("ticks")).sum();
    TICK * ticks
}
