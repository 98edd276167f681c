//! Bodies that are files: a stream of bytes, of which nothing is kept here.

use std::time::Duration;

use actix_web::dev::Payload;
use actix_web::http::header;
use actix_web::{FromRequest, HttpMessage, HttpRequest};
use futures_util::future::{Ready, ready};

use super::body::closing;
use crate::deadline::Deadline;
use crate::problem::Problem;

/// The bytes of a file that arrives.
pub struct Upload {
    payload: Payload,
    /// How large it says that it is.
    announced: Option<u64>,
    deadline: Option<Deadline>,
}

impl FromRequest for Upload {
    type Error = Problem;
    type Future = Ready<Result<Self, Problem>>;

    fn from_request(request: &HttpRequest, payload: &mut Payload) -> Self::Future {
        if request.headers().get(header::CONTENT_ENCODING).is_some_and(|encoding| !encoding.as_bytes().eq_ignore_ascii_case(b"identity")) {
            return ready(Err(Problem::new("unsupported_media_type", "the body must not be compressed")));
        }
        let announced = request.headers().get(header::CONTENT_LENGTH).and_then(|length| length.to_str().ok()?.parse().ok());
        let deadline = request.extensions().get::<Deadline>().cloned();
        ready(Ok(Self { payload: payload.take(), announced, deadline }))
    }
}

impl Upload {
    /// Has the bytes taken in by `take`, which may take so long. What is announced to be too large is refused before any of it is read.
    pub async fn into<T, F>(self, bytes_max: u64, patience: Duration, take: impl FnOnce(Payload) -> F) -> Result<T, Problem>
    where
        F: Future<Output = dialogo_app::Result<T>>,
    {
        if self.announced.is_some_and(|bytes| bytes > bytes_max) {
            return Err(closing(dialogo_app::Error::FileTooLarge { bytes_max }.into()));
        }
        if let Some(deadline) = &self.deadline {
            deadline.waits_for_body(patience);
        }
        // The rest of a body that is refused is not waited for.
        let taken = take(self.payload).await.map_err(|error| closing(error.into()));
        if let Some(deadline) = &self.deadline {
            deadline.has_body();
        }
        taken
    }
}
