//! From an HTTP request to a WebSocket: everything that can be refused with a status is refused here.

use std::rc::Rc;

use actix_http::ws::verify_handshake;
use actix_web::body::BoxBody;
use actix_web::http::header::{self, HeaderMap, HeaderValue};
use actix_web::{FromRequest, HttpRequest, HttpResponse, web};
use dialogo_app::{App, Error};
use dialogo_domain::ConnectionId;
use dialogo_hub::{CloseCode, LocalHub, Refused, Ticket};
use futures_util::FutureExt;
use secrecy::SecretString;

use super::guard::{Limits, guard};
use super::handoff::{Handoff, incoming};
use super::origin::may_connect;
use super::settings::WsSettings;
use super::socket::{End, Socket};
use super::visitor::{House, Visitor};
use super::wire::Wire;
use crate::extract::{Peer, bearer_token};
use crate::problem::Problem;

/// The one version of the protocol.
const SUBPROTOCOL: &str = "dialogo.v1";

/// `GET /api/v1/ws`.
pub async fn connect(
    request: HttpRequest,
    app: web::Data<App>,
    rooms: web::Data<LocalHub>,
    settings: web::Data<WsSettings>,
) -> Result<HttpResponse, Problem> {
    let headers = request.headers();
    verify_handshake(request.head()).map_err(|error| {
        Problem::new("bad_request", error.to_string()).with_header(header::SEC_WEBSOCKET_VERSION, HeaderValue::from_static("13"))
    })?;
    if !may_connect(text(headers, &header::ORIGIN), text(headers, &header::HOST), &settings) {
        return Err(Problem::new("forbidden", "pages of this origin may not connect"));
    }
    let ticket = admit(&app, Peer::of(&request), &settings)?;
    let token = bearer(&app, headers).await?;
    let house = House { app: app.get_ref().clone(), rooms: rooms.get_ref().clone(), settings: settings.clone() };
    open(&request, house, ticket, token).await
}

/// Opens the WebSocket: the answer, and in it what becomes of the connection then.
async fn open(request: &HttpRequest, house: House, ticket: Ticket, token: Option<SecretString>) -> Result<HttpResponse, Problem> {
    let message_bytes_max = house.settings.frame_bytes_max;
    let first_bytes_max = if token.is_some() { message_bytes_max } else { house.settings.hello_frame_bytes_max };
    let (entrance, incoming) = incoming();
    let (mut guarded, watch) = guard(incoming, Limits { first_bytes_max, message_bytes_max }, &house.settings);
    let refused = |error: &dyn std::fmt::Display| Problem::new("bad_request", error.to_string());
    let payload = web::Payload::from_request(request, &mut guarded).await.map_err(|error| refused(&error))?;
    let (protocol, speaks) = negotiate(request.headers());
    let (response, _, messages) =
        actix_ws::handle_with_protocols(request, payload, protocol.as_slice()).map_err(|error| refused(&error))?;
    let (mut response, body) = response.into_parts();
    let handoff = Handoff::new(move |stream, early| {
        let wire = Rc::new(Wire::new(stream));
        entrance.opens(Rc::clone(&wire), early);
        let socket = Socket::new(wire, (messages, body), watch, &house.settings);
        let visitor = Box::new(Visitor { house: Rc::new(house), id: ConnectionId::generate(), socket, ticket, token });
        if speaks { visitor.serve().boxed_local() } else { visitor.socket.close(End::Close(CloseCode::UnknownVersion)).boxed_local() }
    });
    response.extensions_mut().insert(handoff);
    Ok(response.set_body(BoxBody::new(())))
}

/// The subprotocol to name in the answer, and whether it is spoken. One that is not is named all the same: a browser would hang up on an
/// answer without one before it could read the close code that explains it.
fn negotiate(headers: &HeaderMap) -> (Option<&str>, bool) {
    let mut offered = headers
        .get_all(header::SEC_WEBSOCKET_PROTOCOL)
        .filter_map(|line| line.to_str().ok())
        .flat_map(|line| line.split(',').map(str::trim))
        .filter(|protocol| !protocol.is_empty())
        .peekable();
    let first = offered.peek().copied();
    if first.is_none() || offered.any(|protocol| protocol == SUBPROTOCOL) { (first.and(Some(SUBPROTOCOL)), true) } else { (first, false) }
}

fn admit(app: &App, peer: Peer, settings: &WsSettings) -> Result<Ticket, Problem> {
    app.hub().admit(peer.0).map_err(|refused| match refused {
        // The others have said hello by then, or are closed.
        Refused::TooManyStrangers | Refused::TooManyConnections => {
            Error::RateLimited { retry_after: settings.hello_timeout(), limit: None }.into()
        }
        Refused::Full | Refused::Closing => Error::Busy { retry_after: settings.hello_timeout() }.into(),
    })
}

/// The token of the `Authorization` header, found good. It is looked at again with `hello`, since a log-in may end in between.
async fn bearer(app: &App, headers: &HeaderMap) -> Result<Option<SecretString>, Problem> {
    if !headers.contains_key(header::AUTHORIZATION) {
        return Ok(None);
    }
    let token = bearer_token(headers).ok_or(Error::InvalidToken)?;
    app.authenticate(token).await?;
    Ok(Some(SecretString::from(token)))
}

fn text<'a>(headers: &'a HeaderMap, name: &header::HeaderName) -> Option<&'a str> {
    // What is not text is no origin of ours either.
    headers.get(name).map(|value| value.to_str().unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use actix_web::test::TestRequest;

    use super::*;

    fn negotiated(offers: &[&str]) -> (Option<String>, bool) {
        let mut request = TestRequest::default();
        for offer in offers {
            request = request.append_header((header::SEC_WEBSOCKET_PROTOCOL, *offer));
        }
        let request = request.to_http_request();
        let (protocol, speaks) = negotiate(request.headers());
        (protocol.map(str::to_owned), speaks)
    }

    #[test]
    fn our_version_is_chosen_among_others_and_needs_no_naming() {
        assert_eq!(negotiated(&[]), (None, true));
        assert_eq!(negotiated(&["dialogo.v1"]), (Some("dialogo.v1".into()), true));
        assert_eq!(negotiated(&["chat", "dialogo.v2, dialogo.v1"]), (Some("dialogo.v1".into()), true));
    }

    #[test]
    fn an_unknown_version_is_named_to_be_told_so() {
        assert_eq!(negotiated(&["dialogo.v9, chat"]), (Some("dialogo.v9".into()), false));
    }
}
