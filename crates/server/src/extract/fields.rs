//! From fields to values of the domain: all that is wrong is reported at once.

use std::convert::Infallible;
use std::fmt::Display;
use std::ops::RangeInclusive;
use std::str::FromStr;

use serde_json::Value;

use super::Field;
use crate::problem::{Problem, WrongField};

const NO_ID: &str = "must be a UUID";

/// As long as the longest name may be, which is a chat's.
const NAME_CHARS_MAX: usize = 80;

/// A part of a name to look for; a blank one is none.
pub fn name_search(text: &str) -> Result<Option<String>, String> {
    let text = text.trim();
    if text.chars().count() > NAME_CHARS_MAX {
        return Err(format!("must have at most {NAME_CHARS_MAX} characters"));
    }
    if text.chars().any(char::is_control) {
        return Err("must not contain control characters".to_owned());
    }
    Ok(Some(text.to_owned()).filter(|text| !text.is_empty()))
}

/// Reads fields, and remembers what is wrong with them.
///
/// Each reader answers `None` for a field that it could not read; [`Fields::all`] then refuses the request.
#[derive(Debug, Default)]
pub struct Fields {
    wrong: Vec<WrongField>,
}

impl Fields {
    /// Nothing was read yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// A text that has to be there.
    pub fn text<T, E: Display>(&mut self, name: &'static str, field: Field, parse: impl FnOnce(&str) -> Result<T, E>) -> Option<T> {
        match field.value() {
            None | Some(Value::Null) => self.refuse(name, "required", "is missing"),
            Some(value) => self.parse(name, &value, parse),
        }
    }

    /// A text that may be absent or `null`, which mean the same.
    pub fn optional_text<T, E: Display>(
        &mut self,
        name: &'static str,
        field: Field,
        parse: impl FnOnce(&str) -> Result<T, E>,
    ) -> Option<T> {
        match field.value() {
            None | Some(Value::Null) => None,
            Some(value) => self.parse(name, &value, parse),
        }
    }

    /// An id that has to be there.
    pub fn id<T: FromStr>(&mut self, name: &'static str, field: Field) -> Option<T> {
        self.text(name, field, |text| text.parse().map_err(|_| NO_ID))
    }

    /// An id that may be absent or `null`, which mean the same.
    pub fn optional_id<T: FromStr>(&mut self, name: &'static str, field: Field) -> Option<T> {
        self.optional_text(name, field, |text| text.parse().map_err(|_| NO_ID))
    }

    /// A list of texts that may be absent or `null`, which mean none.
    pub fn optional_list<T, E: Display>(&mut self, name: &'static str, field: Field, parse: impl Fn(&str) -> Result<T, E>) -> Vec<T> {
        let items = match field.value() {
            None | Some(Value::Null) => return vec![],
            Some(Value::Array(items)) => items,
            Some(_) => return self.refuse(name, "invalid", "must be a list").unwrap_or_default(),
        };
        let read: Option<Vec<T>> = items.iter().map(|item| item.as_str().and_then(|text| parse(text).ok())).collect();
        match read {
            Some(read) => read,
            None => self.refuse(name, "invalid", "must be a list of UUIDs").unwrap_or_default(),
        }
    }

    /// A text of a change: absent leaves it as it is. `null` is refused, since there is no such thing as none of it.
    pub fn changed_text<T, E: Display>(&mut self, name: &'static str, field: Field, parse: impl FnOnce(&str) -> Result<T, E>) -> Option<T> {
        field.value().and_then(|value| self.parse(name, &value, parse))
    }

    /// A text that someone claims to be something. Its form is looked at by whoever checks the claim.
    pub fn claim(&mut self, name: &'static str, field: Field) -> Option<String> {
        self.text(name, field, |text| Ok::<_, Infallible>(text.to_owned()))
    }

    /// A text of a change that can be taken away: absent leaves it as it is, `null` removes it.
    #[expect(clippy::option_option, reason = "a field that is absent, null or there says three things")]
    pub fn removable_text<T, E: Display>(
        &mut self,
        name: &'static str,
        field: Field,
        parse: impl FnOnce(&str) -> Result<T, E>,
    ) -> Option<Option<T>> {
        match field.value() {
            None => None,
            Some(Value::Null) => Some(None),
            Some(value) => self.parse(name, &value, parse).map(Some),
        }
    }

    /// A whole number that has to be there, not below 0.
    pub fn number(&mut self, name: &'static str, field: Field) -> Option<i64> {
        match field.value() {
            None | Some(Value::Null) => self.refuse(name, "required", "is missing"),
            Some(value) => match value.as_i64().filter(|number| *number >= 0) {
                Some(number) => Some(number),
                None => self.refuse(name, "invalid", "must be a whole number, not below 0"),
            },
        }
    }

    /// A flag that has to be there.
    pub fn flag(&mut self, name: &'static str, field: Field) -> Option<bool> {
        match field.value() {
            None | Some(Value::Null) => self.refuse(name, "required", "is missing"),
            Some(Value::Bool(flag)) => Some(flag),
            Some(_) => self.refuse(name, "invalid", "must be true or false"),
        }
    }

    /// A whole number of a change, from 0 to `most`: absent leaves it as it is.
    pub fn changed_number(&mut self, name: &'static str, field: Field, most: u32) -> Option<u32> {
        let value = field.value()?;
        self.number_in(name, &value, 0..=most)
    }

