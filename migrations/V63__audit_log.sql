-- Who did what to whom, in chats and on the server. Nothing refers to it and it refers to nothing by a key: it outlives what it tells of.
create table audit_log (
    id uuid not null,
    chat_id uuid, -- null: of the server
    actor_id uuid, -- null: at the command line
    action text not null,
    target_id uuid,
    message_id uuid,
    detail jsonb not null default '{}',
    created_at timestamptz not null default now(),
    constraint audit_log_pkey primary key (id),
    constraint audit_log_detail_small check (octet_length(detail::text) <= 2000)
);
create index audit_log_chat_idx on audit_log (chat_id, created_at, id);
create index audit_log_server_idx on audit_log (created_at, id) where chat_id is null;

create function audit_log_refuse() returns trigger language plpgsql as $$
begin
    raise exception 'the audit log is only added to' using errcode = 'insufficient_privilege';
end $$;
create trigger audit_log_append_only before update or delete or truncate on audit_log
    for each statement execute function audit_log_refuse();
