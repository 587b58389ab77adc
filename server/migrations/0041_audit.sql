-- Who did what to the workspace's settings and access, written in the transaction of the change.
create table audit_entries (
  workspace_id uuid not null references workspaces on delete cascade,
  id uuid not null,
  at timestamptz(3) not null default now(),
  actor_kind text not null check (actor_kind in ('agent', 'bot', 'system')),
  actor_id uuid,
  -- As they were called then: names of people who are gone must still say something.
  actor_name text,
  -- `noun.verb`
  action text not null,
  target_kind text,
  target_id text,
  target_name text,
  before jsonb,
  after jsonb,
  ip text,
  user_agent text,
  primary key (workspace_id, id)
);
create index audit_entries_at on audit_entries (workspace_id, at desc, id desc);
create index audit_entries_action on audit_entries (workspace_id, action, at desc, id desc);
create index audit_entries_actor on audit_entries (workspace_id, actor_id, at desc, id desc);

-- Append-only. Retention alone may delete, and says so for its transaction.
create function refuse_audit_change() returns trigger language plpgsql as $$
begin
  if tg_op = 'DELETE' and current_setting('causerie.retention', true) = 'on' then
    return old;
  end if;
  raise exception 'the audit log is append-only' using errcode = 'insufficient_privilege';
end $$;
create trigger audit_entries_append_only before update or delete on audit_entries
  for each row execute function refuse_audit_change();
create trigger audit_entries_no_truncate before truncate on audit_entries
  for each statement execute function refuse_audit_change();
