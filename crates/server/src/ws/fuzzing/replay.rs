//! The corpus in `fuzz/corpus`, through the same code as under the fuzzer.

use std::fs;
use std::path::Path;

use super::{text_frame, wire_bytes};

fn corpus(target: &str) -> Vec<Vec<u8>> {
    let directory = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../fuzz/corpus").join(target);
    let files = fs::read_dir(&directory).unwrap_or_else(|error| unreachable!("{}: {error}", directory.display()));
    files.map(|file| fs::read(file.expect("a file").path()).expect("a file that can be read")).collect()
}

#[test]
fn every_text_frame_of_the_corpus_is_understood_or_refused() {
    let frames = corpus("text_frame");
    assert!(frames.len() >= 50, "a corpus of {}", frames.len());
    for frame in frames {
        // What is not UTF-8 does not get as far as the parser.
        if let Ok(text) = std::str::from_utf8(&frame) {
            text_frame(text);
        }
    }
}

#[test]
fn all_wire_bytes_of_the_corpus_are_judged_alike_however_they_are_cut() {
    let inputs = corpus("wire_bytes");
    assert!(inputs.len() >= 30, "a corpus of {}", inputs.len());
    for input in inputs {
        wire_bytes(&input);
    }
}
