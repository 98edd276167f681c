//! This machine: which core a process runs on, what it takes of it, and how much it may open.

mod cores;
mod cpu;
mod disk;
mod files;
mod memory;

pub use cores::{Cores, bind_process, bind_this_thread};
pub use cpu::{Usage, postgres_cpu, process_cpu};
pub use disk::is_memory;
pub use files::raise_open_files;
pub use memory::rss_bytes;
