//! Notifications on devices: where they go, and what there is to tell.

use dialogo_domain::{ChatId, ChatName, DisplayName, MessageBody, MessageId, Number, PushSubscription, QuietHours, SessionId, UserId};
use jiff::Timestamp;
use jiff::civil::Time;
use tokio_postgres::Row;
use uuid::Uuid;

use crate::writer::{execute, require_room};
use crate::{Error, Result, Store};

/// What a session is set to whose device takes no notifications.
macro_rules! no_push {
    () => {
        "push_endpoint = null, push_public_key = null, push_secret = null"
    };
}
pub(crate) use no_push;

/// Members that are looked at in one statement.
macro_rules! members_max {
    () => {
        500
    };
}

/// Devices of members of a chat, and behind whom to go on.
#[derive(Debug)]
pub struct Devices {
    /// Which devices.
    pub devices: Vec<Device>,
    /// The last member who was looked at; nothing if that was the chat's last.
    pub next: Option<UserId>,
}

/// A device that takes notifications.
#[derive(Debug)]
pub struct Device {
    /// Whose it is.
    pub user_id: UserId,
    /// By which log-in.
    pub id: SessionId,
    /// The host of its push service, with the port if it has one of its own.
    pub host: String,
}

/// What a device is to be told, as it is at this moment.
#[derive(Clone, Debug)]
pub struct Notice {
    /// Where it goes.
    pub to: PushSubscription,
    /// When its owner is left alone.
    pub quiet_hours: Option<QuietHours>,
    /// The chat's name; a direct chat has none.
    pub chat_name: ChatName,
    /// Whose message it is.
    pub author: DisplayName,
    /// Which message.
    pub message_id: MessageId,
    /// Its place.
    pub number: Number,
    /// What it says.
    pub body: MessageBody,
    /// How many unread messages the owner wants to be told of, in all chats.
    pub badge: i64,
}

impl Store {
    /// Has the device of a session take notifications from now on; whatever other session it did so for does no longer. The user may have `most`.
    /// False if there is no such living session.
    pub async fn subscribe(&self, me: UserId, id: SessionId, to: &PushSubscription, now: Timestamp, most: i64) -> Result<bool> {
        // A browser that subscribes for two sessions at once does so for one after the other.
        const TURN: &str = "select pg_advisory_xact_lock(hashtextextended($1, 65))";
        const LIVE: &str =
            "select 1 from sessions where id = $1 and user_id = $2 and ended_at is null and expires_at > $3 for no key update";
        const OTHERS: &str = "select count(*) from (select 1 from sessions o where o.user_id = $2 and o.push_endpoint is not null \
                              and o.ended_at is null and o.expires_at > $3 and o.id <> $1 limit $4) o";
        const FREE: &str = concat!(
            "update sessions set ",
            no_push!(),
            " where push_endpoint is not null and sha256(push_endpoint::bytea) = sha256($1::text::bytea) and id <> $2"
        );
        const TAKE: &str = "update sessions set push_endpoint = $2, push_public_key = $3, push_secret = $4 where id = $1";
        let PushSubscription { endpoint, public_key, secret } = to;
        self.on_connection(async |client| {
            let transaction = client.transaction().await?;
            execute(&transaction, TURN, &[endpoint]).await?;
            if execute(&transaction, LIVE, &[&id.as_uuid(), &me.as_uuid(), &now]).await? == 0 {
                return Ok(false);
            }
            require_room(&transaction, OTHERS, &[&id.as_uuid(), &me.as_uuid(), &now, &most], most, "devices with notifications").await?;
            execute(&transaction, FREE, &[endpoint, &id.as_uuid()]).await?;
            execute(&transaction, TAKE, &[&id.as_uuid(), endpoint, public_key, secret]).await?;
            transaction.commit().await?;
            Ok(true)
        })
        .await
    }

    /// Has the device of a session take no more notifications; if an address is named, only when it is still that one.
    pub async fn unsubscribe(&self, id: SessionId, only: Option<&str>) -> Result<()> {
        const SQL: &str = concat!("update sessions set ", no_push!(), " where id = $1 and ($2::text is null or push_endpoint = $2)");
        self.execute(SQL, &[&id.as_uuid(), &only]).await.map(drop)
    }

    /// Whether anybody's device takes notifications.
    pub async fn has_devices(&self) -> Result<bool> {
        const SQL: &str = "select 1 from sessions where push_endpoint is not null limit 1";
        Ok(self.row(SQL, &[]).await?.is_some())
    }

    /// The devices of those members of a chat who may want to be told of a message up to this one.
    pub async fn devices_to_tell(&self, chat_id: ChatId, up_to: Number, after: Option<UserId>) -> Result<Devices> {
        const SQL: &str = concat!(
            "select m.user_id, d.id, split_part(d.push_endpoint, '/', 3) as host \
             from (select m.user_id, m.read_number, m.notifications, m.unread_mentions from members m \
                   where m.chat_id = $1 and m.user_id > $3 and m.departure is null order by m.user_id limit ",
            members_max!(),
            ") m \
             left join lateral (select d.id, d.push_endpoint from sessions d \
                                where d.user_id = m.user_id and d.push_endpoint is not null limit 100) d \
             on m.read_number < $2 and (m.notifications = 'all' or m.notifications = 'mentions' and m.unread_mentions > 0) \
             order by m.user_id"
        );
        let after = after.map_or(Uuid::nil(), UserId::as_uuid);
        let rows = self.rows(SQL, &[&chat_id.as_uuid(), &up_to.0, &after]).await?;
        let (mut devices, mut members, mut last) = (vec![], 0, None);
        for row in &rows {
            let user_id: UserId = row.try_get::<_, Uuid>("user_id")?.into();
            if last != Some(user_id) {
                (members, last) = (members + 1, Some(user_id));
            }
            if let Some(id) = row.try_get::<_, Option<Uuid>>("id")? {
                devices.push(Device { user_id, id: id.into(), host: row.try_get("host")? });
            }
        }
        Ok(Devices { devices, next: last.filter(|_| members == members_max!()) })
    }

