-- What an agent has written and not sent, the same on all their devices. An empty text stays for a while, so that an
-- older one that comes late does not return from the dead.
create table drafts (
  workspace_id uuid not null,
  user_id uuid not null,
  conversation_id uuid not null,
  kind text not null check (kind in ('reply', 'note')),
  text text not null,
  -- By the writer's clock: the one written last wins, whenever it arrives.
  written_at timestamptz(3) not null,
  primary key (workspace_id, user_id, conversation_id, kind),
  foreign key (workspace_id, user_id) references members on delete cascade,
  foreign key (workspace_id, conversation_id) references conversations on delete cascade
);
create index drafts_conversation on drafts (workspace_id, conversation_id);
