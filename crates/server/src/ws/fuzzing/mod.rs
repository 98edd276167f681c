//! What must hold for whatever a socket brings, as functions that a fuzzer calls; the corpus that it left is replayed by the tests.

#[cfg(test)]
mod replay;
mod text_frame;
mod wire_bytes;

pub use text_frame::text_frame;
#[cfg(test)]
pub use text_frame::written;
pub use wire_bytes::wire_bytes;
