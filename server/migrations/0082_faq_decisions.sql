-- What was decided for a contact's message, and what came of it. None of its words are here: they are the log's.
create table faq_decisions (
  workspace_id uuid not null,
  conversation_id uuid not null,
  -- The contact's message.
  seq integer not null,
  at timestamptz(3) not null default now(),
  model_version integer not null,
  language text not null,
  mode text not null check (mode in ('live', 'shadow', 'control')),
  decision text not null check (decision in ('answer', 'ask', 'suggest', 'leave')),
  -- The FAQ answered; those asked about or suggested.
  faq_ids uuid[] not null default '{}',
  -- The best, and its probability; all: [{faqId, probability}].
  best_faq_id uuid,
  probability real not null default 0,
  ranked jsonb not null default '[]',
  none real not null,
  -- Log odds before feedback, by which the engine learns from what came of it. Null where the contact chose from a list.
  logit real,
  none_logit real,
  -- The bot's entry.
  answer_seq integer,
  outcome text check (outcome in
    ('accepted', 'helpful', 'unhelpful', 'silent', 'corrected', 'person_needed', 'used', 'dismissed')),
  outcome_faq_id uuid,
  -- Suggestions that the agent did not want to see.
  dismissed uuid[] not null default '{}',
  outcome_at timestamptz,
  -- Whether the best FAQ was right, where anything tells.
  is_right boolean,
  primary key (workspace_id, conversation_id, seq),
  foreign key (workspace_id, conversation_id) references conversations on delete cascade
);
create index faq_decisions_time on faq_decisions (workspace_id, at desc, conversation_id, seq);
create index faq_decisions_faq on faq_decisions (workspace_id, best_faq_id, at desc);
create index faq_decisions_judged on faq_decisions (workspace_id, outcome_at desc) where outcome is not null;

-- A conversation that the bot has: since when, how many of the contact's messages it has dealt with, and when it has to
-- look again though nobody wrote.
alter table conversations
  add column bot_since timestamptz,
  add column bot_seen integer not null default 0,
  add column bot_due_at timestamptz;
create index conversations_bot_due on conversations (bot_due_at) where bot_since is not null and bot_due_at is not null;
create index conversations_bot_asked on conversations (workspace_id, id) where bot_since is not null and contact_messages > bot_seen;

-- From the moment that a person has a conversation or has written in it, the bot has it no more, whoever changes the row.
create function leave_to_person() returns trigger language plpgsql as $$
begin
  if new.status = 'pending' and (new.assignee_id is not null or new.first_reply_at is not null) then
    new.status := 'open';
  end if;
  if new.status <> 'pending' then
    new.bot_since := null;
    new.bot_due_at := null;
  end if;
  return new;
end $$;
create trigger conversations_person before update on conversations for each row
  when (old.bot_since is not null
    and (new.status <> 'pending' or new.assignee_id is not null or new.first_reply_at is not null or new.spam))
  execute function leave_to_person();

alter table notifications drop constraint notifications_kind_check;
alter table notifications add constraint notifications_kind_check
  check (kind in ('mention', 'assignment', 'reply', 'step_back'));
