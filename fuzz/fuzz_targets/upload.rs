//! Uploads: what a file is, what it is called, and pictures made anew.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| dialogo_files::upload(bytes));
