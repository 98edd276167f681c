//! What no route takes: the web client's files, a wrong method, or nothing at all.

use std::sync::Arc;

use actix_web::dev::ResourceDef;
use actix_web::http::Method;
use actix_web::http::header::{self, HeaderValue};
use actix_web::{HttpRequest, HttpResponse, web};
use utoipa::openapi::OpenApi;
use utoipa::openapi::path::PathItem;

use crate::compress::TakesGzip;
use crate::problem::Problem;
use crate::web_client;

/// Which methods each path has: to tell a wrong method from a wrong path.
#[derive(Clone)]
pub struct KnownPaths(Arc<[(ResourceDef, Vec<Method>)]>);

impl KnownPaths {
    /// Those that the document describes, and these.
    pub fn of(api: &OpenApi, more: &[(&str, Method)]) -> Self {
        let described = api.paths.paths.iter().map(|(path, item)| (ResourceDef::new(path.as_str()), methods(item)));
        let more = more.iter().map(|(path, method)| (ResourceDef::new(*path), vec![method.clone()]));
        Self(described.chain(more).collect())
    }

    /// The methods that this path has, separated by commas; nothing if there is no such path.
    fn allowed(&self, path: &str) -> String {
        let matching = self.0.iter().filter(|(pattern, _)| pattern.is_match(path)).flat_map(|(_, methods)| methods);
        let mut names: Vec<&str> = matching.map(Method::as_str).collect();
        names.sort_unstable();
        names.dedup();
        names.join(", ")
    }
}

fn methods(item: &PathItem) -> Vec<Method> {
    let known = [
        (&item.get, Method::GET),
        (&item.put, Method::PUT),
        (&item.post, Method::POST),
        (&item.delete, Method::DELETE),
        (&item.patch, Method::PATCH),
    ];
    known.into_iter().filter(|(operation, _)| operation.is_some()).map(|(_, method)| method).collect()
}

/// Answers what no route took.
pub async fn fallback(request: HttpRequest, paths: web::Data<KnownPaths>) -> Result<HttpResponse, Problem> {
    let path = request.path();
    let allowed = paths.allowed(path);
    if !allowed.is_empty() {
        return Err(wrong_method(&allowed));
    }
    if path.starts_with("/api/") {
        return Err(Problem::new("not_found", "there is nothing at this address"));
    }
    let Some(file) = web_client::find(path) else { return Err(Problem::new("not_found", "there is nothing at this address")) };
    match *request.method() {
        Method::GET | Method::HEAD => Ok(web_client::answer(&file, request.headers(), TakesGzip::of(&request))),
        _ => Err(wrong_method("GET, HEAD")),
    }
}

fn wrong_method(allowed: &str) -> Problem {
    let problem = Problem::new("method_not_allowed", format!("this address takes {allowed}"));
    match HeaderValue::from_str(allowed) {
        Ok(allowed) => problem.with_header(header::ALLOW, allowed),
        Err(_) => problem,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_known_path_names_its_methods_and_an_unknown_one_none() {
        let paths = KnownPaths::of(&crate::openapi(), &[("/api/v1/ws", Method::GET)]);
        assert_eq!(paths.allowed("/api/v1/chats/0190/members"), "GET, POST");
        assert_eq!(paths.allowed("/api/v1/chats/0190"), "DELETE, GET, PATCH");
        assert_eq!(paths.allowed("/api/v1/auth/sessions"), "DELETE, GET");
        assert_eq!(paths.allowed("/api/v1/ws"), "GET");
        assert_eq!(paths.allowed("/api/v1/nothing"), "");
        assert_eq!(paths.allowed("/"), "");
    }
}
