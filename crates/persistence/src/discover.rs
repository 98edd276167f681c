//! Finding public chats, in every order, from an index.

use dialogo_domain::{Chat, UserId};
use tokio_postgres::types::ToSql;

use crate::chats::slice;
use crate::page::{page_rows_max, rows_wanted};
use crate::people::{LAST, literal, matches_max};
use crate::row::{chat, chat_columns, chat_fields};
use crate::{Keyset, Result, Slice, Store};

/// What discovered chats are sorted by. Each has an index.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ChatOrder {
    /// By name, whatever its case.
    Name,
    /// By the number of members.
    Members,
    /// By the time of creation.
    Created,
    /// By the time of the latest message.
    #[default]
    Active,
}

impl ChatOrder {
    /// The expression to sort by, and its type. Both are ours, so they can be part of a statement's text.
    fn key(self) -> (&'static str, &'static str) {
        match self {
            Self::Name => (r#"c.name_key collate "C""#, "text"),
            Self::Members => ("c.member_count", "bigint"),
            Self::Created => ("c.created_at", "timestamptz"),
            Self::Active => ("coalesce(c.last_message_at, c.created_at)", "timestamptz"),
        }
    }
}

/// Which chats to list.
#[derive(Clone, Debug, Default)]
pub struct Discover {
    /// Only those whose name has this in it, whatever the case; of one or two characters, those that begin with it.
    pub search: Option<String>,
    /// What to sort by.
    pub order: ChatOrder,
    /// Whether the greatest comes first.
    pub descending: bool,
    /// Only those with, or without, a password.
    pub has_password: Option<bool>,
}

impl Store {
    /// The chats that the user can find and is not in: public ones, and in the orders of name and creation private ones that take requests. Of a search that more chats fit than a thousand, some.
    pub async fn discover_chats(&self, me: UserId, filter: &Discover, after: Option<&Keyset>, limit: i64) -> Result<Slice<Chat>> {
        let (me, wanted) = (me.as_uuid(), rows_wanted(limit));
        let search = filter.search.as_ref().map(|text| text.to_lowercase());
        let search = search.map(|text| [format!("%{}%", literal(&text)), format!("{text}{LAST}"), text]);
        let mut parameters: Vec<&(dyn ToSql + Sync)> = vec![&me, &wanted];
        let (mut listed, mut beyond) = (filter.listed().to_owned(), String::new());
        if let Some(has_password) = &filter.has_password {
            parameters.push(has_password);
            listed = format!("{listed}and (c.password_hash is not null) = ${} ", parameters.len());
        }
        if let Some(Keyset { key, id }) = after {
            parameters.extend([key as &(dyn ToSql + Sync), id]);
            beyond = filter.beyond(parameters.len() - 1, parameters.len());
        }
        let mut chats = format!("chats c where {listed}");
        if let Some(search) = &search {
            parameters.extend(search.iter().map(|text| text as &(dyn ToSql + Sync)));
            chats = found(&listed, parameters.len());
        }
        let rows = self.rows(&filter.sql(&chats, &beyond), &parameters).await?;
        slice(&rows, limit, |row| Ok(chat(row)?.from_outside()))
    }
}

/// Which chats those who are not in them may find, and what more of them than their names they may know.
const PUBLIC: &str = "c.visibility = 'public' and c.deleted_at is null ";
/// Which chats they may find by name.
const LISTED: &str = "(c.visibility = 'public' or (c.visibility = 'private' and c.join_requests)) and c.deleted_at is null ";

/// The chats whose name fits the pattern, end and text of the last three of so many parameters, by the index of its trigrams, or of its beginning.
/// `offset 0`: what is listed is looked at when it is found, and does not suggest another index.
fn found(listed: &str, parameters: usize) -> String {
    let [pattern, end, text] = [2, 1, 0].map(|before| parameters - before);
    format!(
        "((select c.* from (select c.* from chats c where length(${text}) >= 3 and c.name_key like ${pattern} escape '\\' offset 0) c \
           where {listed} limit {max}) \
          union all \
          (select c.* from chats c where length(${text}) < 3 \
           and c.name_key collate \"C\" >= ${text} and c.name_key collate \"C\" < ${end} and {listed} limit {max})) c where true ",
        max = matches_max!()
    )
}

impl Discover {
    /// Private chats are not where the order, or the filter, would tell more of them than they show.
    fn listed(&self) -> &'static str {
        match self.order {
            ChatOrder::Name | ChatOrder::Created if self.has_password.is_none() => LISTED,
            _ => PUBLIC,
        }
    }

    fn direction(&self) -> &'static str {
        if self.descending { "desc" } else { "asc" }
    }

    /// That a chat comes after the key and the id of these parameters.
    fn beyond(&self, key_at: usize, id_at: usize) -> String {
        let (key, kind) = self.order.key();
        let beyond = if self.descending { "<" } else { ">" };
        let minute = match self.order {
            ChatOrder::Active => {
                format!("and c.active_minute {beyond}= date_bin('1 minute', ${key_at}::text::timestamptz, timestamptz 'epoch') ")
            }
            ChatOrder::Name | ChatOrder::Members | ChatOrder::Created => String::new(),
        };
        format!("{minute}and ({key}, c.id) {beyond} (${key_at}::text::{kind}, ${id_at}::uuid) ")
    }

    /// The statement for the user `$1` and the limit `$2` about these `chats`, with only the conditions that are asked for: of others PostgreSQL thinks
    /// that they leave few chats, so that reading all of them would pay.
    fn sql(&self, chats: &str, beyond: &str) -> String {
        let (key, _) = self.order.key();
        let direction = self.direction();
        // An index on the time itself would end the heap-only updates of chats, so there is one on the minute: within a minute PostgreSQL sorts.
        let minute = if self.order == ChatOrder::Active { format!("c.active_minute {direction}, ") } else { String::new() };
        // `offset 0`: the membership is looked up for each chat by itself, not joined, which would compare each chat with each membership.
        format!(
            "select {columns}, c.key::text as sort_key \
             from (select {fields}, c.active_minute, {key} as key \
                   from {chats}\
                   and not exists (select 1 from members m where m.chat_id = c.id and m.user_id = $1 and m.departure is null offset 0) \
                   {beyond}\
                   order by {minute}{key} {direction}, c.id {direction} \
                   limit {max}) c \
             order by {minute}c.key {direction}, c.id {direction} \
             limit $2",
            columns = chat_columns!(),
            fields = chat_fields!(),
            max = page_rows_max!(),
        )
    }
}
