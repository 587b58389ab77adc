-- What a change of many conversations found and left, so that it can be undone for a moment.
create table bulk_changes (
  workspace_id uuid not null references workspaces on delete cascade,
  id uuid not null,
  user_id uuid not null,
  -- [{id, before: {...}, after: {...}}], the parts that changed.
  items jsonb not null,
  created_at timestamptz not null default now(),
  undone_at timestamptz,
  primary key (workspace_id, id),
  foreign key (workspace_id, user_id) references members on delete cascade
);
create index bulk_changes_old on bulk_changes (workspace_id, created_at);
