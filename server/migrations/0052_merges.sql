-- Merges of contacts, with everything that is needed to take them apart again. The other contact's row is gone; it stands
-- in `moved`, and comes back with an undo.
create table contact_merges (
  workspace_id uuid not null,
  id uuid not null,
  -- Whom the other one is part of now. Follows when that contact is merged in turn.
  contact_id uuid not null,
  from_id uuid not null,
  from_name text,
  author_kind text not null check (author_kind in ('agent', 'bot', 'system')),
  author_id uuid,
  at timestamptz(3) not null default now(),
  undone_at timestamptz(3),
  moved jsonb not null,
  primary key (workspace_id, id),
  foreign key (workspace_id, contact_id) references contacts on delete cascade
);
create index contact_merges_contact on contact_merges (workspace_id, contact_id, at desc);
-- What can no longer be undone is forgotten after a while.
create index contact_merges_at on contact_merges (at);
