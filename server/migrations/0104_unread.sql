-- How often its agent has marked the conversation as unread. A cursor only moves forward, and screens keep the furthest they know:
-- what has more marks is newer, however far it stands.
alter table conversation_reads add column unread_marks int not null default 0;
