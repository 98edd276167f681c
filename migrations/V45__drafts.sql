-- What people have begun to write in a chat and not sent, for all their devices. It goes with the membership.

create table drafts (
    chat_id uuid not null,
    user_id uuid not null,
    body text not null, -- empty: nothing is left of it
    reply_to uuid,
    constraint drafts_pkey primary key (chat_id, user_id),
    constraint drafts_members_fkey foreign key (chat_id, user_id) references members (chat_id, user_id) on delete cascade
);

-- When the draft was last changed, each time a later one: what tells an older state from a newer. Null: never.
alter table members add column draft_at timestamptz;
