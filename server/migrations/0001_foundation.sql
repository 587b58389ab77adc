-- Sign-in is global: one person, many workspaces. The columns of users, sessions, accounts, verifications and
-- two_factors are those the sign-in library expects, in our spelling.

create table users (
  id uuid primary key,
  name text not null,
  email text not null unique check (email = lower(email)),
  email_verified boolean not null default false,
  image text,
  language text,
  two_factor_enabled boolean not null default false,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);

create table sessions (
  id uuid primary key,
  user_id uuid not null references users on delete cascade,
  token text not null unique,
  expires_at timestamptz not null,
  ip_address text,
  user_agent text,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);
create index sessions_user on sessions (user_id);

create table accounts (
  id uuid primary key,
  user_id uuid not null references users on delete cascade,
  account_id text not null,
  provider_id text not null,
  access_token text,
  refresh_token text,
  id_token text,
  access_token_expires_at timestamptz,
  refresh_token_expires_at timestamptz,
  scope text,
  password text,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  unique (provider_id, account_id)
);
create index accounts_user on accounts (user_id);

create table verifications (
  id uuid primary key,
  identifier text not null,
  value text not null,
  expires_at timestamptz not null,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);
create index verifications_identifier on verifications (identifier);

create table two_factors (
  id uuid primary key,
  user_id uuid not null references users on delete cascade,
  secret text not null,
  backup_codes text not null,
  verified boolean default true,
  failed_verification_count integer default 0,
  locked_until timestamptz
);
create index two_factors_user on two_factors (user_id);

-- Secrets of this installation (signing keys), shared by all its nodes.
create table server_keys (
  name text primary key,
  secret text not null,
  created_at timestamptz not null default now()
);

-- Times that cursors and clients compare are kept in milliseconds, the precision in which they travel.

-- From here on workspace_id leads every primary, foreign and unique key, so that the data can be distributed by it.

create table workspaces (
  id uuid primary key,
  name text not null,
  language text not null default 'en',
  created_at timestamptz not null default now()
);

create table members (
  workspace_id uuid not null references workspaces on delete cascade,
  user_id uuid not null references users on delete cascade,
  role text not null check (role in ('owner', 'admin', 'supervisor', 'agent')),
  availability text not null default 'online' check (availability in ('online', 'away', 'offline')),
  created_at timestamptz not null default now(),
  primary key (workspace_id, user_id)
);
create index members_user on members (user_id);

create table invitations (
  workspace_id uuid not null references workspaces on delete cascade,
  id uuid not null,
  email text not null check (email = lower(email)),
  role text not null check (role in ('owner', 'admin', 'supervisor', 'agent')),
  secret_hash text not null,
  invited_by uuid references users on delete set null,
  created_at timestamptz not null default now(),
  expires_at timestamptz not null,
  accepted_at timestamptz,
  primary key (workspace_id, id)
);
-- One pending invitation per address: a second one replaces the first.
create unique index invitations_pending on invitations (workspace_id, email) where accepted_at is null;

create table api_keys (
  workspace_id uuid not null references workspaces on delete cascade,
  id uuid not null,
  name text not null,
  prefix text not null,
  secret_hash text not null,
  role text not null check (role in ('owner', 'admin', 'supervisor', 'agent')),
  created_by uuid references users on delete set null,
  created_at timestamptz not null default now(),
  last_used_at timestamptz,
  primary key (workspace_id, id)
);

create table teams (
  workspace_id uuid not null references workspaces on delete cascade,
  id uuid not null,
  name text not null,
  created_at timestamptz not null default now(),
  primary key (workspace_id, id),
  unique (workspace_id, name)
);

create table team_members (
  workspace_id uuid not null,
  team_id uuid not null,
  user_id uuid not null,
  primary key (workspace_id, team_id, user_id),
  foreign key (workspace_id, team_id) references teams on delete cascade,
  foreign key (workspace_id, user_id) references members on delete cascade
);
create index team_members_user on team_members (workspace_id, user_id);

create table inboxes (
  workspace_id uuid not null references workspaces on delete cascade,
  id uuid not null,
  kind text not null check (kind in ('web')),
  name text not null,
  mode text not null default 'messaging' check (mode in ('live', 'messaging')),
  team_id uuid,
  hours jsonb,
  settings jsonb not null,
  identity_secret text,
  identity_public_key text,
  -- When the snippet was last seen on a page.
  last_seen_at timestamptz,
  created_at timestamptz not null default now(),
  deleted_at timestamptz,
  primary key (workspace_id, id),
  foreign key (workspace_id, team_id) references teams on delete set null (team_id)
);

