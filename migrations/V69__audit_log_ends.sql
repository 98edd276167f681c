-- The audit log is only added to, but for what is old: never what is younger than 30 days, whoever asks.
drop trigger audit_log_append_only on audit_log;
create trigger audit_log_append_only before update or truncate on audit_log
    for each statement execute function audit_log_refuse();
create trigger audit_log_keeps_the_young before delete on audit_log
    for each row when (old.created_at > now() - interval '30 days') execute function audit_log_refuse();
create index audit_log_age_idx on audit_log (created_at);

-- By the rights of the schema's owner: the server's role may not delete from the log otherwise.
create function audit_log_prune(before timestamptz, rows_max bigint) returns bigint
language sql security definer set search_path from current as $$
    with old as (delete from audit_log where id in (
        select id from audit_log where created_at <= least(before, now() - interval '30 days') limit rows_max
    ) returning 1)
    select count(*) from old
$$;
