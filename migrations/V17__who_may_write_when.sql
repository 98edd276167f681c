-- Who may write in a chat, and how soon again; and who may not for a time.
alter table chats
    add column posting text not null default 'everyone',
    add column slow_mode_secs integer not null default 0, -- between two messages of one member; 0: no matter
    add constraint chats_posting_check check (posting in ('everyone', 'moderators')),
    add constraint chats_slow_mode_check check (slow_mode_secs >= 0);
alter table members
    add column muted_until timestamptz, -- stays through leaving and coming back
    add column posted_at timestamptz; -- the latest message; kept while the chat has a slow mode, and only then
