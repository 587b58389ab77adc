-- Who gets a conversation: capacity, the queue, and what is known of agents' being there.

alter table workspaces add column standard_capacity integer not null default 5 check (standard_capacity between 1 and 200);

alter table members
  -- How many conversations routing may give at a time; null: the workspace's standard. Zero: none.
  add column capacity integer check (capacity between 0 and 200),
  add column skills text[] not null default '{}',
  add column languages text[] not null default '{}',
  add column availability_at timestamptz not null default now();

alter table inboxes add column routing jsonb not null default '{}';

alter table conversations
  -- The present assignee was chosen by routing: only such an assignment is refused for want of room.
  add column routed boolean not null default false,
  -- When assignee or team were last set.
  add column assigned_at timestamptz,
  -- Agents who had it and did not answer, and when it was taken from them.
  add column passed_over jsonb not null default '{}';

-- How many conversations (open or pending) each agent has. Kept by a trigger, whatever the path of the change, and
-- locked by it: that lock is what holds the capacity. In a table of its own, so that it never waits for a member's row.
create table agent_loads (
  workspace_id uuid not null,
  user_id uuid not null,
  load integer not null default 0 check (load >= 0),
  -- When they last got one: among the least loaded the one served longest ago is next.
  served_at timestamptz,
  primary key (workspace_id, user_id),
  foreign key (workspace_id, user_id) references members (workspace_id, user_id) on delete cascade
) with (fillfactor = 70);

-- When a console of theirs was last seen open. Every node with sockets says so again and again; silence means gone,
-- also where a node died.
create table agent_presence (
  workspace_id uuid not null,
  user_id uuid not null,
  came_at timestamptz not null default now(),
  seen_at timestamptz not null default now(),
  left_at timestamptz,
  primary key (workspace_id, user_id),
  foreign key (workspace_id, user_id) references members (workspace_id, user_id) on delete cascade
) with (fillfactor = 70);

-- Who waits for an agent, in what order: the lower rank first, then who waits longest. Kept by a trigger.
create table queue_places (
  workspace_id uuid not null,
  conversation_id uuid not null,
  inbox_id uuid not null,
  team_id uuid,
  rank smallint not null,
  since timestamptz not null,
  -- The first thing that the visitor was told: it is what the real wait is compared with.
  promised_seconds integer,
  promised_place integer,
  promised_at timestamptz,
  -- Agents who were there for this queue when it was last looked at.
  agents integer,
  primary key (workspace_id, conversation_id),
  foreign key (workspace_id, conversation_id) references conversations (workspace_id, id) on delete cascade
);
create index queue_places_order on queue_places (workspace_id, rank, since, conversation_id);
create index queue_places_inbox on queue_places (workspace_id, inbox_id, rank, since, conversation_id);

-- How each wait ended: the facts from which waits are foretold, and by which the foretelling is judged.
create table queue_waits (
  workspace_id uuid not null,
  conversation_id uuid not null,
  left_at timestamptz not null,
  inbox_id uuid not null,
  team_id uuid,
  since timestamptz not null,
  -- `assigned`: somebody has it. `gone`: resolved, snoozed or set aside before anybody had it.
  outcome text not null check (outcome in ('assigned', 'gone')),
  routed boolean not null,
  promised_seconds integer,
  promised_place integer,
  promised_at timestamptz,
  agents integer,
  primary key (workspace_id, conversation_id, left_at),
  foreign key (workspace_id, conversation_id) references conversations (workspace_id, id) on delete cascade
);
create index queue_waits_recent on queue_waits (workspace_id, inbox_id, left_at desc);

-- One load falls and another rises, in the order of the users' ids, so that two transfers in opposite directions
-- cannot wait for each other. The conversation's row is always locked before.
create function keep_load() returns trigger language plpgsql as $$
declare
  giver uuid := case when tg_op <> 'INSERT' and old.status in ('open', 'pending') then old.assignee_id end;
  taker uuid := case when tg_op <> 'DELETE' and new.status in ('open', 'pending') then new.assignee_id end;
  now_has integer;
  may_have integer;
