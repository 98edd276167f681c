-- Each order in which public chats are found has an index that it is read from.
drop index chats_public_name_idx;
create index chats_public_name_idx on chats (name_key collate "C", id) where visibility = 'public' and deleted_at is null;
create index chats_public_members_idx on chats (member_count, id) where visibility = 'public' and deleted_at is null;
-- By activity: an update is heap-only as long as no indexed value changes, so what is indexed is the minute.
alter table chats add column active_minute timestamptz not null
    generated always as (date_bin('1 minute', coalesce(last_message_at, created_at), timestamptz 'epoch')) stored;
create index chats_public_active_idx on chats (active_minute) where visibility = 'public' and deleted_at is null;
