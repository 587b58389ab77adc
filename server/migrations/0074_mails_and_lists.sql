-- Members who are away are told by mail of mentions and of what was given to them, a few minutes later and together.
alter table members add column notify_by_email boolean not null default true;
-- When they were last told so: not again within a while.
alter table members add column notification_mailed_at timestamptz;
alter table notifications add column mailed_at timestamptz;
-- What was there before is not told.
update notifications set mailed_at = now();
create index notifications_to_mail on notifications (created_at) where read_at is null and mailed_at is null and kind <> 'reply';

-- Lists of what is resolved, by inbox and by team: of millions, a page by index. What is open is few, and an index over it
-- would have to be kept with every message; a resolved conversation stands still.
create index conversations_resolved_inbox on conversations (workspace_id, inbox_id, active_at desc, id desc) where status = 'resolved';
create index conversations_resolved_team on conversations (workspace_id, team_id, active_at desc, id desc) where status = 'resolved' and team_id is not null;
