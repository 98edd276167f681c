//! Bytes from the network, in any chunks: the guard before the WebSocket decoder.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| dialogo_server::fuzzing::wire_bytes(bytes));
