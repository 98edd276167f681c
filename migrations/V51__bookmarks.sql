-- Messages that people want to find again. A bookmark goes with its message, and with the membership.

create table bookmarks (
    user_id uuid not null,
    message_id uuid not null,
    chat_id uuid not null,
    saved_at timestamptz not null default now(),
    constraint bookmarks_pkey primary key (user_id, message_id),
    constraint bookmarks_message_id_fkey foreign key (message_id) references messages (id) on delete cascade,
    constraint bookmarks_members_fkey foreign key (chat_id, user_id) references members (chat_id, user_id) on delete cascade
);
create index bookmarks_saved_idx on bookmarks (user_id, saved_at, message_id);
create index bookmarks_members_idx on bookmarks (chat_id, user_id);
create index bookmarks_message_id_idx on bookmarks (message_id);
