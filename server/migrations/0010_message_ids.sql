-- A message's id is its sender's, and decides what a repeat is. It is unique in the workspace, not in one conversation:
-- where a message lands depends on what is open at that moment (a resolved conversation continues in a new one), so a
-- repeat that comes when this has changed must still be recognised. Where one was doubled before, the first keeps its id.
update entries e set id = gen_random_uuid()
from (
  select workspace_id, conversation_id, seq, row_number() over (partition by workspace_id, id order by at, conversation_id, seq) as nth
  from entries) doubled
where doubled.nth > 1
  and (e.workspace_id, e.conversation_id, e.seq) = (doubled.workspace_id, doubled.conversation_id, doubled.seq);

alter table entries drop constraint entries_workspace_id_conversation_id_id_key;
alter table entries add constraint entries_id_key unique (workspace_id, id);
