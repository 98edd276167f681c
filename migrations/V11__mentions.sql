-- Who is mentioned where, so that each member's unread mentions are counted as messages come, change, go and are read.
create table mentions (
    chat_id uuid not null,
    user_id uuid not null, -- all zeros for everyone who was in the chat
    number bigint not null, -- of the message
    author_id uuid not null, -- who mentions themselves, or everyone, is not told
    constraint mentions_pkey primary key (chat_id, user_id, number),
    constraint mentions_number_fkey foreign key (chat_id, number) references messages (chat_id, number) on delete cascade
);
create index mentions_number_idx on mentions (chat_id, number);
alter table messages add column mentions jsonb; -- null for none; else each text with the id of whom it means, null for everyone
alter table members add column unread_mentions bigint not null default 0; -- those after read_number