    /// What a device is to be told of a chat: the latest of these messages that is still there, that its owner has not read, did not write and wants to be
    /// told of, and whose author they have not blocked. Nothing if they are no member any more, or the session has ended.
    pub async fn notice(&self, id: SessionId, chat_id: ChatId, (from, to): (Number, Number), now: Timestamp) -> Result<Option<Notice>> {
        const SQL: &str = "select d.push_endpoint, d.push_public_key, d.push_secret, u.quiet_from, u.quiet_to, u.quiet_zone, c.name, \
                           a.display_name, s.id as message_id, s.number, s.body, b.badge \
                           from sessions d \
                           join lateral (select * from members m where m.chat_id = $2 and m.user_id = d.user_id and m.departure is null limit 1) m on true \
                           join lateral (select c.name from chats c where c.id = $2 and c.deleted_at is null limit 1) c on true \
                           join lateral (select u.quiet_from, u.quiet_to, u.quiet_zone from users u where u.id = d.user_id and u.deleted_at is null limit 1) u on true \
                           join lateral (select s.id, s.number, s.body, s.author_id from messages s \
                                         where s.chat_id = $2 and s.number between greatest($3, m.read_number + 1) and $4 \
                                         and s.deleted_at is null and s.author_id <> d.user_id \
                                         and (m.notifications = 'all' or m.notifications = 'mentions' \
                                              and exists (select 1 from mentions n where n.chat_id = $2 and n.number = s.number \
                                                          and n.user_id in (d.user_id, '00000000-0000-0000-0000-000000000000'))) \
                                         and not exists (select 1 from blocks k where k.user_id = d.user_id and k.blocked_id = s.author_id) \
                                         order by s.number desc limit 1) s on true \
                           join lateral (select a.display_name from users a where a.id = s.author_id limit 1) a on true \
                           cross join lateral (select coalesce(sum(case o.notifications \
                                                   when 'all' then greatest(c.message_count - o.read_number, o.unread_mentions) \
                                                   when 'mentions' then o.unread_mentions else 0 end), 0)::bigint as badge \
                                               from (select * from members o where o.user_id = d.user_id and o.departure is null limit 1000) o \
                                               join lateral (select c.message_count from chats c where c.id = o.chat_id and c.deleted_at is null limit 1) c on true) b \
                           where d.id = $1 and d.ended_at is null and d.expires_at > $5 and d.push_endpoint is not null";
        let row = self.row(SQL, &[&id.as_uuid(), &chat_id.as_uuid(), &from.0, &to.0, &now]).await?;
        row.as_ref().map(notice).transpose()
    }

    /// When somebody is left alone.
    pub async fn quiet_hours(&self, me: UserId) -> Result<Option<QuietHours>> {
        const SQL: &str = "select quiet_from, quiet_to, quiet_zone from users where id = $1";
        quiet_hours(&self.row(SQL, &[&me.as_uuid()]).await?.ok_or(Error::UserNotFound)?)
    }

    /// Sets when somebody is left alone, or that they are not.
    pub async fn set_quiet_hours(&self, me: UserId, hours: Option<&QuietHours>) -> Result<()> {
        const SQL: &str = "update users set quiet_from = $2, quiet_to = $3, quiet_zone = $4 where id = $1";
        let (from, to, zone) = (hours.map(|hours| hours.from), hours.map(|hours| hours.to), hours.map(|hours| &hours.time_zone));
        self.execute(SQL, &[&me.as_uuid(), &from, &to, &zone]).await.map(drop)
    }
}

fn notice(row: &Row) -> Result<Notice> {
    let to = PushSubscription {
        endpoint: row.try_get("push_endpoint")?,
        public_key: row.try_get("push_public_key")?,
        secret: row.try_get("push_secret")?,
    };
    Ok(Notice {
        to,
        quiet_hours: quiet_hours(row)?,
        chat_name: ChatName::stored(row.try_get("name")?),
        author: DisplayName::stored(row.try_get("display_name")?),
        message_id: row.try_get::<_, Uuid>("message_id")?.into(),
        number: Number(row.try_get("number")?),
        body: MessageBody::stored(row.try_get("body")?),
        badge: row.try_get("badge")?,
    })
}

fn quiet_hours(row: &Row) -> Result<Option<QuietHours>> {
    let Some(from) = row.try_get::<_, Option<Time>>("quiet_from")? else { return Ok(None) };
    Ok(Some(QuietHours { from, to: row.try_get("quiet_to")?, time_zone: row.try_get("quiet_zone")? }))
}
