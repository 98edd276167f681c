-- Messages that were reported, and what people said about them.
create table reported_messages (
    message_id uuid not null,
    chat_id uuid not null,
    author_id uuid not null, -- of the message
    state text not null default 'open',
    reported_at timestamptz not null default now(), -- since when it waits, or waited, to be decided
    count bigint not null default 0,
    decided_by uuid,
    decided_at timestamptz,
    changed_at timestamptz not null default now(), -- forgotten so long afterwards
    constraint reported_messages_pkey primary key (message_id),
    constraint reported_messages_state_check check (state in ('open', 'dismissed', 'resolved')),
    constraint reported_messages_chat_id_fkey foreign key (chat_id) references chats (id) on delete cascade
);
create index reported_messages_of_chat_idx on reported_messages (chat_id, state, reported_at, message_id);
create index reported_messages_of_all_idx on reported_messages (state, reported_at, message_id);
create index reported_messages_changed_idx on reported_messages (changed_at);

create table reports (
    message_id uuid not null,
    reporter_id uuid not null,
    reason text not null,
    comment text,
    body text, -- what the message said then; null, once it was decided
    created_at timestamptz not null default now(),
    constraint reports_pkey primary key (message_id, reporter_id),
    constraint reports_message_id_fkey foreign key (message_id) references reported_messages (message_id) on delete cascade
);
create index reports_of_one_idx on reports (reporter_id, created_at);
create index reports_first_idx on reports (message_id, created_at, reporter_id);
