//! From a request to values: each refusal is a [`Problem`](crate::problem::Problem) that says what was wrong.

mod body;
mod caller;
mod field;
mod fields;
mod path;
mod peer;
mod query;
mod upload;

pub use body::{BodyLimits, Json, OptionalJson};
pub use caller::{Admin, Bearer, Caller, bearer_token};
pub use field::Field;
pub use fields::{Fields, name_search};
pub use path::Id;
pub use peer::{Peer, TrustedProxies};
pub use query::Query;
pub use upload::Upload;