create table contacts (
  workspace_id uuid not null references workspaces on delete cascade,
  id uuid not null,
  version bigint not null default 1,
  name text,
  -- As given, for showing and writing to; who it proves to be is a matter of identities.
  email text,
  phone text,
  company text,
  city text,
  country text,
  language text,
  time_zone text,
  device text,
  note text,
  first_seen_at timestamptz(3) not null default now(),
  last_seen_at timestamptz(3) not null default now(),
  primary key (workspace_id, id)
);
create index contacts_last_seen on contacts (workspace_id, last_seen_at desc, id desc);

create table identities (
  workspace_id uuid not null,
  id uuid not null,
  contact_id uuid not null,
  kind text not null check (kind in ('visitor', 'user', 'email', 'phone')),
  -- Normalised: e-mail in lower case, phone in E.164.
  address text not null,
  verified boolean not null,
  created_at timestamptz not null default now(),
  primary key (workspace_id, id),
  foreign key (workspace_id, contact_id) references contacts on delete cascade,
  unique (workspace_id, contact_id, kind, address)
);
-- A proven address belongs to one contact. A claimed one (typed into a form) proves nothing and may repeat.
create unique index identities_verified on identities (workspace_id, kind, address) where verified;
create index identities_claimed on identities (workspace_id, kind, address) where not verified;

create table page_views (
  workspace_id uuid not null,
  id uuid not null,
  contact_id uuid not null,
  at timestamptz(3) not null,
  url text not null,
  title text not null,
  primary key (workspace_id, id),
  foreign key (workspace_id, contact_id) references contacts on delete cascade
);
create index page_views_contact on page_views (workspace_id, contact_id, at desc, id desc);

create table conversations (
  workspace_id uuid not null references workspaces on delete cascade,
  id uuid not null,
  inbox_id uuid not null,
  contact_id uuid not null,
  status text not null default 'open' check (status in ('open', 'pending', 'snoozed', 'resolved')),
  mode text not null check (mode in ('live', 'messaging')),
  priority text not null default 'none' check (priority in ('none', 'low', 'medium', 'high', 'urgent')),
  labels text[] not null default '{}',
  subject text,
  assignee_id uuid,
  team_id uuid,
  -- Rises with every change of this row.
  version bigint not null default 1,
  -- The transaction of the last change: what a subscriber has missed is what changed since the oldest one in flight.
  changed_xid xid8 not null default pg_current_xact_id(),
  last_seq integer not null default 0,
  -- {seq, at, author: {kind, id?}, preview, kind} of the last message; notes and events are not messages.
  last_message jsonb,
  -- Last activity that moves the conversation up in the list.
  active_at timestamptz(3) not null default now(),
  -- When the oldest message of the contact that nobody has answered came in.
  waiting_since timestamptz(3),
  snoozed_until timestamptz,
  contact_messages integer not null default 0,
  agent_messages integer not null default 0,
  contact_read_seq integer not null default 0,
  -- How many of agent_messages the contact has read: unread is a subtraction, never a count.
  contact_read_messages integer not null default 0,
  agent_read_seq integer not null default 0,
  first_reply_at timestamptz,
  resolved_at timestamptz,
  -- Since when the contact has replies unread that no mail has carried yet, and how far mails have.
  unread_reply_since timestamptz,
  mailed_seq integer not null default 0,
  -- At most one such conversation of a contact in an inbox is not resolved.
  single boolean not null default false,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  primary key (workspace_id, id),
  foreign key (workspace_id, inbox_id) references inboxes,
  foreign key (workspace_id, contact_id) references contacts,
  foreign key (workspace_id, assignee_id) references members on delete set null (assignee_id),
  foreign key (workspace_id, team_id) references teams on delete set null (team_id)
) with (fillfactor = 70, autovacuum_vacuum_scale_factor = 0.02, autovacuum_analyze_scale_factor = 0.02);

create unique index conversations_single on conversations (workspace_id, contact_id, inbox_id)
  where single and status <> 'resolved';
-- Lists. Partial, so that the few open ones are found among millions of resolved ones.
create index conversations_open on conversations (workspace_id, active_at desc, id desc) where status in ('open', 'pending');
create index conversations_assignee on conversations (workspace_id, assignee_id, active_at desc, id desc)
  where status in ('open', 'pending');
