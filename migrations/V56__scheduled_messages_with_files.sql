-- Messages that are sent later bring files along, which wait for them, and one that fails through our own fault is tried again behind the others.

alter table scheduled_messages add column attachments jsonb; -- what is told of its files, as in messages; null: none
alter table scheduled_messages add column retry_at timestamptz; -- when it is tried again, if it failed through our own fault
drop index scheduled_messages_due_idx;
create index scheduled_messages_due_idx on scheduled_messages (coalesce(retry_at, send_at)) where failure is null;

alter table files add column waits_for uuid; -- the client_id of the uploader's scheduled message that it is kept for
create index files_waits_for_idx on files (waits_for) where waits_for is not null;
drop index files_unattached_idx;
drop index files_unattached_created_idx;
create index files_unattached_idx on files (uploader_id) where message_id is null and waits_for is null;
create index files_unattached_created_idx on files (created_at) where message_id is null and waits_for is null;
