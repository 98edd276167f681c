-- People are found by a part of either name: by its trigrams, or, where there are fewer than three characters, by the beginning.

create extension if not exists pg_trgm;
alter table users add column search_key text not null generated always as (username || ' ' || lower(display_name)) stored;
create index users_search_key_idx on users using gin (search_key gin_trgm_ops);
create index users_username_prefix_idx on users (username collate "C");
create index users_display_name_prefix_idx on users (lower(display_name) collate "C");
