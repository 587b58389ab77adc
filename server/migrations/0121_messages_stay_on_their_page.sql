-- A message changes no column that an index of conversations names, so that its row can stay on its page and no index is
-- written to (heap-only tuples). What lists are sorted by in their indexes is the beginning of the ten seconds in which a
-- conversation was last active; within these, rows are sorted when they are read. Whether the bot was asked has a column of
-- its own for the same reason: its index spoke of the number of messages. That a message changed a conversation is told by
-- its entry, which knows its transaction (entries_feed); changed_xid tells of all other changes.
drop index conversations_assignee, conversations_contact, conversations_open, conversations_open_inbox, conversations_open_team,
  conversations_resolved, conversations_resolved_inbox, conversations_resolved_team, conversations_snoozed, conversations_spam,
  conversations_bot_asked;

alter table conversations
  add column active_about timestamptz not null generated always as (date_bin('10 seconds', active_at, '2000-01-01 00:00:00+00'::timestamptz)) stored,
  add column bot_asked boolean not null generated always as (bot_since is not null and contact_messages > bot_seen) stored;

create index conversations_assignee on conversations (workspace_id, assignee_id, active_about desc)
  include (team_id, spam, status, waiting_since) where status in ('open', 'pending');
create index conversations_contact on conversations (workspace_id, contact_id);
create index conversations_open on conversations (workspace_id, active_about desc) where status in ('open', 'pending');
create index conversations_open_inbox on conversations (workspace_id, inbox_id, active_about desc) where status in ('open', 'pending');
create index conversations_open_team on conversations (workspace_id, team_id, active_about desc)
  where status in ('open', 'pending') and team_id is not null;
create index conversations_resolved on conversations (workspace_id, active_about desc) where status = 'resolved';
create index conversations_resolved_inbox on conversations (workspace_id, inbox_id, active_about desc) where status = 'resolved';
create index conversations_resolved_team on conversations (workspace_id, team_id, active_about desc)
  where status = 'resolved' and team_id is not null;
create index conversations_snoozed on conversations (workspace_id, active_about desc) where status = 'snoozed';
create index conversations_spam on conversations (workspace_id, active_about desc) where spam;
create index conversations_bot_asked on conversations (workspace_id, id) where bot_asked;

analyze conversations;
