-- One change of everything that a list holds, in the background. What the list held is written down first (`collecting`),
-- then changed one by one; how far it is stands in `place`, so that it goes on where it was when the server stopped.
create table bulk_runs (
  workspace_id uuid not null references workspaces on delete cascade,
  id uuid not null,
  user_id uuid not null,
  status text not null check (status in ('collecting', 'running', 'done', 'cancelled', 'failed', 'undoing', 'undone')),
  -- {view, viewId, filter, q, teamId, inboxId, sort}: which conversations. Emptied, as the patch is, when it has been read for
  -- the last time: what was typed may be somebody's name.
  choice jsonb not null,
  patch jsonb not null,
  total integer not null default 0,
  -- The last item that was dealt with, by its place; and where the collecting of a search goes on.
  place integer not null default 0,
  collected text,
  changed integer not null default 0,
  -- {code: how many}
  failures jsonb not null default '{}',
  undone integer not null default 0,
  created_at timestamptz(3) not null default now(),
  finished_at timestamptz(3),
  claimed_until timestamptz,
  -- When a worker last took it: whoever was served longest ago is next, so that a large one holds up no small one.
  stepped_at timestamptz not null default '-infinity',
  primary key (workspace_id, id)
);
create index bulk_runs_mine on bulk_runs (workspace_id, user_id, created_at desc, id desc);
create index bulk_runs_active on bulk_runs (stepped_at, created_at) where status in ('collecting', 'running', 'undoing');
create index bulk_runs_old on bulk_runs (created_at);
-- One at a time for each person: a second click makes no second run.
create unique index bulk_runs_one on bulk_runs (workspace_id, user_id) where status in ('collecting', 'running', 'undoing');

-- Each conversation of a run, with what was found and left, so that it can be put back. No reference to the conversation:
-- one that was erased meanwhile is a failure of its own, and an erasure need not look here.
create table bulk_run_items (
  workspace_id uuid not null,
  run_id uuid not null,
  conversation_id uuid not null,
  place integer not null,
  state text not null default 'waiting' check (state in ('waiting', 'changed', 'same', 'failed', 'undone', 'kept')),
  -- The parts that changed, as they were and as they were left.
  before jsonb,
  after jsonb,
  code text,
  primary key (workspace_id, run_id, conversation_id),
  foreign key (workspace_id, run_id) references bulk_runs on delete cascade
);
create unique index bulk_run_items_place on bulk_run_items (workspace_id, run_id, place);
