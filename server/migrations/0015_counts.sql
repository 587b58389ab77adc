-- Counts of views read this index alone. It takes the place of the one that lists what is whose, so that a message still
-- writes to as many indexes as before.
drop index conversations_assignee;
create index conversations_assignee on conversations (workspace_id, assignee_id, active_at desc, id desc)
  include (team_id, spam) where status in ('open', 'pending');
