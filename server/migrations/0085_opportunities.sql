-- What customers ask again and again, found in past conversations. A run is a row from its order to its end; any node may do
-- it, and where that one dies another takes it up from the start.
create table opportunity_runs (
  workspace_id uuid not null references workspaces on delete cascade,
  id uuid not null,
  state text not null default 'queued' check (state in ('queued', 'running', 'ready', 'failed', 'cancelled')),
  -- Conversations begun from `since` on and before `until`; of these inboxes, or of all.
  since timestamptz not null,
  until timestamptz not null check (until > since),
  inbox_ids uuid[] not null default '{}',
  -- Of the clock by which hours are told.
  utc_offset_minutes integer not null default 0 check (utc_offset_minutes between -840 and 840),
  progress real not null default 0 check (progress between 0 and 1),
  seconds_left integer,
  -- How many there are, and how many of them were read: beyond the limit a sample is.
  conversations integer not null default 0,
  conversations_read integer not null default 0,
  asked integer not null default 0,
  problem text,
  queued_at timestamptz not null default now(),
  started_at timestamptz,
  -- Who does it, and when they last said so. Silence means that they are gone.
  miner uuid,
  heartbeat_at timestamptz,
  attempts integer not null default 0,
  finished_at timestamptz,
  primary key (workspace_id, id)
);
create unique index opportunity_runs_one on opportunity_runs (workspace_id) where state in ('queued', 'running');
create index opportunity_runs_due on opportunity_runs (queued_at) where state in ('queued', 'running');
create index opportunity_runs_newest on opportunity_runs (workspace_id, queued_at desc, id);

-- What somebody does not want to see again; later runs know it by the messages it refers to.
create table opportunity_dismissals (
  workspace_id uuid not null references workspaces on delete cascade,
  id uuid not null,
  language text not null,
  dismissed_by uuid references users on delete set null,
  dismissed_at timestamptz(3) not null default now(),
  primary key (workspace_id, id)
);
create table opportunity_dismissal_messages (
  workspace_id uuid not null,
  dismissal_id uuid not null,
  conversation_id uuid not null,
  seq integer not null,
  first boolean not null,
  part smallint not null,
  primary key (workspace_id, dismissal_id, conversation_id, seq, part),
  foreign key (workspace_id, dismissal_id) references opportunity_dismissals on delete cascade,
  foreign key (workspace_id, conversation_id) references conversations on delete cascade
);
create index opportunity_dismissal_messages_conversation on opportunity_dismissal_messages (workspace_id, conversation_id);

-- One kind of question in one language. Counts are of what was read, times `conversations / conversations_read` of the run.
create table opportunities (
  workspace_id uuid not null,
  id uuid not null,
  run_id uuid not null,
  -- From 1: what saves most first.
  place integer not null,
  language text not null,
  volume integer not null,
  first_messages integer not null,
  questions integer not null,
  conversations integer not null,
  -- {weekly, direction, slope}
  trend jsonb not null,
  hours integer[] not null,
  answered integer not null,
  agents integer not null,
  -- Shares of pairs of answers; `identity` is their mean likeness.
  identity real not null,
  exact real not null,
  same real not null,
  -- Of the answers looked at, how many say the same as the typical one.
  like_typical integer not null,
  compared integer not null,
  right_low real not null,
  right_high real not null,
  answer_minutes real not null,
  per_month real not null,
  saved real not null,
  saved_low real not null,
  saved_high real not null,
  dismissal_id uuid,
  -- What was made of it.
  snippet_id uuid,
  primary key (workspace_id, id),
  unique (workspace_id, run_id, place),
  foreign key (workspace_id, run_id) references opportunity_runs on delete cascade,
  foreign key (workspace_id, dismissal_id) references opportunity_dismissals on delete set null (dismissal_id),
  foreign key (workspace_id, snippet_id) references snippets on delete set null (snippet_id)
);
create index opportunities_dismissal on opportunities (workspace_id, dismissal_id) where dismissal_id is not null;
create index opportunities_snippet on opportunities (workspace_id, snippet_id) where snippet_id is not null;

-- Where its words stand. The words themselves are the log's: they go with the conversation.
create table opportunity_messages (
  workspace_id uuid not null,
  opportunity_id uuid not null,
  kind text not null check (kind in ('example', 'answer')),
  -- From 0: the most typical first.
  place smallint not null,
  conversation_id uuid not null,
  seq integer not null,
  -- Whether it began the conversation; of a later message, which of its questions.
  first boolean not null,
  part smallint not null,
  primary key (workspace_id, opportunity_id, kind, place),
  foreign key (workspace_id, opportunity_id) references opportunities on delete cascade,
  foreign key (workspace_id, conversation_id) references conversations on delete cascade
);
create index opportunity_messages_conversation on opportunity_messages (workspace_id, conversation_id);
