-- Two conversations of a contact become one. Their logs stay as they are; what was said in both is copied, in the order in
-- which it was said, into the log of a third, where the talk goes on. The two are frozen: resolved, out of every list, and
-- whoever writes to them writes to the third.
alter table conversations add column merged_into uuid;
alter table conversations add foreign key (workspace_id, merged_into) references conversations;
create index conversations_merged on conversations (workspace_id, merged_into) where merged_into is not null;

-- Of a copy: where it was written. Copies are for reading on; feeds, search and reports count what was written.
alter table entries add column origin_id uuid;
alter table entries add column origin_seq integer;

create table merges (
  workspace_id uuid not null,
  -- The conversation that holds both.
  id uuid not null,
  target_id uuid not null,
  source_id uuid not null,
  -- Up to this seq its log is copies.
  copied integer not null,
  -- The two rows as they were: {status, mode, snoozed_until, waiting_since, unread_reply_since, resolved_at}.
  target_before jsonb not null,
  source_before jsonb not null,
  merged_by uuid,
  merged_at timestamptz not null default now(),
  undone_at timestamptz,
  primary key (workspace_id, id),
  foreign key (workspace_id, id) references conversations on delete cascade,
  foreign key (workspace_id, target_id) references conversations on delete cascade,
  foreign key (workspace_id, source_id) references conversations on delete cascade
);
