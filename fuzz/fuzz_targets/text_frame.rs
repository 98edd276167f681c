//! Text frames: the parser, and the answers to what it refuses.
#![no_main]

libfuzzer_sys::fuzz_target!(|text: &str| dialogo_server::fuzzing::text_frame(text));
