-- Private chats that can be found by their name, and asked to let one in.

alter table chats
    add column join_requests boolean not null default false,
    add column requests_waiting bigint not null default 0;

create table join_requests (
    chat_id uuid not null,
    user_id uuid not null,
    message text,
    created_at timestamptz not null default now(),
    declined_at timestamptz, -- kept for a while, so that nobody asks again the next day
    constraint join_requests_pkey primary key (chat_id, user_id),
    constraint join_requests_chat_id_fkey foreign key (chat_id) references chats (id) on delete cascade,
    constraint join_requests_user_id_fkey foreign key (user_id) references users (id) on delete cascade
);
create index join_requests_waiting_idx on join_requests (chat_id, created_at, user_id) where declined_at is null;
create index join_requests_own_idx on join_requests (user_id, created_at, chat_id);
create index join_requests_declined_idx on join_requests (declined_at) where declined_at is not null;
-- Who is told of them.
create index members_moderators_idx on members (chat_id) where is_moderator and departure is null;

-- They are listed in the orders that tell no more of them than they show. By members and activity, public chats are listed alone.
drop index chats_public_name_idx, chats_public_created_idx;
create index chats_listed_name_idx on chats (name_key collate "C", id)
    where (visibility = 'public' or (visibility = 'private' and join_requests)) and deleted_at is null;
create index chats_listed_created_idx on chats (created_at, id)
    where (visibility = 'public' or (visibility = 'private' and join_requests)) and deleted_at is null;
