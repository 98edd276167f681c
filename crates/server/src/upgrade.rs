//! Requests that ask for another protocol: answered like any other, and then the connection is no longer HTTP's.

use std::rc::Rc;

use actix_codec::Framed;
use actix_http::body::{BodySize, MessageBody, to_bytes_limited};
use actix_http::h1::{Codec, Message};
use actix_http::{ConnectionType, Request, Response};
use actix_service::Service;
use actix_web::rt::net::TcpStream;
use actix_web::{Error, HttpResponse};
use bytes::Bytes;
use futures_util::SinkExt;
use futures_util::future::LocalBoxFuture;

use crate::ws::Handoff;

/// An answer that is not an upgrade explains a refusal, and no page is read this way.
const REFUSAL_BYTES_MAX: usize = 64 * 1024;

/// Answers, and serves the connection to its end if the handler took it over. In the memory of the HTTP connection: its buffers go first.
pub async fn upgrade<S, B>(services: Rc<S>, request: Request, framed: Framed<TcpStream, Codec>) -> Result<(), Error>
where
    S: Service<Request, Error = HttpResponse>,
    S::Response: Into<Response<B>>,
    B: MessageBody + 'static,
{
    // Boxed, and gone before the long life that follows.
    if let Some(serving) = Box::pin(answer(services, request, framed)).await? {
        serving.await;
    }
    Ok(())
}

async fn answer<S, B>(
    services: Rc<S>,
    request: Request,
    mut framed: Framed<TcpStream, Codec>,
) -> Result<Option<LocalBoxFuture<'static, ()>>, Error>
where
    S: Service<Request, Error = HttpResponse>,
    S::Response: Into<Response<B>>,
    B: MessageBody + 'static,
{
    let mut response = match services.call(request).await {
        Ok(response) => response.into().map_into_boxed_body(),
        Err(refusal) => Response::from(refusal),
    };
    let Some(handoff) = response.extensions_mut().remove::<Handoff>() else {
        response.head_mut().set_connection_type(ConnectionType::Close);
        let (head, body) = response.into_parts();
        let size = body.size();
        framed.send(Message::Item((head, size))).await?;
        if !matches!(size, BodySize::None | BodySize::Sized(0)) {
            let body = to_bytes_limited(body, REFUSAL_BYTES_MAX).await.map_err(|_| std::io::Error::other("a refusal too long"))??;
            framed.send(Message::Chunk(Some(body))).await?;
        }
        framed.close().await?;
        return Ok(None);
    };
    let (head, _) = response.into_parts();
    framed.send(Message::Item((head, BodySize::None))).await?;
    let parts = framed.into_parts();
    Ok(Some(handoff.serve(parts.io, Bytes::copy_from_slice(&parts.read_buf))))
}
