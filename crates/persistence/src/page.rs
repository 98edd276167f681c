//! Keyset paging: a page starts behind the last row of the one before, never at an offset.

use uuid::Uuid;

/// Where a page starts: behind the row of this sort key and id.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Keyset {
    /// The row's sort key as PostgreSQL prints it.
    pub key: String,
    /// The row's id, which decides between equal keys.
    pub id: Uuid,
}

/// Some rows of a list, and where to go on if there are more.
#[derive(Clone, Debug)]
pub struct Slice<T> {
    /// The rows.
    pub items: Vec<T>,
    /// Behind which row the next page starts.
    pub next: Option<Keyset>,
}

impl<T> Slice<T> {
    /// Takes `limit` of the rows, which were fetched with one more to see whether there is one.
    pub(crate) fn of(rows: Vec<(T, Keyset)>, limit: i64) -> Self {
        let limit = usize::try_from(limit).unwrap_or(0);
        let more = rows.len() > limit;
        let (mut items, mut next) = (Vec::with_capacity(limit), None);
        for (item, keyset) in rows.into_iter().take(limit) {
            items.push(item);
            next = Some(keyset);
        }
        Self { items, next: if more { next } else { None } }
    }
}
