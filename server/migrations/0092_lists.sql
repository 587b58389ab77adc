-- The open conversations of one inbox, and of one team, in the order of the list: without them a list by inbox walks through
-- everything that is open until it has a page, which is all of it where the inbox has little.
create index conversations_open_inbox on conversations (workspace_id, inbox_id, active_at desc, id desc)
  where status in ('open', 'pending');
create index conversations_open_team on conversations (workspace_id, team_id, active_at desc, id desc)
  where status in ('open', 'pending') and team_id is not null;

-- What a change of many contacts found and left in each, for its undo in the next moments. Who is erased, or merged into
-- somebody else, goes from here too.
create table contact_bulk_items (
  workspace_id uuid not null,
  bulk_id uuid not null,
  contact_id uuid not null,
  user_id uuid not null,
  -- {fields, blocked}: the parts that changed.
  before jsonb not null,
  after jsonb not null,
  created_at timestamptz not null default now(),
  primary key (workspace_id, bulk_id, contact_id),
  foreign key (workspace_id, contact_id) references contacts on delete cascade
);
create index contact_bulk_items_contact on contact_bulk_items (workspace_id, contact_id);
create index contact_bulk_items_old on contact_bulk_items (workspace_id, created_at);
