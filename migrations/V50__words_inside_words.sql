-- Messages are found by parts from inside their words: the distinct words that search_blocks has, and which of them have a part inside.

create table search_words (
    word text collate "C" not null,
    constraint search_words_pkey primary key (word)
);
create index search_words_parts_idx on search_words using gin (word gin_trgm_ops);

-- Up to which word it was looked whether a block still has it.
create table search_words_seen (
    is_only boolean not null default true,
    word text collate "C" not null,
    constraint search_words_seen_pkey primary key (is_only),
    constraint search_words_seen_is_only_check check (is_only)
);
insert into search_words_seen (word) values ('');

-- All messages are taken in again, with their words and whether they have files.
update search_positions set seq = 0;
