-- Log-ins of some people ask for a code of an authenticator app.
create table second_factors (
    user_id uuid not null,
    secret bytea not null, -- what the app shares with us
    confirmed_at timestamptz, -- null: log-ins do not ask for it yet
    last_step bigint not null default 0, -- the half minute whose code was used last: none is used twice
    recovery_sha256 bytea[] not null default '{}',
    constraint second_factors_pkey primary key (user_id),
    constraint second_factors_user_id_fkey foreign key (user_id) references users (id) on delete cascade
);
