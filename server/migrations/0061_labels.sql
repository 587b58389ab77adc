-- Labels that a workspace keeps, with colour and meaning. Conversations carry them by name: labels that were typed
-- and kept ones are the same to everything that reads them.
create table labels (
  workspace_id uuid not null references workspaces on delete cascade,
  id uuid not null,
  name text not null,
  colour text not null default 'brown'
    check (colour in ('violet', 'red', 'green', 'amber', 'blue', 'pink', 'olive', 'brown')),
  description text not null default '',
  created_at timestamptz not null default now(),
  primary key (workspace_id, id),
  unique (workspace_id, name)
);

-- Whether agents may type labels that are not in the list.
alter table workspaces add column free_labels boolean not null default true;

-- Since when what this contact begins or reopens is spam.
alter table contacts add column spam_since timestamptz;
