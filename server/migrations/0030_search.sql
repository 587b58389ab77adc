-- Search over what was said, and over contacts. Words are found and folded by us, in any language, so that no extension
-- and no text search configuration is needed; PostgreSQL keeps them as a tsvector and finds them by a GIN index.
-- Rows are written by an indexer after the fact, never on the path of a message.

create table search_entries (
  workspace_id uuid not null,
  conversation_id uuid not null,
  seq integer not null,
  at timestamptz(3) not null,
  -- The words with their places, and marks that begin with '=' for what a search narrows by: the workspace and the day,
  -- the author, whether it is a note or has a file. The index narrows by all of them at once.
  words tsvector not null,
  primary key (workspace_id, conversation_id, seq)
);
-- A short pending list: every search reads it whole.
create index search_entries_words on search_entries using gin (words) with (gin_pending_list_limit = 256);

create table search_contacts (
  workspace_id uuid not null,
  contact_id uuid not null,
  words tsvector not null,
  primary key (workspace_id, contact_id),
  foreign key (workspace_id, contact_id) references contacts on delete cascade
);
create index search_contacts_words on search_contacts using gin (words) with (gin_pending_list_limit = 256);

-- Every word of the workspace's entries, so that the beginning of a word can be completed to the words there are.
create table search_words (
  workspace_id uuid not null references workspaces on delete cascade,
  word text collate "C" not null,
  -- About how often: doubled by chance at each use, so that a frequent word is hardly ever written.
  uses bigint not null,
  primary key (workspace_id, word)
);

-- How far the indexer has come. `done`: what this snapshot sees is indexed; null: the whole log is being walked.
-- `target`: the snapshot that the present pass works towards, `position` how far it has come.
create table search_progress (
  workspace_id uuid not null references workspaces on delete cascade,
  what text not null check (what in ('entries', 'contacts')),
  -- Transaction numbers mean something in one database only: a restored one is walked anew.
  cluster text not null,
  done pg_snapshot,
  target pg_snapshot,
  position jsonb,
  -- The oldest entry indexed: no search need look further back.
  oldest timestamptz,
  primary key (workspace_id, what)
);

-- What leaves the log leaves the index in the same transaction. Waiting for the indexer's batch in flight, which may
-- have read the row already; the indexer for its part leaves out a workspace whose row is held.
create function forget_searched() returns trigger language plpgsql as $$
begin
  perform from search_progress p
    where p.what = 'entries' and p.workspace_id in (select g.workspace_id from gone g) for share;
  delete from search_entries s using gone g
    where (s.workspace_id, s.conversation_id, s.seq) = (g.workspace_id, g.conversation_id, g.seq);
  return null;
end $$;
create trigger entries_forget_deleted after delete on entries
  referencing old table as gone for each statement execute function forget_searched();
create trigger entries_forget_changed after update on entries
  referencing old table as gone for each statement execute function forget_searched();
-- An entry that is moved or emptied is news to whoever follows the log by transaction.
create function note_entry_change() returns trigger language plpgsql as $$
begin
  new.xid := pg_current_xact_id();
  return new;
end $$;
create trigger entries_note_change before update on entries
  for each row when (old.* is distinct from new.*) execute function note_entry_change();
