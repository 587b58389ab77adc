-- Promises of response times, and what becomes of them.

create table sla_policies (
  workspace_id uuid not null references workspaces (id) on delete cascade,
  id uuid not null,
  name text not null,
  -- The first that matches a conversation holds for it.
  position integer not null,
  -- Conditions; an empty list asks for nothing. Of the labels, one is enough.
  inbox_ids uuid[] not null default '{}',
  priorities text[] not null default '{}',
  labels text[] not null default '{}',
  first_response_minutes integer check (first_response_minutes > 0),
  next_response_minutes integer check (next_response_minutes > 0),
  resolution_minutes integer check (resolution_minutes > 0),
  hours text not null check (hours in ('business', 'calendar')),
  pause_waiting boolean not null,
  pause_snoozed boolean not null,
  -- What was due before that is told nobody: it had not been promised.
  changed_at timestamptz not null default now(),
  primary key (workspace_id, id)
);
create index sla_policies_order on sla_policies (workspace_id, position, id);

alter table conversations
  -- The targets as last judged; follows from the log, the policies and the inbox's hours.
  add column sla jsonb,
  add column sla_due_at timestamptz,
  -- When something about it must be told next: a warning or a breach.
  add column sla_alarm_at timestamptz;
create index conversations_due on conversations (workspace_id, sla_due_at, id)
  where status in ('open', 'pending') and sla_due_at is not null;
create index conversations_alarm on conversations (sla_alarm_at) where sla_alarm_at is not null;

-- How far the judging of a workspace's conversations has come; workspaces without policies have no row.
create table sla_marks (
  workspace_id uuid not null references workspaces (id) on delete cascade,
  -- The snapshot up to which changes have been seen (pg_current_snapshot). Null: none yet.
  watermark text,
  -- Policies or hours changed: all that are not resolved are judged anew, from this id on.
  sweep_after uuid,
  claimed_until timestamptz,
  primary key (workspace_id)
);
