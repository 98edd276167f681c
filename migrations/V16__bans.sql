-- Whom the moderators of a chat do not let in again.
alter table members drop constraint members_departure_check;
alter table members add constraint members_departure_check check (departure in ('left', 'removed', 'banned'));

create table bans (
    chat_id uuid not null,
    user_id uuid not null,
    banned_by uuid not null,
    reason text,
    created_at timestamptz not null default now(),
    until timestamptz, -- null: for good; one that is over counts no more, and is removed with the next
    constraint bans_pkey primary key (chat_id, user_id),
    constraint bans_chat_id_fkey foreign key (chat_id) references chats (id) on delete cascade,
    constraint bans_user_id_fkey foreign key (user_id) references users (id) on delete cascade,
    constraint bans_banned_by_fkey foreign key (banned_by) references users (id)
);
create index bans_latest_idx on bans (chat_id, created_at, user_id);
