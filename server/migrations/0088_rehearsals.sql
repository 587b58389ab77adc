-- What the FAQs would have done in past conversations. A rehearsal is a row from its order to its end; any node may do it, and
-- where that one dies another takes it up from the start.
create table rehearsals (
  workspace_id uuid not null references workspaces on delete cascade,
  id uuid not null,
  state text not null default 'queued' check (state in ('queued', 'running', 'ready', 'failed', 'cancelled')),
  -- Conversations begun from `since` on and before `until`; of these inboxes, or of all.
  since timestamptz not null,
  until timestamptz not null check (until > since),
  inbox_ids uuid[] not null default '{}',
  -- FAQs that answer as if for everybody; the others are known and left to people. None: all answer.
  faq_ids uuid[] not null default '{}',
  progress real not null default 0 check (progress between 0 and 1),
  seconds_left integer,
  -- How many there are, and how many of them were read: beyond the limit a sample is.
  conversations integer not null default 0,
  conversations_read integer not null default 0,
  -- Figures only; none of its words.
  report jsonb,
  problem text,
  queued_at timestamptz not null default now(),
  started_at timestamptz,
  -- Who does it, and when they last said so. Silence means that they are gone.
  rehearser uuid,
  heartbeat_at timestamptz,
  attempts integer not null default 0,
  finished_at timestamptz,
  primary key (workspace_id, id)
);
create unique index rehearsals_one on rehearsals (workspace_id) where state in ('queued', 'running');
create index rehearsals_due on rehearsals (queued_at) where state in ('queued', 'running');
create index rehearsals_newest on rehearsals (workspace_id, queued_at desc, id);

-- What it would have answered or asked back about, and whether that had been right. The words are the log's: they go with the
-- conversation.
create table rehearsal_decisions (
  workspace_id uuid not null,
  rehearsal_id uuid not null,
  conversation_id uuid not null,
  -- The contact's message, and which of its questions.
  seq integer not null,
  part smallint not null,
  at timestamptz(3) not null,
  language text not null,
  decision text not null check (decision in ('answer', 'ask')),
  faq_ids uuid[] not null,
  probability real not null,
  verdict text not null check (verdict in ('right', 'wrong', 'unjudged')),
  -- The agent's answer then.
  answer_seq integer,
  primary key (workspace_id, rehearsal_id, conversation_id, seq, part),
  foreign key (workspace_id, rehearsal_id) references rehearsals on delete cascade,
  foreign key (workspace_id, conversation_id) references conversations on delete cascade
);
create index rehearsal_decisions_time on rehearsal_decisions (workspace_id, rehearsal_id, at desc, conversation_id, seq, part);
create index rehearsal_decisions_conversation on rehearsal_decisions (workspace_id, conversation_id);
