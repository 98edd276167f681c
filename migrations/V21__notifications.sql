-- What of a chat somebody wants to be told of.

alter table members add column notifications text not null default 'all';
alter table members add constraint members_notifications_check check (notifications in ('all', 'mentions', 'none'));
