//! Mentions of messages that are stored or changed: whom they mean, and telling them.

use std::collections::HashSet;

use dialogo_domain::{Action, ChatId, Handle, Mention, Message, MessageBody, Role, UserId, UserSummary, handles};
use tokio_postgres::Statement;
use tokio_postgres::types::Json;
use uuid::Uuid;

use super::batch::{Answer, Parameter};
use super::session::Session;
use crate::Result;
use crate::row::{owner, user_columns, user_summary};
use crate::stored::{StoredMention, stored_mentions};

/// As whom the table has everyone.
const EVERYONE: Uuid = Uuid::nil();

/// What somebody says in a chat that is locked.
pub struct Said<'a> {
    pub chat_id: ChatId,
    pub author_id: UserId,
    pub body: &'a MessageBody,
}

/// Whom each of them mentions. Without an `@` there is nothing to ask.
pub async fn resolve(client: &impl Session, said: &[Said<'_>]) -> Result<Vec<Vec<Mention>>> {
    let calls: Vec<_> = said.iter().map(|said| if said.body.as_str().contains('@') { handles(said.body) } else { vec![] }).collect();
    let mut mentions: Vec<Vec<Mention>> = vec![vec![]; said.len()];
    if calls.iter().all(Vec::is_empty) {
        return Ok(mentions);
    }
    for (place, call, user) in members_called(client, said, &calls).await? {
        if let (Some(mentions), Some((text, _))) = (mentions.get_mut(place), calls.get(place).and_then(|calls| calls.get(call))) {
            mentions.push(Mention { user: Some(user), text: text.clone() });
        }
    }
    for place in everyone_called(client, said, &calls).await? {
        if let Some(mentions) = mentions.get_mut(place) {
            mentions.push(Mention { user: None, text: "@all".to_owned() });
        }
    }
    Ok(mentions)
}

type Calls = Vec<(String, Handle)>;

/// The members whose names were called: in which message, by which of its calls.
async fn members_called(client: &impl Session, said: &[Said<'_>], calls: &[Calls]) -> Result<Vec<(usize, usize, UserSummary)>> {
    const SQL: &str = concat!(
        "select d.place, d.call, ",
        user_columns!(),
        " from unnest($1::bigint[], $2::bigint[], $3::uuid[], $4::text[]) as d(place, call, chat_id, username) \
         cross join lateral (select * from users where username = d.username limit 1) u \
         where (select true from members where chat_id = d.chat_id and user_id = u.id and departure is null) \
         order by d.place, d.call"
    );
    let (mut places, mut numbers, mut chats, mut names) = (vec![], vec![], vec![], vec![]);
    for (place, (said, calls)) in (0_i64..).zip(said.iter().zip(calls)) {
        for (call, (_, handle)) in (0_i64..).zip(calls) {
            if let Handle::User(name) = handle {
                places.push(place);
                numbers.push(call);
                chats.push(said.chat_id.as_uuid());
                names.push(name.as_str());
            }
        }
    }
    if places.is_empty() {
        return Ok(vec![]);
    }
    let statement = client.prepared(SQL).await?;
    let rows = client.rows(&statement, &[&places, &numbers, &chats, &names]).await?;
    rows.iter().map(|row| Ok((place(row.try_get("place")?), place(row.try_get("call")?), user_summary(row)?))).collect()
}

/// The messages that call everyone, by those who may.
async fn everyone_called(client: &impl Session, said: &[Said<'_>], calls: &[Calls]) -> Result<Vec<usize>> {
    const SQL: &str = "select d.place, d.author_id, m.is_moderator, c.owner_id \
                       from unnest($1::bigint[], $2::uuid[], $3::uuid[]) as d(place, chat_id, author_id) \
                       cross join lateral (select is_moderator from members where chat_id = d.chat_id and user_id = d.author_id limit 1) m \
                       cross join lateral (select owner_id from chats where id = d.chat_id limit 1) c";
    let (mut places, mut chats, mut authors) = (vec![], vec![], vec![]);
    for (place, (said, calls)) in (0_i64..).zip(said.iter().zip(calls)) {
        if calls.iter().any(|(_, handle)| *handle == Handle::Everyone) {
            places.push(place);
            chats.push(said.chat_id.as_uuid());
            authors.push(said.author_id.as_uuid());
        }
    }
    if places.is_empty() {
        return Ok(vec![]);
    }
    let statement = client.prepared(SQL).await?;
    let mut called = vec![];
    for row in client.rows(&statement, &[&places, &chats, &authors]).await? {
        let role = Role::of(row.try_get::<_, Uuid>("author_id")?.into(), owner(&row)?, row.try_get("is_moderator")?);
        if role.may(Action::MentionEveryone) {
            called.push(place(row.try_get("place")?));
        }
    }
    Ok(called)
}

fn place(number: i64) -> usize {
    usize::try_from(number).unwrap_or(usize::MAX)
}

/// What is written of the mentions of messages, and the statements that write it.
pub struct Telling(Option<(Columns, [Statement; 3])>);

#[derive(Default)]
struct Columns {
    /// Each message with mentions.
    chats: Vec<Uuid>,
    numbers: Vec<i64>,
    shown: Vec<Option<Json<Vec<StoredMention>>>>,
    /// Each of those who are to be told, once for each message.
    told_chats: Vec<Uuid>,
    told_numbers: Vec<i64>,
    told_users: Vec<Uuid>,
    told_authors: Vec<Uuid>,
    /// Each message that tells everyone.
    loud_chats: Vec<Uuid>,
    loud_numbers: Vec<i64>,
    loud_authors: Vec<Uuid>,
}

const SHOW: &str = "update messages s set mentions = d.mentions from unnest($1::uuid[], $2::bigint[], $3::jsonb[]) as d(chat_id, number, mentions) \
                    where s.chat_id = any(array[d.chat_id]) and s.number = any(array[d.number])";

/// Those who are told are members, so nothing is ever inserted: `on conflict` finds each by the key, which no plan can miss. It changes a row
/// once, so what is told to one person in several messages is summed up. Everyone is counted by [`TELL_EVERYONE`].
const TELL: &str = "with told as ( \
                        insert into mentions (chat_id, number, user_id, author_id) \
                        select chat_id, number, user_id, author_id \
                        from unnest($1::uuid[], $2::bigint[], $3::uuid[], $4::uuid[]) as d(chat_id, number, user_id, author_id) \
                        returning chat_id, number, user_id) \
                    insert into members (chat_id, user_id, joined_seq, changed_seq, read_number, unread_mentions) \
                    select chat_id, user_id, 0, 0, max(number), count(*) from told where user_id <> $5 group by chat_id, user_id \
                    on conflict on constraint members_pkey do update set unread_mentions = members.unread_mentions + excluded.unread_mentions \
                    where members.departure is null and members.read_number < excluded.read_number";

const TELL_EVERYONE: &str = "insert into members (chat_id, user_id, joined_seq, changed_seq, read_number, unread_mentions) \
                             select d.chat_id, m.user_id, 0, 0, max(d.number), count(*) \
                             from unnest($1::uuid[], $2::bigint[], $3::uuid[]) as d(chat_id, number, author_id) \
                             cross join lateral (select user_id from members \
                                 where chat_id = d.chat_id and departure is null and user_id <> d.author_id limit 10000000) m \
                             group by d.chat_id, m.user_id \
                             on conflict on constraint members_pkey do update set unread_mentions = members.unread_mentions + excluded.unread_mentions \
                             where members.read_number < excluded.read_number";

impl Telling {
    /// Looks at the messages; of those that mention nobody nothing is written.
    pub async fn of(client: &impl Session, messages: &[&Message]) -> Result<Self> {
        let mut columns = Columns::default();
        for message in messages.iter().filter(|message| !message.mentions.is_empty()) {
            columns.add(message);
        }
        if columns.chats.is_empty() {
            return Ok(Self(None));
        }
        let statements = [client.prepared(SHOW).await?, client.prepared(TELL).await?, client.prepared(TELL_EVERYONE).await?];
        Ok(Self(Some((columns, statements))))
    }

    /// Writes it. The first poll sends all of it, so that it can stand between other statements.
    pub async fn run(&self, client: &impl Session) -> Answer<()> {
        let Some((c, [show, tell, tell_everyone])) = &self.0 else { return Ok(()) };
        let shown: [Parameter<'_>; 3] = [&c.chats, &c.numbers, &c.shown];
        let told: [Parameter<'_>; 5] = [&c.told_chats, &c.told_numbers, &c.told_users, &c.told_authors, &EVERYONE];
        let loud: [Parameter<'_>; 3] = [&c.loud_chats, &c.loud_numbers, &c.loud_authors];
        tokio::try_join!(biased; client.writes(show, &shown), client.writes(tell, &told), client.writes(tell_everyone, &loud))?;
        Ok(())
    }
}

impl Columns {
    fn add(&mut self, message: &Message) {
        let (chat_id, number, author) = (message.chat_id.as_uuid(), message.number.0, message.author.id.as_uuid());
        self.chats.push(chat_id);
        self.numbers.push(number);
        self.shown.push(stored_mentions(&message.mentions));
        let is_loud = message.mentions.iter().any(|mention| mention.user.is_none());
        let named = || message.mentions.iter().filter_map(|mention| Some(mention.user.as_ref()?.id.as_uuid())).filter(|id| *id != author);
        let users: HashSet<Uuid> = if is_loud { HashSet::from([EVERYONE]) } else { named().collect() };
        for user in users {
            self.told_chats.push(chat_id);
            self.told_numbers.push(number);
            self.told_users.push(user);
            self.told_authors.push(author);
        }
        if is_loud {
            self.loud_chats.push(chat_id);
            self.loud_numbers.push(number);
            self.loud_authors.push(author);
        }
    }
}

/// Takes back what the messages of these numbers told: they are deleted, or say something else from now on.
pub async fn take_back(client: &impl Session, chat_id: ChatId, numbers: &[i64]) -> Result<()> {
    const SQL: &str = "with gone as (delete from mentions where chat_id = $1 and number = any($2) returning number, user_id, author_id), \
                       told as (select m.user_id, count(*) as times from gone g join members m \
                                on m.chat_id = $1 and m.departure is null and m.read_number < g.number \
                                and (m.user_id = g.user_id or (g.user_id = $3 and m.user_id <> g.author_id)) group by m.user_id) \
                       update members m set unread_mentions = greatest(0, m.unread_mentions - t.times) from told t \
                       where m.chat_id = $1 and m.user_id = t.user_id";
    let statement = client.prepared(SQL).await?;
    client.writes(&statement, &[&chat_id.as_uuid(), &numbers, &EVERYONE]).await?;
    Ok(())
}
