//! Query strings.

use std::future::{Ready, ready};

use actix_web::dev::Payload;
use actix_web::{FromRequest, HttpRequest, web};
use serde::de::DeserializeOwned;
use serde_json::{Map, Value};

use crate::problem::Problem;

/// The parameters of a query. `T` has [`Field`](super::Field)s with `#[serde(default)]`; unknown parameters are ignored.
#[derive(Debug)]
pub struct Query<T>(pub T);

impl<T: DeserializeOwned> FromRequest for Query<T> {
    type Error = Problem;
    type Future = Ready<Result<Self, Problem>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        ready(read(request.query_string()).map(Self))
    }
}

fn read<T: DeserializeOwned>(query: &str) -> Result<T, Problem> {
    let unreadable = |_| Problem::new("bad_request", "the query cannot be read");
    let pairs = web::Query::<Vec<(String, String)>>::from_query(query).map_err(unreadable)?;
    let map: Map<String, Value> = pairs.into_inner().into_iter().map(|(name, value)| (name, Value::String(value))).collect();
    T::deserialize(Value::Object(map)).map_err(|_| Problem::new("bad_request", "the query cannot be read"))
}

#[cfg(test)]
mod tests {
    use serde::Deserialize;
    use serde_json::json;

    use super::super::Field;
    use super::*;

    #[derive(Debug, Default, Deserialize, PartialEq)]
    #[serde(default)]
    struct Page {
        limit: Field,
        cursor: Field,
    }

    #[test]
    fn parameters_are_texts_and_unknown_ones_are_ignored() {
        let page: Page = read("limit=10&access_token=x&cursor=a%20b").expect("read");
        assert_eq!(page, Page { limit: json!("10").into(), cursor: json!("a b").into() });
        assert_eq!(read::<Page>("").expect("read"), Page::default());
    }

    #[test]
    fn nonsense_is_no_panic() {
        for query in ["%", "%zz=%00", "&&&==", "limit=%ff%fe", "limit[]=1"] {
            let _read_or_refused = read::<Page>(query).is_ok();
        }
    }
}
