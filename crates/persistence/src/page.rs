//! Keyset paging: a page starts behind the last row of the one before, never at an offset.

use uuid::Uuid;

/// The most items of a page.
const ITEMS_MAX: i64 = 100;

/// How many rows to fetch for a page of so many items: one more tells whether there is another page.
pub(crate) fn rows_wanted(limit: i64) -> i64 {
    limit.min(ITEMS_MAX) + 1
}

/// The most rows that [`rows_wanted`] asks for, written into the statements. A limit that is a parameter may be anything to PostgreSQL, which then plans
/// for a tenth of the table; with this one it knows that a page is small.
macro_rules! page_rows_max {
    () => {
        "101"
    };
}
pub(crate) use page_rows_max;

/// Where a page starts: behind the row of this sort key and id.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Keyset {
    /// The row's sort key as PostgreSQL prints it.
    pub key: String,
    /// The row's id, which decides between equal keys.
    pub id: Uuid,
}

impl Keyset {
    /// Where a page starts in a list by time, the earliest first: behind this row, or before all.
    pub(crate) fn or_earliest(after: Option<&Self>) -> (&str, Uuid) {
        after.map_or(("-infinity", Uuid::nil()), |after| (after.key.as_str(), after.id))
    }

    /// The same, the latest first.
    pub(crate) fn or_latest(after: Option<&Self>) -> (&str, Uuid) {
        after.map_or(("infinity", Uuid::max()), |after| (after.key.as_str(), after.id))
    }
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
        let limit = usize::try_from(limit.min(ITEMS_MAX)).unwrap_or(0);
        let more = rows.len() > limit;
        let (mut items, mut next) = (Vec::with_capacity(limit), None);
        for (item, keyset) in rows.into_iter().take(limit) {
            items.push(item);
            next = Some(keyset);
        }
        Self { items, next: if more { next } else { None } }
    }
}
