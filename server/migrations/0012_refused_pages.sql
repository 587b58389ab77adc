-- The last page that carried the snippet and may not show the chat: whoever set the inbox up is to see why nothing appears.
alter table inboxes add column refused_origin text;
alter table inboxes add column refused_at timestamptz;
