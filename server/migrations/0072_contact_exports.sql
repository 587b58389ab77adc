-- Lists of contacts as files, made in the background. The file is kept in parts, each written before the row counts it, so
-- that an export goes on where it was when the server stopped; where to go on is `cursor`.
create table contact_exports (
  workspace_id uuid not null references workspaces on delete cascade,
  id uuid not null,
  status text not null check (status in ('running', 'done', 'cancelled', 'failed', 'expired')),
  -- {q, filter}: which contacts.
  choice jsonb not null,
  total integer not null,
  done integer not null default 0,
  parts integer not null default 0,
  bytes bigint not null default 0,
  cursor text,
  author_kind text not null check (author_kind in ('agent', 'bot')),
  author_id uuid not null,
  created_at timestamptz(3) not null default now(),
  finished_at timestamptz(3),
  expires_at timestamptz(3),
  -- Whether bytes are still in the file store.
  file_kept boolean not null default true,
  claimed_until timestamptz,
  primary key (workspace_id, id)
);
create index contact_exports_created on contact_exports (workspace_id, created_at desc, id desc);
create index contact_exports_running on contact_exports (created_at) where status = 'running';
create index contact_exports_kept on contact_exports (expires_at) where file_kept;
-- One at a time for each: a second click makes no second file.
create unique index contact_exports_one on contact_exports (workspace_id, author_id) where status = 'running';
