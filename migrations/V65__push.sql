-- Where the device of a session takes notifications, and when people are left alone.

alter table sessions add column push_endpoint text; -- an address at a push service; gone with the end of the session
alter table sessions add column push_public_key bytea;
alter table sessions add column push_secret bytea;
alter table sessions add constraint sessions_push_check check (
    (push_endpoint is null) = (push_public_key is null) and (push_endpoint is null) = (push_secret is null)
    and (push_endpoint is null or ended_at is null));
create index sessions_push_idx on sessions (user_id) where push_endpoint is not null;
-- A browser has one, whoever uses it.
create unique index sessions_push_endpoint_key on sessions (sha256(push_endpoint::bytea)) where push_endpoint is not null;

alter table users add column quiet_from time;
alter table users add column quiet_to time;
alter table users add column quiet_zone text;
alter table users add constraint users_quiet_check check ((quiet_from is null) = (quiet_to is null) and (quiet_from is null) = (quiet_zone is null));
