-- What edited messages said before: a row for each text that was replaced. They go with their message, and all at once when it is deleted.
create table message_versions (
    message_id uuid not null,
    seq bigint not null, -- the chat's, when this text was replaced
    body text not null,
    written_at timestamptz not null,
    constraint message_versions_pkey primary key (message_id, seq),
    constraint message_versions_message_id_fkey foreign key (message_id) references messages (id) on delete cascade
);
