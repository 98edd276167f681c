//! Threads of their own for hashing, which the kernel lets run when nobody else wants to.

use anyhow::Context;
use tokio::runtime::{Builder, Handle, Runtime};

use crate::Result;

/// What a thread that hashes is called.
pub const THREAD_NAME: &str = "passwords";
/// How much a thread that hashes gives way (`nice`, 0 to 19): beside a thread that never rests it gets a tenth of a core. At 19 it would be a seventieth,
/// and on a machine that is overloaded anyway no log-in would end before its deadline.
pub const NICENESS: i32 = 10;

/// Up to so many threads, each started when it is needed, and gone again after ten seconds without work, with the memory of its hashes.
pub struct Threads {
    handle: Handle,
    /// Until the end.
    runtime: Option<Runtime>,
}

impl Threads {
    pub fn new(threads_max: usize) -> Result<Self> {
        let runtime = Builder::new_current_thread()
            .max_blocking_threads(threads_max)
            .thread_name(THREAD_NAME)
            .on_thread_start(give_way)
            .build()
            .context("a place for the threads that hash passwords")?;
        Ok(Self { handle: runtime.handle().clone(), runtime: Some(runtime) })
    }

    /// Does the work on one of them.
    pub async fn run<T: Send + 'static>(&self, work: impl FnOnce() -> Result<T> + Send + 'static) -> Result<T> {
        self.handle.spawn_blocking(work).await.context("hashing ended early")?
    }
}

impl Drop for Threads {
    /// Waits for nothing: this may be on a thread that must not.
    fn drop(&mut self) {
        if let Some(runtime) = self.runtime.take() {
            runtime.shutdown_background();
        }
    }
}

/// Elsewhere than on Linux the call would slow down the whole process.
#[cfg(target_os = "linux")]
fn give_way() {
    if let Err(error) = rustix::process::setpriority_process(None, NICENESS) {
        tracing::warn!(%error, "password hashes cannot give way to the chat");
    }
}

#[cfg(not(target_os = "linux"))]
fn give_way() {}
