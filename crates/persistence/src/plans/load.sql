-- People, chats and messages in numbers at which it matters how they are found. Of each kind the n-th has n at the end of its id.
insert into users (id, username, username_skeleton, display_name, password_hash)
select ('00000000-0000-7000-8000-' || lpad(to_hex(n), 12, '0'))::uuid, 'user' || n, 'user' || n, 'User ' || n, 'hash'
from generate_series(1, 10000) n;

insert into chats (id, name, name_key, description, visibility, owner_id, seq, settings_seq, message_count, member_count, created_at, last_message_at)
select ('00000000-0000-7000-9000-' || lpad(to_hex(n), 12, '0'))::uuid, 'Chat ' || n, 'chat ' || n, '',
       case when n % 5 = 0 then 'private' else 'public' end, ('00000000-0000-7000-8000-' || lpad(to_hex(n), 12, '0'))::uuid,
       200000, 1, case n when 1 then 100000 else 5 end, n % 50, now() - n * interval '1 hour', now() - n * interval '1 minute'
from generate_series(1, 10000) n;

-- Five in each chat, the first user in three hundred more.
insert into members (chat_id, user_id, joined_at, joined_seq, changed_seq)
select c.id, ('00000000-0000-7000-8000-' || lpad(to_hex(1 + (row_number() over ()) * 7919 % 10000), 12, '0'))::uuid, now(), 1, 1
from chats c, generate_series(1, 5)
on conflict do nothing;
insert into members (chat_id, user_id, joined_at, joined_seq, changed_seq)
select c.id, '00000000-0000-7000-8000-000000000001', now(), 1, 1
from chats c where c.id < '00000000-0000-7000-9000-00000000012d'
on conflict do nothing;
-- And everyone in the second chat.
insert into members (chat_id, user_id, joined_at, joined_seq, changed_seq)
select '00000000-0000-7000-9000-000000000002', u.id, now(), 1, 1 from users u
on conflict do nothing;

insert into messages (chat_id, number, id, author_id, client_id, body, seq, changed_seq, created_at)
select c.id, n, gen_random_uuid(), ('00000000-0000-7000-8000-' || lpad(to_hex(1 + n % 500), 12, '0'))::uuid, gen_random_uuid(),
       'message ' || n || repeat('x', 80), n, n, now()
from chats c, generate_series(1, c.message_count) n;

-- In many chats something is pinned.
update messages set pinned_at = now() + number * interval '1 second'
where number <= 4 or chat_id = '00000000-0000-7000-9000-000000000001' and number <= 50;

-- One message has been edited often, and many once.
insert into message_versions (message_id, seq, body, written_at)
select s.id, n, 'before', now() from messages s, generate_series(1, case s.number when 50000 then 500 else 1 end) n
where s.chat_id = '00000000-0000-7000-9000-000000000001' and (s.number <= 5000 or s.number = 50000);

-- Every tenth message mentions the first user.
insert into mentions (chat_id, number, user_id, author_id)
select s.chat_id, s.number, '00000000-0000-7000-8000-000000000001', s.author_id
from messages s where s.chat_id = '00000000-0000-7000-9000-000000000001' and s.number % 10 = 0;
update messages s set mentions = '[{"text": "@user1", "user_id": "00000000-0000-7000-8000-000000000001"}]'
from mentions m where m.chat_id = s.chat_id and m.number = s.number and s.number < 20000;

-- One message has many reactions, and many have some.
insert into reactions (message_id, emoji, user_id, seq)
select s.id, '👍', u.id, row_number() over ()
from messages s, users u where s.chat_id = '00000000-0000-7000-9000-000000000001' and s.number = 50000;
insert into reactions (message_id, emoji, user_id, seq)
select s.id, '🎉', '00000000-0000-7000-8000-000000000001', s.number
from messages s where s.chat_id = '00000000-0000-7000-9000-000000000001' and s.number between 1 and 20000;

-- A thousand people are banned from the first chat.
insert into bans (chat_id, user_id, banned_by)
select '00000000-0000-7000-9000-000000000001', u.id, '00000000-0000-7000-8000-000000000001'
from users u order by u.id desc limit 1000;

-- Of the first chat much is reported, and of others something; some of it by many people.
insert into reported_messages (message_id, chat_id, author_id, state, reported_at, count)
select s.id, s.chat_id, s.author_id, case when s.number % 2 = 0 then 'open' else 'resolved' end, now() + s.number * interval '1 second', 1
from messages s where s.number <= case when s.chat_id = '00000000-0000-7000-9000-000000000001' then 5000 else 2 end;
insert into reports (message_id, reporter_id, reason, body)
select r.message_id, u.id, 'spam', 'message' from reported_messages r
cross join lateral (select id from users order by id limit case when r.reported_at > now() + interval '4990 seconds' then 1000 else 1 end) u;

