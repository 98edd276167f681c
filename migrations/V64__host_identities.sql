-- People who come in by the tokens of a host application.
alter table users alter column password_hash drop not null; -- null: they have none
alter table sessions add column ends_at timestamptz; -- however much it is used; null: as long as it is used

create table external_identities (
    issuer text not null,
    subject text not null, -- who it is there
    user_id uuid not null,
    created_at timestamptz not null default now(),
    constraint external_identities_pkey primary key (issuer, subject),
    constraint external_identities_user_id_fkey foreign key (user_id) references users (id) on delete cascade
);
create index external_identities_user_id_idx on external_identities (user_id);

-- Tokens that are good once only, until they are over.
create table spent_host_tokens (
    token_sha256 bytea not null,
    expires_at timestamptz not null,
    constraint spent_host_tokens_pkey primary key (token_sha256)
);
create index spent_host_tokens_expires_at_idx on spent_host_tokens (expires_at);
