-- Invitations by link. What a link carries is stored nowhere, but for the SHA-256 by which it is found.

create table invitations (
    id uuid not null,
    chat_id uuid not null,
    created_by uuid not null,
    code_sha256 bytea not null,
    skip_password boolean not null,
    uses bigint not null default 0,
    max_uses bigint, -- null: any number
    created_at timestamptz not null default now(),
    expires_at timestamptz not null,
    constraint invitations_pkey primary key (id),
    constraint invitations_code_key unique (code_sha256),
    constraint invitations_chat_id_fkey foreign key (chat_id) references chats (id) on delete cascade,
    constraint invitations_created_by_fkey foreign key (created_by) references users (id) on delete cascade,
    constraint invitations_uses_check check (uses <= max_uses)
);
create index invitations_latest_idx on invitations (chat_id, created_at, id);
create index invitations_expires_at_idx on invitations (expires_at);
