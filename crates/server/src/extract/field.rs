//! A field as it came, before it is known to be anything.

use serde::{Deserialize, Deserializer};
use serde_json::Value;

/// A field of a request. Absent, `null` and a value of the wrong type are told apart later, when all fields are looked at together.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Field(Option<Value>);

impl Field {
    /// The value, if the field is there; `null` is a value.
    pub(super) fn value(self) -> Option<Value> {
        self.0
    }
}

impl<'de> Deserialize<'de> for Field {
    fn deserialize<D: Deserializer<'de>>(source: D) -> Result<Self, D::Error> {
        Value::deserialize(source).map(|value| Self(Some(value)))
    }
}

impl From<Value> for Field {
    fn from(value: Value) -> Self {
        Self(Some(value))
    }
}
