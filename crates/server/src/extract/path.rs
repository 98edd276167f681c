//! Ids in paths.

use std::future::{Ready, ready};
use std::str::FromStr;

use actix_web::dev::Payload;
use actix_web::{FromRequest, HttpRequest};
use dialogo_domain::{ChatId, FileId, InvitationId, MessageId, ScheduledId, SessionId, UserId};

use crate::problem::Problem;

/// An id in the path. What is no id names nothing: 404, as for an id that nothing has.
#[derive(Clone, Copy, Debug)]
pub struct Id<T>(pub T);

/// Which part of the path holds an id of this type, and what is said when there is none.
pub trait PathId: FromStr {
    /// The part's name.
    const NAME: &'static str;
    /// As the app says it.
    fn not_found() -> dialogo_app::Error;
}

impl<T: PathId> FromRequest for Id<T> {
    type Error = Problem;
    type Future = Ready<Result<Self, Problem>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        let id = request.match_info().get(T::NAME).and_then(|text| text.parse().ok());
        ready(id.map(Self).ok_or_else(|| T::not_found().into()))
    }
}

macro_rules! path_id {
    ($($id:ty, $name:literal, $not_found:ident;)+) => {$(
        impl PathId for $id {
            const NAME: &'static str = $name;

            fn not_found() -> dialogo_app::Error {
                dialogo_app::Error::$not_found
            }
        }
    )+};
}

path_id! {
    ChatId, "chat_id", ChatNotFound;
    MessageId, "message_id", MessageNotFound;
    InvitationId, "invitation_id", InvitationNotFound;
    FileId, "file_id", FileNotFound;
    ScheduledId, "scheduled_id", MessageNotFound;
    SessionId, "session_id", SessionNotFound;
    UserId, "user_id", UserNotFound;
}
