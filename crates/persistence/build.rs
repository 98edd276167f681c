//! Rebuilds this crate when a migration is added (refinery's macro notices edits only).

fn main() {
    println!("cargo:rerun-if-changed=../../migrations");
}
