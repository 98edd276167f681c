-- The writer's statements are planned when the table is empty. Whatever index leads with the chat looks equally cheap then, and of equals PostgreSQL
-- takes the youngest: that has to be the one by which a draft that was sent before is found, not one that reads a whole chat.
alter table messages add constraint messages_client_id_younger_key unique (chat_id, author_id, client_id);
alter table messages drop constraint messages_client_id_key;
alter table messages rename constraint messages_client_id_younger_key to messages_client_id_key;
-- The same of a membership.
create unique index members_younger_idx on members (chat_id, user_id);
alter table members drop constraint members_pkey, add constraint members_pkey primary key using index members_younger_idx;
