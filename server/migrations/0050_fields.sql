-- Fields that a workspace adds to contacts and conversations. Key, subject and type never change; values stand in
-- contacts.fields and conversations.fields by the key.
create table fields (
  workspace_id uuid not null references workspaces on delete cascade,
  id uuid not null,
  subject text not null check (subject in ('contact', 'conversation')),
  key text not null check (key ~ '^[a-z][a-z0-9_]{0,39}$'),
  type text not null check (type in ('text', 'number', 'date', 'choice', 'choices', 'boolean', 'url', 'email', 'phone')),
  label text not null,
  -- {language: label}
  labels jsonb not null default '{}',
  options text[] not null default '{}',
  required boolean not null default false,
  position integer not null,
  archived_at timestamptz,
  created_at timestamptz not null default now(),
  primary key (workspace_id, id),
  unique (workspace_id, subject, key)
);

-- Country (ISO 3166-1 alpha-2) in which telephone numbers without a country code are read.
alter table workspaces add column default_country text check (default_country ~ '^[A-Z]{2}$');
