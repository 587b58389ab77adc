-- How far the judge has read a long log, and how the clocks stood there: {rules, log, told}. Only what it saves reading; without it
-- the log is read from its beginning.
create table sla_progress (
  workspace_id uuid not null,
  conversation_id uuid not null,
  seq integer not null,
  reached jsonb not null,
  primary key (workspace_id, conversation_id),
  foreign key (workspace_id, conversation_id) references conversations on delete cascade
);

-- Conversations that could not be judged: left alone until then, so that they hold up no other.
create table sla_failures (
  workspace_id uuid not null,
  conversation_id uuid not null,
  tries integer not null,
  retry_at timestamptz not null,
  reason text not null,
  primary key (workspace_id, conversation_id),
  foreign key (workspace_id, conversation_id) references conversations on delete cascade
);
create index sla_failures_due on sla_failures (retry_at);
