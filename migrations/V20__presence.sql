-- When people were last here, and who does not want to be seen.

alter table users add column last_seen_at timestamptz; -- when the last connection went; null if that is not known
alter table users add column presence_hidden boolean not null default false;