    /// A whole number of a range that may be absent or `null`, which mean the same.
    pub fn optional_number(&mut self, name: &'static str, field: Field, range: RangeInclusive<u32>) -> Option<u32> {
        let value = field.value().filter(|value| !value.is_null())?;
        self.number_in(name, &value, range)
    }

    /// A flag of a change: absent leaves it as it is.
    pub fn changed_flag(&mut self, name: &'static str, field: Field) -> Option<bool> {
        let value = field.value()?;
        value.as_bool().or_else(|| self.refuse(name, "invalid", "must be true or false"))
    }

    /// A flag that is not set if it is absent or null.
    pub fn optional_flag(&mut self, name: &'static str, field: Field) -> bool {
        match field.value() {
            None | Some(Value::Null) => false,
            Some(Value::Bool(flag)) => flag,
            Some(_) => self.refuse(name, "invalid", "must be true or false").unwrap_or_default(),
        }
    }

    /// A parameter of a query, which is always a text: a value that can be read from it.
    pub fn parameter<T: FromStr>(&mut self, name: &'static str, field: Field, expected: &str) -> Option<T> {
        self.optional_text(name, field, |text| text.parse().map_err(|_| format!("must be {expected}")))
    }

    /// How many items a page has, 1 to 100.
    pub fn limit(&mut self, field: Field) -> u32 {
        let read = |text: &str| text.parse().ok().filter(|limit| (1..=100).contains(limit)).ok_or("must be a whole number from 1 to 100");
        self.optional_text("limit", field, read).unwrap_or(50)
    }

    /// Notes something that is wrong with a field.
    pub fn refuse<T>(&mut self, field: &'static str, code: &'static str, detail: impl Into<String>) -> Option<T> {
        self.wrong.push(WrongField { field, code, detail: detail.into() });
        None
    }

    /// What was read, if all of it was good.
    pub fn all<T>(self, read: Option<T>) -> Result<T, Problem> {
        match read {
            Some(value) if self.wrong.is_empty() => Ok(value),
            _ => Err(Problem::invalid_fields(self.wrong)),
        }
    }

    fn number_in(&mut self, name: &'static str, value: &Value, range: RangeInclusive<u32>) -> Option<u32> {
        let number = value.as_u64().and_then(|number| u32::try_from(number).ok()).filter(|number| range.contains(number));
        number.or_else(|| self.refuse(name, "invalid", format!("must be a whole number from {} to {}", range.start(), range.end())))
    }

    fn parse<T, E: Display>(&mut self, name: &'static str, value: &Value, parse: impl FnOnce(&str) -> Result<T, E>) -> Option<T> {
        let Some(text) = value.as_str() else { return self.refuse(name, "invalid", "must be a text") };
        match parse(text) {
            Ok(value) => Some(value),
            Err(why) => self.refuse(name, "invalid", why.to_string()),
        }
    }
}

#[cfg(test)]
mod tests {
    use actix_web::ResponseError;
    use actix_web::body::MessageBody;
    use dialogo_domain::{ChatName, Username};
    use serde_json::json;

    use super::*;

    #[test]
    fn all_that_is_wrong_is_reported_at_once() {
        let mut fields = Fields::new();
        let missing = fields.text("username", Field::default(), Username::parse);
        let mistyped = fields.text("password", json!(["a"]).into(), |text| Ok::<_, String>(text.to_owned()));
        let blank = fields.text("name", json!(" \u{0}").into(), ChatName::parse);
        assert!(missing.is_none() && mistyped.is_none() && blank.is_none());
        let problem = fields.all(Some(())).expect_err("refused");
        let body = problem.error_response().into_body().try_into_bytes().expect("at hand");
        let wrong = serde_json::from_slice::<Value>(&body).expect("JSON")["errors"].clone();
        let names: Vec<_> = wrong.as_array().expect("a list").iter().map(|error| (error["field"].clone(), error["code"].clone())).collect();
        assert_eq!(
            names,
            [(json!("username"), json!("required")), (json!("password"), json!("invalid")), (json!("name"), json!("invalid"))]
        );
    }

    #[test]
    fn absent_null_and_a_value_are_told_apart_where_it_matters() {
        let read = |field: Field| Fields::new().removable_text("password", field, |text| Ok::<_, String>(text.to_owned()));
        assert_eq!(read(Field::default()), None);
        assert_eq!(read(Value::Null.into()), Some(None));
        assert_eq!(read(json!("secret").into()), Some(Some("secret".to_owned())));
        let mut fields = Fields::new();
        assert!(fields.changed_text("name", Value::Null.into(), ChatName::parse).is_none());
        assert!(fields.all(Some(())).is_err(), "there is no such thing as no name");
    }

    #[test]
    fn numbers_are_whole_and_not_below_zero() {
        for wrong in [json!(-1), json!(1.5), json!(1e300), json!("1"), json!(u64::MAX), json!(null), json!([1])] {
            let mut fields = Fields::new();
            assert_eq!(fields.number("number", wrong.clone().into()), None, "{wrong}");
            assert!(fields.all(Some(())).is_err());
        }
        assert_eq!(Fields::new().number("number", json!(7).into()), Some(7));
    }

    #[test]
    fn a_page_has_one_to_a_hundred_items() {
        assert_eq!(Fields::new().limit(Field::default()), 50);
        assert_eq!(Fields::new().limit(json!("100").into()), 100);
        for wrong in ["0", "101", "-1", "1e9", "abc", "", " 1", "1.0"] {
            let mut fields = Fields::new();
            fields.limit(json!(wrong).into());
            assert!(fields.all(Some(())).is_err(), "{wrong:?}");
        }
    }
}
