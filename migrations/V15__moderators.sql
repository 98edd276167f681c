-- Whom the owner has appointed to keep order. Who owns the chat stands in chats.owner_id alone; whoever leaves is no moderator any more.
alter table members add column is_moderator boolean not null default false;
