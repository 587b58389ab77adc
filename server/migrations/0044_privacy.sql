-- What is removed by age; null keeps it for ever. Days.
create table retention_rules (
  workspace_id uuid primary key references workspaces on delete cascade,
  resolved_conversations integer check (resolved_conversations > 0),
  inactive_contacts integer check (inactive_contacts > 0),
  page_views integer check (page_views > 0),
  files integer check (files > 0),
  inbound_payloads integer check (inbound_payloads > 0),
  -- The audit log of less than a year would hide what it is for.
  audit_entries integer check (audit_entries >= 365),
  updated_at timestamptz not null default now()
);

-- Proof of what was removed: what, how many, when, by whom or by which rule. Each record carries the hash of the one
-- before, so that none can be taken out, added or changed without all later ones showing it.
create table removal_records (
  workspace_id uuid not null references workspaces on delete cascade,
  number bigint not null,
  at timestamptz(3) not null,
  kind text not null check (kind in ('retention', 'erasure')),
  -- {rule, days} of a retention; {contact} (SHA-256 of the contact's id) of an erasure.
  reason jsonb not null,
  -- Of each sort of thing how many.
  counts jsonb not null,
  actor_kind text not null check (actor_kind in ('agent', 'bot', 'system')),
  actor_id uuid,
  previous_hash text not null,
  hash text not null,
  primary key (workspace_id, number)
);
create function refuse_removal_change() returns trigger language plpgsql as $$
begin
  raise exception 'records of removals are kept as they are' using errcode = 'insufficient_privilege';
end $$;
create trigger removal_records_append_only before update or delete on removal_records
  for each row execute function refuse_removal_change();

-- Stored bytes whose row is gone. Written in the transaction that removes the row, so that none is forgotten.
create table file_removals (
  workspace_id uuid not null,
  file_id uuid not null,
  primary key (workspace_id, file_id)
);

-- When what is known of a contact was removed by age.
alter table contacts add column anonymised_at timestamptz;

-- Which conversation a mail was for, once that is known: with it, it goes.
alter table inbound_payloads add column conversation_id uuid;
create index inbound_payloads_conversation on inbound_payloads (workspace_id, conversation_id) where conversation_id is not null;

-- What retention looks for.
create index conversations_resolved_at on conversations (workspace_id, resolved_at) where status = 'resolved';
create index page_views_at on page_views (workspace_id, at);
create index files_created on files (workspace_id, created_at);
create index inbound_payloads_received on inbound_payloads (workspace_id, received_at);
create index entries_file on entries (workspace_id, (content ->> 'fileId')) where content ->> 'fileId' is not null;
