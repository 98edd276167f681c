-- Accounts, sessions, chats, members and messages.
--
-- Every persisted change of a chat takes the next chats.seq inside its transaction and stamps it on the row that
-- changed (changed_seq, settings_seq). The row lock on the chat makes commit order equal seq order.

create table users (
    id uuid not null,
    username text not null,
    username_skeleton text not null, -- what the name looks like (UTS 39): no two users may look alike
    display_name text not null,
    avatar text,
    password_hash text not null,
    created_at timestamptz not null default now(),
    constraint users_pkey primary key (id),
    constraint users_username_key unique (username),
    constraint users_username_skeleton_key unique (username_skeleton)
);

create table sessions (
    id uuid not null,
    user_id uuid not null,
    device text,
    refresh_generation bigint not null default 0, -- which of the session's refresh tokens is good; an older one that comes back was stolen
    rotated_at timestamptz not null,
    created_at timestamptz not null,
    last_used_at timestamptz not null,
    expires_at timestamptz not null,
    ended_at timestamptz,
    constraint sessions_pkey primary key (id),
    constraint sessions_user_id_fkey foreign key (user_id) references users (id) on delete cascade
);
create index sessions_user_id_idx on sessions (user_id) where ended_at is null;

create table chats (
    id uuid not null,
    name text not null,
    name_key text not null, -- the name in lower case, for search and order
    description text not null,
    visibility text not null,
    password_hash text,
    owner_id uuid not null,
    seq bigint not null,
    settings_seq bigint not null, -- the seq of the latest change of this row itself
    message_count bigint not null default 0,
    member_count bigint not null default 0,
    created_at timestamptz not null default now(),
    last_message_at timestamptz,
    deleted_at timestamptz, -- deleted for everyone at once; the rows are removed in small steps afterwards
    constraint chats_pkey primary key (id),
    constraint chats_owner_id_fkey foreign key (owner_id) references users (id),
    constraint chats_visibility_check check (visibility in ('public', 'private'))
) with (fillfactor = 50); -- the counters change with every message: room for heap-only updates
-- No index on the counters or last_message_at: it would end the heap-only updates.
create index chats_public_name_idx on chats (name_key, id) where visibility = 'public' and deleted_at is null;
create index chats_public_created_idx on chats (created_at, id) where visibility = 'public' and deleted_at is null;
create index chats_deleted_idx on chats (deleted_at) where deleted_at is not null;

create table members (
    chat_id uuid not null,
    user_id uuid not null,
    joined_at timestamptz not null default now(),
    joined_seq bigint not null,
    changed_seq bigint not null,
    read_number bigint not null default 0,
    departure text, -- null while a member; the row stays, so that those who were away learn of it
    constraint members_pkey primary key (chat_id, user_id),
    constraint members_chat_id_fkey foreign key (chat_id) references chats (id) on delete cascade,
    constraint members_user_id_fkey foreign key (user_id) references users (id),
    constraint members_departure_check check (departure in ('left', 'removed'))
);
create index members_user_id_idx on members (user_id, chat_id) where departure is null;
create index members_changed_seq_idx on members (chat_id, changed_seq);
create index members_joined_idx on members (chat_id, joined_at, user_id) where departure is null;

create table messages (
    chat_id uuid not null,
    number bigint not null,
    id uuid not null,
    author_id uuid not null,
    client_id uuid not null,
    body text not null,
    reply_to uuid,
    seq bigint not null, -- when it was born
    changed_seq bigint not null, -- when it last changed
    created_at timestamptz not null,
    edited_at timestamptz,
    deleted_at timestamptz,
    constraint messages_pkey primary key (chat_id, number),
    constraint messages_id_key unique (id),
    constraint messages_client_id_key unique (chat_id, author_id, client_id),
    constraint messages_chat_id_fkey foreign key (chat_id) references chats (id),
    constraint messages_author_id_fkey foreign key (author_id) references users (id)
);
create index messages_changed_seq_idx on messages (chat_id, changed_seq);
