-- Roles of a workspace's own: a name and the permissions it holds (core/actor.ts lists them all).
create table roles (
  workspace_id uuid not null references workspaces on delete cascade,
  id uuid not null,
  name text not null,
  permissions text[] not null,
  created_at timestamptz not null default now(),
  primary key (workspace_id, id),
  unique (workspace_id, name)
);

-- A role is one of the four built-in names, or the id of one of the workspace's own; role_id holds the latter, so
-- that a role cannot go while somebody has it.
alter table members drop constraint members_role_check,
  add column role_id uuid generated always as
    (case when role in ('owner', 'admin', 'supervisor', 'agent') then null else role::uuid end) stored,
  add foreign key (workspace_id, role_id) references roles;
create index members_role on members (workspace_id, role_id) where role_id is not null;

alter table api_keys drop constraint api_keys_role_check,
  add column role_id uuid generated always as
    (case when role in ('owner', 'admin', 'supervisor', 'agent') then null else role::uuid end) stored,
  add foreign key (workspace_id, role_id) references roles;
create index api_keys_role on api_keys (workspace_id, role_id) where role_id is not null;

-- An accepted invitation is history: it keeps no role alive.
alter table invitations drop constraint invitations_role_check,
  add column role_id uuid generated always as
    (case when role in ('owner', 'admin', 'supervisor', 'agent') or accepted_at is not null then null else role::uuid end) stored,
  add foreign key (workspace_id, role_id) references roles;
create index invitations_role on invitations (workspace_id, role_id) where role_id is not null;
