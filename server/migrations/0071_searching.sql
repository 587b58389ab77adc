-- Contacts are found through search_contacts alone, in any language and by every field; whoever searches brings it up to
-- date first. The profile's own column knew Latin letters only.
drop index contacts_search;
alter table contacts drop column search;
drop function plain_letters(text);
-- Telephone numbers are indexed backwards, too: all contacts are read once more.
update search_progress set done = null, target = null, position = null where what = 'contacts';

-- Labels as rows, in lower case: where a search is narrowed to one that few have, it begins here. Kept by a trigger that only
-- a change of labels fires, so that a message costs nothing.
create table conversation_labels (
  workspace_id uuid not null,
  label text not null,
  conversation_id uuid not null,
  primary key (workspace_id, label, conversation_id),
  foreign key (workspace_id, conversation_id) references conversations on delete cascade
);
create index conversation_labels_conversation on conversation_labels (workspace_id, conversation_id);

create function keep_labels() returns trigger language plpgsql as $$
begin
  if tg_op = 'UPDATE' then
    delete from conversation_labels l where l.workspace_id = new.workspace_id and l.conversation_id = new.id;
  end if;
  insert into conversation_labels (workspace_id, label, conversation_id)
    select distinct new.workspace_id, lower(label), new.id from unnest(new.labels) label;
  return null;
end $$;
create trigger conversations_labels_made after insert on conversations
  for each row when (new.labels <> '{}') execute function keep_labels();
create trigger conversations_labels_changed after update of labels on conversations
  for each row when (old.labels is distinct from new.labels) execute function keep_labels();
insert into conversation_labels (workspace_id, label, conversation_id)
  select distinct c.workspace_id, lower(label), c.id from conversations c cross join lateral unnest(c.labels) label;
