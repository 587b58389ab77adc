-- A filter over conversations with a name, for its maker, a team or everybody.
create table views (
  workspace_id uuid not null references workspaces on delete cascade,
  id uuid not null,
  name text not null,
  emoji text,
  -- A `Filter` of the protocol.
  filter jsonb not null,
  sort text not null default 'newest' check (sort in ('newest', 'oldest', 'waiting', 'due')),
  visibility text not null default 'private' check (visibility in ('private', 'team', 'workspace')),
  team_id uuid,
  owner_id uuid,
  position integer not null default 0,
  created_at timestamptz not null default now(),
  primary key (workspace_id, id),
  -- A team's views go with the team, private ones with their owner; shared ones outlive who made them.
  foreign key (workspace_id, team_id) references teams on delete cascade,
  foreign key (workspace_id, owner_id) references members on delete set null (owner_id),
  check ((visibility = 'team') = (team_id is not null))
);
create index views_shared on views (workspace_id, visibility);
create index views_owner on views (workspace_id, owner_id);

-- Spam is few, and out of every other list.
create index conversations_spam on conversations (workspace_id, active_at desc, id desc) where spam;

-- Who wants to hear of a conversation without having it.
create table conversation_followers (
  workspace_id uuid not null,
  conversation_id uuid not null,
  user_id uuid not null,
  since timestamptz(3) not null default now(),
  primary key (workspace_id, conversation_id, user_id),
  foreign key (workspace_id, conversation_id) references conversations on delete cascade,
  foreign key (workspace_id, user_id) references members on delete cascade
);
create index conversation_followers_user on conversation_followers (workspace_id, user_id, conversation_id);

-- What somebody should know of: a note that mentions them, a conversation given to them, words in one they follow.
create table notifications (
  workspace_id uuid not null,
  id uuid not null,
  user_id uuid not null,
  kind text not null check (kind in ('mention', 'assignment', 'reply')),
  conversation_id uuid not null,
  -- The entry that it is about; of several replies nobody has read yet, the newest.
  seq integer not null,
  author_kind text not null check (author_kind in ('contact', 'agent', 'bot', 'system')),
  author_id uuid,
  preview text not null default '',
  created_at timestamptz(3) not null default now(),
  read_at timestamptz,
  primary key (workspace_id, id),
  foreign key (workspace_id, conversation_id) references conversations on delete cascade,
  foreign key (workspace_id, user_id) references members on delete cascade
);
-- A repeat notifies once.
create unique index notifications_once on notifications (workspace_id, user_id, conversation_id, kind, seq);
-- However much is said while nobody looks, it is one line.
create unique index notifications_reply on notifications (workspace_id, user_id, conversation_id) where kind = 'reply' and read_at is null;
create index notifications_user on notifications (workspace_id, user_id, created_at desc, id desc);
create index notifications_unread on notifications (workspace_id, user_id) where read_at is null;

-- What each member wants to be told of.
alter table members add column notify_mentions boolean not null default true;
alter table members add column notify_assignments boolean not null default true;
alter table members add column notify_replies boolean not null default true;
