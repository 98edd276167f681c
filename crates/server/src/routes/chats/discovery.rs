//! What to look for among the public chats.

use dialogo_app::{ChatOrder, DiscoverChats, PageRequest};
use serde::Deserialize;
use utoipa::IntoParams;

use crate::extract::{Field, Fields, name_search};
use crate::problem::Problem;

/// Which chats, in which order, and which page of them.
#[derive(Deserialize, IntoParams, Default)]
#[serde(default)]
#[into_params(parameter_in = Query)]
pub struct DiscoverQuery {
    /// Only those with this in their name, whatever the case; of one or two characters, those that begin with it.
    #[param(value_type = String, required = false)]
    search: Field,
    /// What to sort by: `name`, `members`, `created` or `active`, which it is if absent.
    #[param(value_type = String, required = false)]
    order: Field,
    /// `asc` or `desc`. If absent: names from A on, everything else from the greatest on.
    #[param(value_type = String, required = false)]
    direction: Field,
    /// Only those with, or without, a password.
    #[param(value_type = bool, required = false)]
    has_password: Field,
    /// How many items, 1 to 100; 50 if absent.
    #[param(value_type = u32, required = false)]
    limit: Field,
    /// The `next_cursor` of the page before.
    #[param(value_type = String, required = false)]
    cursor: Field,
}

impl DiscoverQuery {
    /// The chats that are asked for.
    pub fn wanted(self) -> Result<DiscoverChats, Problem> {
        let mut fields = Fields::new();
        let search = fields.optional_text("search", self.search, name_search).flatten();
        let order = fields.optional_text("order", self.order, order).unwrap_or_default();
        let descending = fields.optional_text("direction", self.direction, descending).unwrap_or(order != ChatOrder::Name);
        let has_password = fields.parameter("has_password", self.has_password, "`true` or `false`");
        let limit = fields.limit(self.limit);
        let cursor = fields.parameter("cursor", self.cursor, "a cursor");
        fields.all(Some(DiscoverChats { search, order, descending, has_password, page: PageRequest { cursor, limit } }))
    }
}

fn order(text: &str) -> Result<ChatOrder, &'static str> {
    match text {
        "name" => Ok(ChatOrder::Name),
        "members" => Ok(ChatOrder::Members),
        "created" => Ok(ChatOrder::Created),
        "active" => Ok(ChatOrder::Active),
        _ => Err("must be `name`, `members`, `created` or `active`"),
    }
}

fn descending(text: &str) -> Result<bool, &'static str> {
    match text {
        "asc" => Ok(false),
        "desc" => Ok(true),
        _ => Err("must be `asc` or `desc`"),
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn wanted(query: &serde_json::Value) -> Result<DiscoverChats, Problem> {
        serde_json::from_value::<DiscoverQuery>(query.clone()).expect("any object fits").wanted()
    }

    #[test]
    fn names_begin_at_a_and_everything_else_with_the_greatest() {
        assert!(!wanted(&json!({"order": "name"})).expect("good").descending);
        assert!(wanted(&json!({})).expect("good").descending);
        assert!(!wanted(&json!({"order": "members", "direction": "asc"})).expect("good").descending);
    }

    #[test]
    fn a_search_is_bounded_and_a_blank_one_is_none() {
        assert_eq!(wanted(&json!({"search": " % "})).expect("good").search.as_deref(), Some("%"));
        assert_eq!(wanted(&json!({"search": "  "})).expect("good").search, None);
        for wrong in ["a".repeat(81), "a\0b".to_owned()] {
            assert!(wanted(&json!({"search": wrong})).is_err());
        }
    }

    #[test]
    fn what_is_not_offered_is_refused() {
        for query in [json!({"order": "size"}), json!({"direction": "up"}), json!({"has_password": "yes"}), json!({"limit": "1e9"})] {
            assert!(wanted(&query).is_err(), "{query}");
        }
        assert_eq!(wanted(&json!({"has_password": "false"})).expect("good").has_password, Some(false));
    }
}