create index conversations_snoozed on conversations (workspace_id, active_at desc, id desc) where status = 'snoozed';
create index conversations_resolved on conversations (workspace_id, active_at desc, id desc) where status = 'resolved';
create index conversations_waiting on conversations (workspace_id, waiting_since, id)
  where status in ('open', 'pending') and waiting_since is not null;
create index conversations_contact on conversations (workspace_id, contact_id, active_at desc);
create index conversations_replied on conversations (workspace_id, inbox_id, created_at desc) where first_reply_at is not null;
create index conversations_changed on conversations (workspace_id, changed_xid);
create index conversations_unread_reply on conversations (unread_reply_since) where unread_reply_since is not null;
create index conversations_live on conversations (workspace_id) where mode = 'live' and status in ('open', 'pending');

create table entries (
  workspace_id uuid not null,
  conversation_id uuid not null,
  seq integer not null check (seq > 0),
  -- Made by the sender.
  id uuid not null,
  at timestamptz(3) not null default now(),
  kind text not null check (kind in ('message', 'note', 'event')),
  author_kind text not null check (author_kind in ('contact', 'agent', 'bot', 'system')),
  author_id uuid,
  content jsonb,
  event jsonb,
  primary key (workspace_id, conversation_id, seq),
  unique (workspace_id, conversation_id, id),
  foreign key (workspace_id, conversation_id) references conversations on delete cascade,
  check ((kind = 'event') = (event is not null) and (kind = 'event') = (content is null))
);

-- How far each agent has read.
create table conversation_reads (
  workspace_id uuid not null,
  conversation_id uuid not null,
  user_id uuid not null,
  read_seq integer not null,
  -- How many of the conversation's contact_messages that covers.
  contact_messages integer not null,
  primary key (workspace_id, conversation_id, user_id),
  foreign key (workspace_id, conversation_id) references conversations on delete cascade,
  foreign key (workspace_id, user_id) references members on delete cascade
);

create table files (
  workspace_id uuid not null references workspaces on delete cascade,
  id uuid not null,
  name text not null,
  mime text not null,
  size bigint not null,
  width integer,
  height integer,
  has_thumbnail boolean not null default false,
  -- Who uploaded it: a visitor may only put their own files into messages. Visitors upload before they are contacts.
  uploader_kind text not null check (uploader_kind in ('visitor', 'agent', 'bot')),
  uploader_id text not null,
  created_at timestamptz not null default now(),
  primary key (workspace_id, id)
);

-- The outbox of messages that leave by a channel, and what became of them. Written in the transaction that decides it.
create table deliveries (
  workspace_id uuid not null,
  id uuid not null,
  conversation_id uuid not null,
  first_seq integer not null,
  last_seq integer not null,
  channel text not null,
  address text not null,
  status text not null default 'queued' check (status in ('queued', 'sent', 'delivered', 'read', 'failed')),
  reason text,
  attempts integer not null default 0,
  -- The conversation's version at the last change, so that a subscriber can ask for what it missed.
  version bigint not null,
  -- The provider's name for it (the Message-ID of a mail): reports come back with it.
  provider_id text,
  due_at timestamptz not null default now(),
  -- While a worker has it; it is free again when this has passed.
  claimed_until timestamptz,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  primary key (workspace_id, id),
  foreign key (workspace_id, conversation_id) references conversations on delete cascade,
  unique (workspace_id, channel, provider_id)
);
create index deliveries_due on deliveries (due_at) where status = 'queued';
create index deliveries_conversation on deliveries (workspace_id, conversation_id, last_seq);

-- What came from outside, as it came: kept before it is answered for, handled afterwards. Nothing that was accepted
-- can be lost without a trace.
create table inbound_payloads (
  workspace_id uuid not null references workspaces on delete cascade,
  id uuid not null,
  channel text not null,
  -- Where it was sent to, as the provider said: for mails the address of the envelope.
  recipient text not null,
  raw bytea not null,
  status text not null default 'received' check (status in ('received', 'handled', 'ignored', 'failed')),
  -- Why it was ignored or failed.
  reason text,
  received_at timestamptz not null default now(),
  handled_at timestamptz,
  primary key (workspace_id, id)
);
create index inbound_payloads_open on inbound_payloads (workspace_id, received_at) where status in ('received', 'failed');
