-- Direct chats, of two people and without an owner, and who does not want to hear from whom.

alter table chats alter column owner_id drop not null;
alter table chats drop constraint chats_visibility_check;
alter table chats add constraint chats_visibility_check check (visibility in ('public', 'private', 'direct'));
alter table chats add constraint chats_owner_check check ((owner_id is null) = (visibility = 'direct'));

-- One for each pair.
create table direct_chats (
    low_user_id uuid not null,
    high_user_id uuid not null,
    chat_id uuid not null,
    constraint direct_chats_pkey primary key (low_user_id, high_user_id),
    constraint direct_chats_chat_id_key unique (chat_id),
    constraint direct_chats_chat_id_fkey foreign key (chat_id) references chats (id) on delete cascade,
    constraint direct_chats_low_user_id_fkey foreign key (low_user_id) references users (id),
    constraint direct_chats_high_user_id_fkey foreign key (high_user_id) references users (id),
    constraint direct_chats_order_check check (low_user_id < high_user_id)
);

create table blocks (
    user_id uuid not null,
    blocked_id uuid not null,
    created_at timestamptz not null default now(),
    constraint blocks_pkey primary key (user_id, blocked_id),
    constraint blocks_user_id_fkey foreign key (user_id) references users (id) on delete cascade,
    constraint blocks_blocked_id_fkey foreign key (blocked_id) references users (id) on delete cascade
);

create index blocks_latest_idx on blocks (user_id, created_at, blocked_id);

-- Whether one of the two of a direct chat has blocked the other: kept with both memberships, which are looked up for each message anyway.
alter table members add column is_blocked boolean not null default false;
