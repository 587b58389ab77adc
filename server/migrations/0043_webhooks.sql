create table webhooks (
  workspace_id uuid not null references workspaces on delete cascade,
  id uuid not null,
  name text not null,
  url text not null,
  -- Names of events; empty: all of them.
  events text[] not null default '{}',
  secret text not null,
  -- The one before, with which requests are signed too until then.
  old_secret text,
  old_secret_until timestamptz,
  -- Off by a person or by too many failures; where it stands in the feed is kept.
  paused_at timestamptz,
  paused_because text check (paused_because in ('person', 'failing', 'gone')),
  -- Since when nothing has succeeded; null while it works.
  failing_since timestamptz,
  last_success_at timestamptz,
  -- Where in the event feed it stands; null: at its end, as after a backup was put back, when old places mean nothing.
  cursor text,
  created_at timestamptz not null default now(),
  primary key (workspace_id, id)
);

create table webhook_deliveries (
  workspace_id uuid not null,
  id uuid not null,
  webhook_id uuid not null,
  -- The order of the feed.
  position bigint generated always as identity,
  event_id text not null,
  event_type text not null,
  conversation_id uuid,
  contact_id uuid,
  -- Deliveries of one lane (a conversation, else a contact) go one after the other.
  lane text not null,
  -- Exactly what is sent and signed.
  body text not null,
  status text not null default 'queued' check (status in ('queued', 'delivered', 'failed')),
  attempts integer not null default 0,
  -- Null while an earlier one of its lane is not through, or the webhook is paused.
  due_at timestamptz,
  claimed_until timestamptz,
  response_status integer,
  response_excerpt text,
  error text,
  duration_ms integer,
  created_at timestamptz not null default now(),
  attempted_at timestamptz,
  primary key (workspace_id, id),
  unique (workspace_id, webhook_id, event_id),
  foreign key (workspace_id, webhook_id) references webhooks on delete cascade
) with (autovacuum_vacuum_scale_factor = 0.02);
create index webhook_deliveries_due on webhook_deliveries (due_at) where status = 'queued' and due_at is not null;
create index webhook_deliveries_lane on webhook_deliveries (workspace_id, webhook_id, lane, position) where status = 'queued';
create index webhook_deliveries_log on webhook_deliveries (workspace_id, webhook_id, position desc);
create index webhook_deliveries_contact on webhook_deliveries (workspace_id, contact_id);
create index webhook_deliveries_conversation on webhook_deliveries (workspace_id, conversation_id);
create index webhook_deliveries_old on webhook_deliveries (created_at) where status <> 'queued';
