-- What was learnt from the FAQs, and what is being learnt. A training is a row from its order to its end; any node may do
-- it, one at a time does, and where that one dies another takes it up.
create table language_models (
  workspace_id uuid not null references workspaces on delete cascade,
  id uuid not null,
  version integer not null,
  state text not null check (state in ('queued', 'training', 'ready', 'failed', 'cancelled')),
  kind text not null check (kind in ('full', 'update')),
  progress real not null default 0 check (progress between 0 and 1),
  seconds_left integer,
  faqs integer not null default 0,
  examples integer not null default 0,
  -- Null until it is ready, and again once newer ones have taken its place.
  bytes bytea,
  size integer,
  measures jsonb,
  problem text,
  queued_at timestamptz not null default now(),
  -- Not before: more edits may follow.
  run_after timestamptz not null default now(),
  started_at timestamptz,
  -- Who trains, and when they last said so. Silence means that they are gone.
  trainer uuid,
  heartbeat_at timestamptz,
  attempts integer not null default 0,
  finished_at timestamptz,
  primary key (workspace_id, id),
  unique (workspace_id, version)
);
create unique index language_models_queued on language_models (workspace_id) where state = 'queued';
create unique index language_models_training on language_models (workspace_id) where state = 'training';
create index language_models_due on language_models (run_after) where state in ('queued', 'training');
create index language_models_ready on language_models (workspace_id, version desc) where state = 'ready';
