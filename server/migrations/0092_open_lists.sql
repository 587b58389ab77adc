-- The open conversations of one inbox, and of one team, in the order of the list: without them a list by inbox walks through
-- everything that is open until it has a page, which is all of it where the inbox has little.
create index conversations_open_inbox on conversations (workspace_id, inbox_id, active_at desc, id desc)
  where status in ('open', 'pending');
create index conversations_open_team on conversations (workspace_id, team_id, active_at desc, id desc)
  where status in ('open', 'pending') and team_id is not null;
