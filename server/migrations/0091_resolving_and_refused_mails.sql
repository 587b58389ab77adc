-- A conversation's field may be needed before a person or a program resolves it: everywhere, or in these inboxes only.
alter table fields
  add column required_to_resolve boolean not null default false,
  add column resolve_inbox_ids uuid[] not null default '{}',
  add constraint fields_required_to_resolve check (subject = 'conversation' or not required_to_resolve);

-- What became of the mail with the invitation; null: this server sends none, or it was made before this was kept.
alter table invitations
  add column mail_status text check (mail_status in ('queued', 'sent', 'refused')),
  add column mail_reason text;

-- The last mail to somebody who signs in that was refused for good; gone with the next that is taken.
alter table users
  add column mail_refused_at timestamptz(3),
  add column mail_refused_reason text;
