-- Canned answers. What may one day be answered automatically is built on them, so their ids outlive them: a snippet that
-- is deleted stays for what refers to it.
create table snippets (
  workspace_id uuid not null references workspaces on delete cascade,
  id uuid not null,
  name text not null,
  topic text,
  -- Only for the members of this team; null: for everybody.
  team_id uuid,
  created_by uuid references users on delete set null,
  created_at timestamptz(3) not null default now(),
  updated_at timestamptz(3) not null default now(),
  deleted_at timestamptz(3),
  primary key (workspace_id, id),
  foreign key (workspace_id, team_id) references teams on delete set null (team_id)
);
create unique index snippets_name on snippets (workspace_id, lower(name)) where deleted_at is null;

-- The message in each language; the first is the one where none fits.
create table snippet_texts (
  workspace_id uuid not null,
  snippet_id uuid not null,
  language text not null,
  place smallint not null,
  text text not null,
  primary key (workspace_id, snippet_id, language),
  foreign key (workspace_id, snippet_id) references snippets on delete cascade
);

create table snippet_files (
  workspace_id uuid not null,
  snippet_id uuid not null,
  file_id uuid not null,
  place smallint not null,
  primary key (workspace_id, snippet_id, file_id),
  foreign key (workspace_id, snippet_id) references snippets on delete cascade,
  foreign key (workspace_id, file_id) references files on delete cascade
);
create index snippet_files_file on snippet_files (workspace_id, file_id);

-- Who sent it, where, and how much of it was changed before: whether it can be trusted to go out by itself.
create table snippet_uses (
  workspace_id uuid not null,
  conversation_id uuid not null,
  entry_id uuid not null,
  snippet_id uuid not null,
  seq integer not null,
  user_id uuid not null,
  language text not null,
  at timestamptz(3) not null,
  -- Share of the words that were changed: 0 sent as it stood, 1 nothing of it left.
  changed real not null check (changed between 0 and 1),
  primary key (workspace_id, conversation_id, entry_id, snippet_id),
  foreign key (workspace_id, conversation_id) references conversations on delete cascade,
  foreign key (workspace_id, snippet_id) references snippets on delete cascade
);
create index snippet_uses_snippet on snippet_uses (workspace_id, snippet_id, at desc) include (changed);