-- Links lead into each chat, and many into the first.
insert into invitations (id, chat_id, created_by, code_sha256, skip_password, expires_at)
select gen_random_uuid(), c.id, c.owner_id, lpad(to_hex(n), 32, '0')::bytea, false, now() + interval '7 days'
from (select *, row_number() over (order by id) as n from chats) c;
insert into invitations (id, chat_id, created_by, code_sha256, skip_password, expires_at)
select gen_random_uuid(), '00000000-0000-7000-9000-000000000001', '00000000-0000-7000-8000-000000000001', lpad(to_hex(n), 32, 'x')::bytea, false, now() + interval '7 days'
from generate_series(1, 1000) n;

-- Every other private chat takes requests; many wait before the fifth, and one person before many.
update chats set join_requests = true where visibility = 'private' and owner_id::text ~ '[05a]$';
insert into members (chat_id, user_id, joined_at, joined_seq, changed_seq)
values ('00000000-0000-7000-9000-000000000005', '00000000-0000-7000-8000-000000000005', now(), 1, 1) on conflict do nothing;
insert into join_requests (chat_id, user_id) select '00000000-0000-7000-9000-000000000005', u.id from users u order by u.id desc limit 1000;
insert into join_requests (chat_id, user_id) select c.id, '00000000-0000-7000-8000-00000000270f' from chats c where c.join_requests on conflict do nothing;

insert into sessions (id, user_id, rotated_at, created_at, last_used_at, expires_at)
select u.id, u.id, now(), now(), now(), now() + interval '30 days' from users u;

-- The first user has blocked many.
insert into blocks (user_id, blocked_id)
select '00000000-0000-7000-8000-000000000001', u.id from users u where u.id <> '00000000-0000-7000-8000-000000000001' limit 5000;

insert into files (id, chat_id, uploader_id, message_id, name, media_type, bytes, created_at)
select gen_random_uuid(), c.id, c.owner_id, case when n > 1 then gen_random_uuid() end, 'a.txt', 'text/plain', 1, now()
from chats c, generate_series(1, 3) n;
insert into objects_to_erase (id, uploader_id, due_at) select gen_random_uuid(), u.id, now() from users u;
-- Much is to be said later, and some of it should have been.
insert into scheduled_messages (id, author_id, chat_id, client_id, body, send_at)
select gen_random_uuid(), case when n % 2 = 0 then '00000000-0000-7000-8000-000000000001'::uuid else '00000000-0000-7000-8000-000000000002'::uuid end,
       '00000000-0000-7000-9000-000000000001', gen_random_uuid(), 'later', now() + (n - 50) * interval '1 minute'
from generate_series(1, 5000) n;

-- Everyone in the second chat has begun to write.
insert into drafts (chat_id, user_id, body) select m.chat_id, m.user_id, 'begun' from members m where m.chat_id = '00000000-0000-7000-9000-000000000002';

-- The first user has saved many messages, and others some.
insert into bookmarks (user_id, message_id, chat_id, saved_at)
select '00000000-0000-7000-8000-000000000001', s.id, s.chat_id, now() - s.number * interval '1 second'
from messages s where s.chat_id = '00000000-0000-7000-9000-000000000001' and s.number <= 1000;
insert into bookmarks (user_id, message_id, chat_id)
select m.user_id, s.id, s.chat_id from members m join messages s on s.chat_id = m.chat_id
where m.chat_id > '00000000-0000-7000-9000-000000001000' and s.number = 1;

-- Every third person has a device that takes notifications.
insert into sessions (id, user_id, rotated_at, created_at, last_used_at, expires_at, push_endpoint, push_public_key, push_secret)
select gen_random_uuid(), u.id, now(), now(), now(), now() + interval '30 days', 'https://push.example.org/' || u.id, '\x04', '\x01'
from users u where u.id::text > '00000000-0000-7000-8000-0000000003e8' and right(u.id::text, 1) in ('1', '4', '7', 'a', 'd');

analyze;

-- Much was done in the first chat and on the server, and something in each.
insert into audit_log (id, chat_id, action, actor_id, target_id, created_at)
select gen_random_uuid(), c.id, 'member.removed', u.id, u.id, now() - n * interval '1 second'
from (select id, row_number() over (order by id) as n from users) u,
     (values ('00000000-0000-7000-9000-000000000001'::uuid), (null)) c (id)
union all
select gen_random_uuid(), c.id, 'member.removed', c.owner_id, c.owner_id, now() from chats c;
