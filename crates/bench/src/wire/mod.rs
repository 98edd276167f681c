//! What travels: WebSocket frames as a client writes and reads them, and as much of their text as has to be understood.

mod frame;
mod message;
mod scan;

pub use frame::{Frame, Opcode, next_frame, put_masked, unmask};
pub use message::{BODY_BYTES, Draft, put_hello};
pub use scan::{ChatKey, Scanner, Seen};
