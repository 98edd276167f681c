-- Who deletes their account leaves a row without names, so that what they wrote keeps an author.
alter table users add column deleted_at timestamptz;
