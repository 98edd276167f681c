//! A name for the schema of this build, so that a template database of another schema is not taken for ours.

use std::{
    fs,
    hash::{DefaultHasher, Hash, Hasher},
};

fn main() {
    let migrations = "../../migrations";
    println!("cargo:rerun-if-changed={migrations}");
    let mut files: Vec<_> = fs::read_dir(migrations).into_iter().flatten().flatten().map(|entry| entry.path()).collect();
    files.sort();
    let mut hasher = DefaultHasher::new();
    for file in files {
        (file.file_name(), fs::read(&file).ok()).hash(&mut hasher);
    }
    println!("cargo:rustc-env=DIALOGO_SCHEMA={:016x}", hasher.finish());
}
