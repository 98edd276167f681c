-- Pins: when a message was pinned, null if it is not. Few are, so the index has next to nothing in it.
alter table messages add column pinned_at timestamptz;
create index messages_pins_idx on messages (chat_id, pinned_at, id) where pinned_at is not null;
