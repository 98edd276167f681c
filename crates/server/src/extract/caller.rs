//! Who asks.

use std::future::{Ready, ready};

use actix_web::dev::Payload;
use actix_web::http::header::{self, HeaderMap};
use actix_web::{FromRequest, HttpRequest, web};
use dialogo_app::App;
use futures_util::future::LocalBoxFuture;

use crate::problem::Problem;

/// The authenticated user of a request, by its `Authorization: Bearer` header and nothing else: no cookie, no query.
#[derive(Clone, Copy, Debug)]
pub struct Caller(pub dialogo_app::Caller);

impl FromRequest for Caller {
    type Error = Problem;
    type Future = LocalBoxFuture<'static, Result<Self, Problem>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        looked_up(request, async |app, token| Ok(Self(app.authenticate(token).await?)))
    }
}

/// The same, of an admin; anybody else is refused.
#[derive(Clone, Copy, Debug)]
pub struct Admin(pub dialogo_app::Admin);

impl FromRequest for Admin {
    type Error = Problem;
    type Future = LocalBoxFuture<'static, Result<Self, Problem>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        looked_up(request, async |app, token| Ok(Self(app.authenticate_admin(token).await?)))
    }
}

/// The bearer of a request's access token, by the same header, for a handler that reads: it looks the session up meanwhile, by [`App::read_as`].
#[derive(Clone, Copy, Debug)]
pub struct Bearer(pub dialogo_app::Bearer);

impl FromRequest for Bearer {
    type Error = Problem;
    type Future = Ready<Result<Self, Problem>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        ready(asked(request).and_then(|(app, token)| Ok(Self(app.bearer(&token)?))))
    }
}

/// What the application says of a request's token.
fn looked_up<T>(
    request: &HttpRequest,
    question: impl AsyncFnOnce(&App, &str) -> Result<T, Problem> + 'static,
) -> LocalBoxFuture<'static, Result<T, Problem>> {
    let asked = asked(request);
    Box::pin(async move {
        let (app, token) = asked?;
        question(&app, &token).await
    })
}

/// Whom a request asks, and with which token.
fn asked(request: &HttpRequest) -> Result<(web::Data<App>, String), Problem> {
    let token = bearer_token(request.headers())
        .ok_or_else(|| Problem::new("unauthenticated", "log in first: this needs `Authorization: Bearer <access token>`"))?;
    let app = request.app_data::<web::Data<App>>().ok_or_else(Problem::internal)?;
    Ok((app.clone(), token.to_owned()))
}

/// The token of an `Authorization: Bearer` header.
pub fn bearer_token(headers: &HeaderMap) -> Option<&str> {
    let mut values = headers.get_all(header::AUTHORIZATION);
    // Strange characters are for the token's check to refuse.
    let value = std::str::from_utf8(values.next()?.as_bytes()).ok()?;
    // Two of them: whoever stands between us might have read the other.
    if values.next().is_some() {
        return None;
    }
    let (scheme, token) = value.split_once(' ')?;
    scheme.eq_ignore_ascii_case("bearer").then(|| token.trim()).filter(|token| !token.is_empty())
}

#[cfg(test)]
mod tests {
    use actix_web::test::TestRequest;

    use super::*;

    fn token(values: &[&str]) -> Option<String> {
        let mut request = TestRequest::default();
        for value in values {
            request = request.append_header((header::AUTHORIZATION, *value));
        }
        bearer_token(request.to_http_request().headers()).map(str::to_owned)
    }

    #[test]
    fn one_bearer_token_is_one() {
        assert_eq!(token(&["Bearer a.b.c"]).as_deref(), Some("a.b.c"));
        assert_eq!(token(&["Bearer é"]).as_deref(), Some("é"));
        assert_eq!(token(&["bearer  a.b.c"]).as_deref(), Some("a.b.c"));
        for none in [&[][..], &["Bearer"], &["Bearer "], &["Basic YTpi"], &["a.b.c"], &["Bearer a", "Bearer b"]] {
            assert_eq!(token(none), None, "{none:?}");
        }
    }
}
