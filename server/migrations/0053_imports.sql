-- Files that are read into contacts or histories, in batches, in the background. `done` moves with the rows in one
-- transaction, so that an import goes on exactly where it was when the server stopped.
create table imports (
  workspace_id uuid not null references workspaces on delete cascade,
  id uuid not null,
  kind text not null check (kind in ('contacts', 'chatwoot', 'intercom', 'zendesk', 'causerie')),
  file_name text not null,
  status text not null check (status in ('ready', 'running', 'done', 'cancelled', 'failed', 'undoing', 'undone')),
  -- What the file holds: {columns: [{name, samples}]} of a table.
  contents jsonb not null default '{}',
  -- {mapping, inboxId}
  settings jsonb not null default '{}',
  total integer not null,
  done integer not null default 0,
  -- {created, updated, unchanged, failed, kept} of contacts; {contacts, conversations, messages, ...} of histories.
  counts jsonb not null default '{}',
  reason text,
  author_kind text not null check (author_kind in ('agent', 'bot')),
  author_id uuid not null,
  created_at timestamptz(3) not null default now(),
  finished_at timestamptz(3),
  -- Whether the bytes are still in the file store.
  file_kept boolean not null default true,
  -- While a worker has it; it is free again when this has passed.
  claimed_until timestamptz,
  primary key (workspace_id, id)
);
create index imports_created on imports (workspace_id, created_at desc, id desc);
create index imports_files on imports (created_at) where file_kept;
create index imports_running on imports (created_at) where status in ('running', 'undoing');

-- What could not be taken, by row of the file, counted from 1 without the heading.
create table import_problems (
  workspace_id uuid not null,
  import_id uuid not null,
  row integer not null,
  -- The column (or the sort of record) that is wrong; empty for the row as a whole.
  place text not null,
  reason text not null,
  data jsonb not null,
  primary key (workspace_id, import_id, row, place),
  foreign key (workspace_id, import_id) references imports on delete cascade
);

-- What an import did to each contact, for its undo.
create table import_changes (
  workspace_id uuid not null,
  import_id uuid not null,
  contact_id uuid not null,
  made boolean not null,
  before jsonb,
  after jsonb not null,
  identity_ids uuid[] not null default '{}',
  primary key (workspace_id, import_id, contact_id),
  foreign key (workspace_id, import_id) references imports on delete cascade,
  foreign key (workspace_id, contact_id) references contacts on delete cascade
);
create index import_changes_contact on import_changes (workspace_id, contact_id);

-- What a thing was called in the system it was imported from: reading the same file again finds it. A conversation with a
-- source is imported history: it was never routed and has no target times.
alter table conversations add column source text;
-- History is no news: whoever tells others of new entries (feed, webhooks, notifications) leaves these out.
alter table entries add column imported boolean not null default false;
create unique index conversations_source on conversations (workspace_id, source) where source is not null;

create table import_sources (
  workspace_id uuid not null,
  id uuid not null,
  source text not null,
  contact_id uuid not null,
  primary key (workspace_id, id),
  unique (workspace_id, source),
  foreign key (workspace_id, contact_id) references contacts on delete cascade
);
create index import_sources_contact on import_sources (workspace_id, contact_id);

-- People of another system who wrote as agents and are no members here: their names stay on what they wrote.
create table imported_people (
  workspace_id uuid not null references workspaces on delete cascade,
  id uuid not null,
  name text not null,
  primary key (workspace_id, id)
);
