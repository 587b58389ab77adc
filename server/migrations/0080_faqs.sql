-- Questions that are answered with a snippet, and the ways in which customers put them.

-- What is worth how much, and what the bot may do. A workspace without a row has the defaults.
create table faq_settings (
  workspace_id uuid not null references workspaces on delete cascade,
  minute_worth double precision not null default 0.6 check (minute_worth between 0 and 1000),
  currency text not null default 'EUR' check (currency ~ '^[A-Z]{3}$'),
  saved_minutes double precision not null default 3 check (saved_minutes between 0.1 and 1000),
  wrong_low double precision not null default 12 check (wrong_low between 0 and 10000),
  wrong_medium double precision not null default 57 check (wrong_medium between 0 and 10000),
  wrong_high double precision not null default 297 check (wrong_high between 0 and 10000),
  promise double precision not null default 0.98 check (promise in (0.95, 0.98)),
  ask_allowed boolean not null default true,
  resolve_after_hours integer not null default 24 check (resolve_after_hours between 1 and 720),
  -- How many FAQs there are. Kept by a trigger; the check is what holds the limit.
  faqs integer not null default 0 check (faqs between 0 and 2000),
  primary key (workspace_id)
);

-- Whether the bot may answer in this inbox.
alter table inboxes add column bot boolean not null default false;

create table faqs (
  workspace_id uuid not null references workspaces on delete cascade,
  id uuid not null,
  -- Its answer, in all languages.
  snippet_id uuid not null,
  cost text not null default 'medium' check (cost in ('low', 'medium', 'high', 'never')),
  stage text not null default 'off' check (stage in ('off', 'shadow', 'share', 'all')),
  share smallint not null default 10 check (share between 1 and 100),
  -- Since when it has its stage: what was measured before counts no more.
  stage_at timestamptz not null default now(),
  stepped_back_at timestamptz,
  version integer not null default 1,
  -- How many examples there are. Kept by a trigger; the check is what holds the limit.
  examples integer not null default 0 check (examples between 0 and 1000),
  created_at timestamptz(3) not null default now(),
  updated_at timestamptz(3) not null default now(),
  primary key (workspace_id, id),
  unique (workspace_id, snippet_id),
  foreign key (workspace_id, snippet_id) references snippets on delete cascade
);
create index faqs_acting on faqs (workspace_id) where stage in ('share', 'all');

create table faq_examples (
  workspace_id uuid not null,
  faq_id uuid not null,
  id uuid not null,
  text text not null,
  -- A hash of the words without case, accents and white space: the same question is one example.
  key text not null,
  language text not null,
  source text not null default 'written' check (source in ('written', 'opportunity', 'feedback')),
  created_by uuid references users on delete set null,
  created_at timestamptz(3) not null default now(),
  primary key (workspace_id, id),
  unique (workspace_id, faq_id, key),
  foreign key (workspace_id, faq_id) references faqs on delete cascade
);
create index faq_examples_faq on faq_examples (workspace_id, faq_id, id);

create function count_faqs() returns trigger language plpgsql as $$
begin
  if tg_op = 'INSERT' then
    insert into faq_settings as s (workspace_id, faqs) values (new.workspace_id, 1)
      on conflict (workspace_id) do update set faqs = s.faqs + 1;
  else
    update faq_settings set faqs = faqs - 1 where workspace_id = old.workspace_id;
  end if;
  return null;
end $$;
create trigger faqs_count after insert or delete on faqs for each row execute function count_faqs();

create function count_faq_examples() returns trigger language plpgsql as $$
begin
  if tg_op = 'INSERT' then
    update faqs f set examples = examples + n.n
      from (select workspace_id, faq_id, count(*)::int as n from added group by 1, 2) n
      where (f.workspace_id, f.id) = (n.workspace_id, n.faq_id);
  else
    update faqs f set examples = examples - n.n
      from (select workspace_id, faq_id, count(*)::int as n from removed group by 1, 2) n
      where (f.workspace_id, f.id) = (n.workspace_id, n.faq_id);
  end if;
  return null;
end $$;
create trigger faq_examples_added after insert on faq_examples referencing new table as added
  for each statement execute function count_faq_examples();
create trigger faq_examples_removed after delete on faq_examples referencing old table as removed
  for each statement execute function count_faq_examples();
