//! People and chats, put into the database in bulk.

use std::ops::Range;

use anyhow::{Context, Result};
use uuid::Uuid;

use super::Database;
use super::token::Mint;
use crate::client::Seat;
use crate::wire::ChatKey;

/// Who there is, and who is in which chat.
#[derive(Clone, Debug)]
pub struct Seating {
    /// How many people.
    pub people: usize,
    /// The members of each chat, by number. The first is the owner. Everybody is in one at least, and writes to the first of theirs.
    pub chats: Vec<Range<usize>>,
}

impl Seating {
    /// So many chats of so many people each, nobody in two.
    pub fn rooms(count: usize, members: usize) -> Self {
        Self { people: count * members, chats: (0..count).map(|room| room * members..(room + 1) * members).collect() }
    }

    /// So many chats, in each of which everybody is.
    pub fn everywhere(count: usize, people: usize) -> Self {
        Self { people, chats: vec![0..people; count] }
    }
}

/// Makes them, and returns a seat for each person.
pub fn fill(database: &Database, mint: &Mint, seating: &Seating) -> Result<Vec<Seat>> {
    let users: Vec<Uuid> = (0..seating.people).map(|_| Uuid::now_v7()).collect();
    let sessions: Vec<Uuid> = users.iter().map(|_| Uuid::now_v7()).collect();
    insert_users(database, &users, &sessions)?;
    let chats: Vec<Uuid> = seating.chats.iter().map(|_| Uuid::now_v7()).collect();
    insert_chats(database, seating, &chats, &users)?;
    let mut seats = Vec::with_capacity(users.len());
    for (number, (user, session)) in users.iter().zip(&sessions).enumerate() {
        let at = seating.chats.iter().position(|members| members.contains(&number)).context("somebody is in no chat")?;
        seats.push(Seat { token: mint.token(*user, *session)?, chat: key(chats[at])? });
    }
    Ok(seats)
}

/// A chat's id as it stands in frames.
pub fn key(chat: Uuid) -> Result<ChatKey> {
    chat.to_string().as_bytes().try_into().context("an id has 36 characters")
}

fn insert_users(database: &Database, users: &[Uuid], sessions: &[Uuid]) -> Result<()> {
    // Names of one length, as the floor's frames have: a receiver's kernel puts off its answer to a second segment in a row that is shorter than those
    // before, and the timers of a thousand such answers would run on the server's core, as they do on nobody's who has another machine.
    const USERS: &str = "
        insert into users (id, username, username_skeleton, display_name, password_hash)
        select id, 'bench' || digits, 'bench' || digits, 'Bench ' || digits, 'none'
        from unnest($1::uuid[]) with ordinality as new (id, number), lpad(number::text, 5, '0') as digits";
    const SESSIONS: &str = "
        insert into sessions (id, user_id, rotated_at, created_at, last_used_at, expires_at)
        select id, user_id, now(), now(), now(), now() + interval '1 day'
        from unnest($1::uuid[], $2::uuid[]) as new (id, user_id)";
    database.execute(USERS, &[&users])?;
    database.execute(SESSIONS, &[&sessions, &users])?;
    Ok(())
}

fn insert_chats(database: &Database, seating: &Seating, chats: &[Uuid], users: &[Uuid]) -> Result<()> {
    const CHATS: &str = "
        insert into chats (id, name, name_key, description, visibility, owner_id, seq, settings_seq, member_count)
        select id, name, lower(name), '', 'public', owner_id, size, 1, size
        from unnest($1::uuid[], $2::text[], $3::uuid[], $4::bigint[]) as new (id, name, owner_id, size)";
    const MEMBERS: &str = "
        insert into members (chat_id, user_id, joined_seq, changed_seq)
        select chat_id, user_id, seq, seq
        from unnest($1::uuid[], $2::uuid[], $3::bigint[]) as new (chat_id, user_id, seq)";
    let names: Vec<String> = (0..chats.len()).map(|number| format!("Bench {number}")).collect();
    let owners: Vec<Uuid> = seating.chats.iter().map(|members| users[members.start]).collect();
    let sizes = seating.chats.iter().map(|members| i64::try_from(members.len())).collect::<Result<Vec<i64>, _>>()?;
    database.execute(CHATS, &[&chats, &names, &owners, &sizes])?;
    let (mut of, mut who, mut seqs) = (Vec::new(), Vec::<Uuid>::new(), Vec::new());
    for (chat, members) in chats.iter().zip(&seating.chats) {
        of.extend(members.clone().map(|_| *chat));
        who.extend(&users[members.clone()]);
        seqs.extend(1..=i64::try_from(members.len())?);
    }
    database.execute(MEMBERS, &[&of, &who, &seqs])?;
    Ok(())
}