begin
  if giver is not distinct from taker then
    return null;
  end if;
  if giver is not null and (taker is null or giver < taker) then
    update agent_loads set load = load - 1 where workspace_id = old.workspace_id and user_id = giver;
  end if;
  if taker is not null then
    insert into agent_loads as l (workspace_id, user_id, load, served_at) values (new.workspace_id, taker, 1, clock_timestamp())
      on conflict (workspace_id, user_id) do update set load = l.load + 1, served_at = clock_timestamp()
      returning load into now_has;
    if new.routed and (tg_op = 'INSERT' or old.assignee_id is distinct from new.assignee_id) then
      select coalesce(m.capacity, w.standard_capacity) into may_have
        from members m join workspaces w on w.id = m.workspace_id
        where m.workspace_id = new.workspace_id and m.user_id = taker;
      if now_has > may_have then
        raise exception 'Agent % has % of % conversations already.', taker, now_has - 1, may_have
          using errcode = 'check_violation', constraint = 'agent_capacity', table = 'agent_loads';
      end if;
    end if;
  end if;
  if giver is not null and giver > taker then
    update agent_loads set load = load - 1 where workspace_id = old.workspace_id and user_id = giver;
  end if;
  return null;
end $$;

-- A message changes neither column: the path of messages does not come by here.
create trigger conversations_load_update after update on conversations for each row
  when (old.assignee_id is distinct from new.assignee_id or old.status <> new.status)
  execute function keep_load();
create trigger conversations_load_insert after insert on conversations for each row
  when (new.assignee_id is not null) execute function keep_load();
create trigger conversations_load_delete after delete on conversations for each row
  when (old.assignee_id is not null) execute function keep_load();

create function queue_rank(priority text) returns smallint language sql immutable parallel safe as $$
  select (case priority when 'urgent' then 0 when 'high' then 1 when 'low' then 3 else 2 end)::smallint
$$;

-- In the queue is what is open, has nobody, and either waits for an answer or was let go by somebody.
create function keep_queue() returns trigger language plpgsql as $$
begin
  if new.status = 'open' and new.assignee_id is null and not new.spam
     and (new.waiting_since is not null or new.assigned_at is not null) then
    insert into queue_places as q (workspace_id, conversation_id, inbox_id, team_id, rank, since)
      values (new.workspace_id, new.id, new.inbox_id, new.team_id, queue_rank(new.priority), coalesce(new.waiting_since, now()))
      on conflict (workspace_id, conversation_id) do update
        set inbox_id = new.inbox_id, team_id = new.team_id, rank = queue_rank(new.priority)
        where (q.inbox_id, q.rank) <> (new.inbox_id, queue_rank(new.priority)) or q.team_id is distinct from new.team_id;
  elsif tg_op = 'UPDATE' then
    with place as (
      delete from queue_places where workspace_id = new.workspace_id and conversation_id = new.id returning *)
    insert into queue_waits (workspace_id, conversation_id, left_at, inbox_id, team_id, since, outcome, routed,
      promised_seconds, promised_place, promised_at, agents)
    select workspace_id, conversation_id, clock_timestamp(), inbox_id, team_id, since,
      case when new.assignee_id is null then 'gone' else 'assigned' end, new.routed,
      promised_seconds, promised_place, promised_at, agents
    from place;
  end if;
  return null;
end $$;

create trigger conversations_queue_update after update on conversations for each row
  when ((old.assignee_id is null or new.assignee_id is null)
    and (old.assignee_id, old.status, old.team_id, old.inbox_id, old.priority, old.spam, old.waiting_since, old.assigned_at)
      is distinct from (new.assignee_id, new.status, new.team_id, new.inbox_id, new.priority, new.spam, new.waiting_since, new.assigned_at))
  execute function keep_queue();
create trigger conversations_queue_insert after insert on conversations for each row
  when (new.assignee_id is null and new.status = 'open') execute function keep_queue();

insert into agent_loads (workspace_id, user_id, load)
  select workspace_id, assignee_id, count(*) from conversations
  where assignee_id is not null and status in ('open', 'pending') group by 1, 2;
insert into queue_places (workspace_id, conversation_id, inbox_id, team_id, rank, since)
  select workspace_id, id, inbox_id, team_id, queue_rank(priority), waiting_since from conversations
  where status = 'open' and assignee_id is null and not spam and waiting_since is not null;
