-- What agents have read and are writing is told to their other screens. A node whose bus lost that finds it again by the
-- transaction that changed it last, as it finds conversations.
alter table drafts add column changed_xid xid8 not null default pg_current_xact_id();
alter table conversation_reads add column changed_xid xid8 not null default pg_current_xact_id();
create index drafts_changed on drafts (workspace_id, changed_xid);
create index conversation_reads_changed on conversation_reads (workspace_id, changed_xid);
create trigger drafts_note_change before update on drafts
  for each row execute function note_change();
create trigger conversation_reads_note_change before update on conversation_reads
  for each row when (old.read_seq is distinct from new.read_seq or old.contact_messages is distinct from new.contact_messages)
  execute function note_change();
