-- Several actions in one. `actions`: see the protocol's MacroAction; what they name is checked when it is run.
create table macros (
  workspace_id uuid not null references workspaces on delete cascade,
  id uuid not null,
  name text not null,
  team_id uuid,
  actions jsonb not null,
  created_by uuid references users on delete set null,
  created_at timestamptz(3) not null default now(),
  updated_at timestamptz(3) not null default now(),
  primary key (workspace_id, id),
  foreign key (workspace_id, team_id) references teams on delete set null (team_id)
);
create unique index macros_name on macros (workspace_id, lower(name));

-- A run happens once, however often it is asked for: the asker makes the id.
create table macro_runs (
  workspace_id uuid not null,
  id uuid not null,
  conversation_id uuid not null,
  macro_id uuid not null,
  -- A member, or a program by the id of its key.
  run_by uuid not null,
  at timestamptz(3) not null default now(),
  primary key (workspace_id, id),
  foreign key (workspace_id, conversation_id) references conversations on delete cascade,
  foreign key (workspace_id, macro_id) references macros on delete cascade
);
create index macro_runs_macro on macro_runs (workspace_id, macro_id, at desc);
create index macro_runs_conversation on macro_runs (workspace_id, conversation_id);
