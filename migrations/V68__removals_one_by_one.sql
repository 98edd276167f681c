-- Each ban with removal takes what it was asked to take, also while that of an earlier ban is under way.
alter table removals drop constraint removals_pkey;
alter table removals add constraint removals_pkey primary key (chat_id, author_id, up_to_number);
