-- Who commits what takes a chat's next seq: one process at a time, which holds an advisory lock meanwhile. Whoever takes it from another
-- finds the other's id here, and knows that its own connections may have missed something.
create table writer_line (
    only_row boolean not null default true,
    holder uuid not null, -- of the latest process to hold the lock; written before its first commit
    constraint writer_line_pkey primary key (only_row),
    constraint writer_line_only_row_check check (only_row)
);
insert into writer_line (holder) values (gen_random_uuid());
