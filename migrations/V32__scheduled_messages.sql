-- Messages that are to be sent later. A row goes when its message is stored, whose client_id it has: whoever tries twice stores it once.

create table scheduled_messages (
    id uuid not null,
    author_id uuid not null,
    chat_id uuid not null,
    client_id uuid not null,
    body text not null,
    reply_to uuid,
    send_at timestamptz not null,
    failure text, -- why it was not sent when its time came; stays until the author removes it
    created_at timestamptz not null default now(),
    constraint scheduled_messages_pkey primary key (id),
    constraint scheduled_messages_client_id_key unique (chat_id, author_id, client_id),
    constraint scheduled_messages_chat_id_fkey foreign key (chat_id) references chats (id) on delete cascade,
    constraint scheduled_messages_author_id_fkey foreign key (author_id) references users (id) on delete cascade
);
create index scheduled_messages_author_idx on scheduled_messages (author_id, send_at, id);
create index scheduled_messages_due_idx on scheduled_messages (send_at) where failure is null;
