-- What people upload. The bytes lie in a store of their own, under the ids of these rows.

create table files (
    id uuid not null,
    chat_id uuid not null,
    uploader_id uuid not null,
    message_id uuid, -- null until a message carries it
    name text not null,
    media_type text not null, -- by content
    bytes bigint not null,
    width integer,
    height integer,
    thumbnail_type text, -- null if there is no thumbnail
    created_at timestamptz not null,
    constraint files_pkey primary key (id),
    constraint files_chat_id_fkey foreign key (chat_id) references chats (id),
    constraint files_uploader_id_fkey foreign key (uploader_id) references users (id)
);
create index files_chat_id_idx on files (chat_id);
create index files_message_id_idx on files (message_id) where message_id is not null;
create index files_unattached_idx on files (uploader_id) where message_id is null;
create index files_unattached_created_idx on files (created_at) where message_id is null;

-- Each object in the store that no row is about: from before its first byte until there is its row, and again once that is gone.
create table objects_to_erase (
    id uuid not null,
    uploader_id uuid, -- who is uploading it
    due_at timestamptz not null,
    constraint objects_to_erase_pkey primary key (id)
);
create index objects_to_erase_due_at_idx on objects_to_erase (due_at);
create index objects_to_erase_uploader_id_idx on objects_to_erase (uploader_id) where uploader_id is not null;

-- What a message tells of its files: a copy, so that reading messages reads nothing else. Null: none.
alter table messages add column attachments jsonb;
