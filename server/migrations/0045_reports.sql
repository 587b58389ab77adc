-- On whose clock a day begins, in reports.
alter table workspaces add column time_zone text not null default 'UTC';

-- Seconds of [begins, ends) in which the opening hours (the jsonb of inboxes.hours; null: around the clock) are open. The
-- same rule as engines/hours: a holiday's spans replace its weekday's.
create function open_seconds(hours jsonb, begins timestamptz, ends timestamptz) returns integer
language sql stable parallel safe as $$
  select case when hours is null then greatest(0, extract(epoch from ends - begins))::integer else (
    select coalesce(sum(greatest(0, extract(epoch from
        least(ends, (day + (span ->> 1)::time) at time zone (hours ->> 'timeZone'))
        - greatest(begins, (day + (span ->> 0)::time) at time zone (hours ->> 'timeZone'))))), 0)::integer
    from generate_series((begins at time zone (hours ->> 'timeZone'))::date, (ends at time zone (hours ->> 'timeZone'))::date, interval '1 day') g (at)
    cross join lateral (select g.at::date as day) d
    left join lateral (
      select h from jsonb_array_elements(hours -> 'holidays') h where h ->> 'date' = day::text limit 1) holiday on true
    cross join lateral jsonb_array_elements(case when h is null
      then hours -> 'weekly' -> (array['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'])[extract(isodow from day)::int]
      else coalesce(h -> 'spans', '[]') end) span
  ) end
$$;

-- What reports count: derived from conversations' logs (core/reports/factsStatement.ts) and never written otherwise. A row
-- stands for the entry that completed it.
create table report_facts (
  workspace_id uuid not null,
  conversation_id uuid not null,
  kind text not null check (kind in ('started', 'response', 'unanswered', 'resolution', 'rating')),
  seq integer not null,
  at timestamptz(3) not null,
  agent_id uuid,
  -- The first response of its conversation.
  is_first boolean not null default false,
  seconds integer,
  -- The same by the clock of the inbox's opening hours.
  open_seconds integer,
  score smallint,
  primary key (workspace_id, conversation_id, kind, seq),
  foreign key (workspace_id, conversation_id) references conversations on delete cascade
);
create index report_facts_at on report_facts (workspace_id, at);

-- How far the facts of a workspace follow its logs, as a cursor of the event feed.
create table report_progress (
  workspace_id uuid primary key references workspaces on delete cascade,
  cursor text not null
);
