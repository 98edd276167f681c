-- Who keeps order on the whole server. Nobody at first: the command line names them.
create table admins (
    user_id uuid not null,
    granted_at timestamptz not null default now(),
    constraint admins_pkey primary key (user_id),
    constraint admins_user_id_fkey foreign key (user_id) references users (id) on delete cascade
);
create index admins_granted_idx on admins (granted_at, user_id);

-- Whose account is closed for the time being.
alter table users add column suspended_at timestamptz;
