-- What happens outside of conversations' logs and is told in the event feed all the same: contacts, deliveries, and what
-- was deleted. Only ids: what they stand for is read when the event is. Written by triggers, so that no writer can forget
-- to (except when a backup is put back, which brings them along); removed by age (core/events/pruneEvents.ts). No foreign key: it tells of what is gone.
create table feed_events (
  workspace_id uuid not null,
  -- Of one subject's events the later one has the higher number: they were written under its row's lock.
  id bigint generated always as identity,
  xid xid8 not null default pg_current_xact_id(),
  at timestamptz(3) not null default now(),
  type text not null,
  -- Order inside one reading of the feed: contacts before the entries, deliveries after them, deletions last.
  stage smallint not null,
  contact_id uuid,
  conversation_id uuid,
  delivery_id uuid,
  primary key (workspace_id, id)
);
create index feed_events_feed on feed_events (workspace_id, xid, stage, id);
create index feed_events_at on feed_events (at);

create function feed_contact() returns trigger language plpgsql as $$
begin
  if tg_op = 'DELETE' then
    insert into feed_events (workspace_id, type, stage, contact_id) values (old.workspace_id, 'contact.deleted', 3, old.id);
  else
    insert into feed_events (workspace_id, type, stage, contact_id)
    values (new.workspace_id, case tg_op when 'INSERT' then 'contact.created' else 'contact.updated' end, 0, new.id);
  end if;
  return null;
end $$;
create trigger contacts_feed_made after insert or delete on contacts for each row execute function feed_contact();
create trigger contacts_feed_changed after update on contacts
  for each row when (old.version <> new.version) execute function feed_contact();

create function feed_delivery() returns trigger language plpgsql as $$
begin
  insert into feed_events (workspace_id, type, stage, conversation_id, delivery_id)
  values (new.workspace_id, 'delivery.' || new.status, 2, new.conversation_id, new.id);
  return null;
end $$;
create trigger deliveries_feed_made after insert on deliveries for each row execute function feed_delivery();
create trigger deliveries_feed_changed after update on deliveries
  for each row when (old.status <> new.status) execute function feed_delivery();

create function feed_conversation() returns trigger language plpgsql as $$
begin
  insert into feed_events (workspace_id, type, stage, conversation_id, contact_id)
  values (old.workspace_id, 'conversation.deleted', 3, old.id, old.contact_id);
  return null;
end $$;
create trigger conversations_feed_deleted after delete on conversations for each row execute function feed_conversation();
