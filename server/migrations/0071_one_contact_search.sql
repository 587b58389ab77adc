-- Contacts are found through search_contacts alone, in any language and by every field; whoever searches brings it up to
-- date first. The profile's own column knew Latin letters only.
drop index contacts_search;
alter table contacts drop column search;
drop function plain_letters(text);
-- Telephone numbers are indexed backwards, too: all contacts are read once more.
update search_progress set done = null, target = null, position = null where what = 'contacts';
