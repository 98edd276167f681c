-- Chats are found by a part of the name, as people are: by its trigrams. Of all chats, since of a smaller index PostgreSQL thinks that it could as
-- well read the one of all names.
create index chats_trigrams_idx on chats using gin (name_key gin_trgm_ops);
