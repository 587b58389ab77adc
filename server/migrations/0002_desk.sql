-- What several parts of the desk stand on.

-- The transaction that wrote an entry. A reader who remembers a snapshot (pg_current_snapshot) can ask for exactly
-- those entries that it did not see, also those of transactions that committed late: the event feed, webhooks, search.
alter table entries add column xid xid8 not null default pg_current_xact_id();
create index entries_feed on entries (workspace_id, xid, conversation_id, seq);

-- Spam is out of every view but its own, whatever the status.
alter table conversations add column spam boolean not null default false;

-- Custom fields by the key of their definition; values are JSON of the field's type, absent where not known.
alter table conversations add column fields jsonb not null default '{}';
alter table contacts add column fields jsonb not null default '{}';

-- Since when messages of this contact are refused.
alter table contacts add column blocked_at timestamptz;
-- As on conversations: which change of a contact a subscriber has missed.
alter table contacts add column changed_xid xid8 not null default pg_current_xact_id();
create index contacts_changed on contacts (workspace_id, changed_xid);
create function note_change() returns trigger language plpgsql as $$
begin
  new.changed_xid := pg_current_xact_id();
  return new;
end $$;
create trigger contacts_note_change before update on contacts
  for each row when (old.version <> new.version) execute function note_change();
