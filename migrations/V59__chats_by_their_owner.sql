-- How many chats somebody owns is looked at before there is one more. Of all chats: an index of those that are not deleted would look as cheap as
-- the primary key while nothing is stored, and be read whole.

create index chats_owner_id_idx on chats (owner_id);
