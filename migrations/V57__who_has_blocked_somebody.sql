-- Those who have blocked somebody are found as well: between the two nothing is told of who is here and who writes.

create index blocks_blocked_id_idx on blocks (blocked_id);
