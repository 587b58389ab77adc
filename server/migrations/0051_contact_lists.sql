-- Lists of contacts: searched and sorted by index at a million rows, without any extension.

-- Letters without accents, in lower case; both what is searched and what is typed go through it.
create function plain_letters(text) returns text language sql immutable parallel safe return
  translate(lower($1),
    'àáâãäåāăąçćčďèéêëēėęěìíîïīñńňòóôõöøōőùúûüūůűýÿžźżšśťřłđß',
    'aaaaaaaaacccdeeeeeeeeiiiiinnnoooooooouuuuuuuyyzzzsstrlds');

-- The workspace as a word of its own, so that one index serves all and finds only what is theirs. Words of name, address and company; the telephone number's digits, also backwards (after an r), so that its last
-- digits find it however it was typed.
alter table contacts add column search tsvector generated always as (
  array_to_tsvector(array['w' || replace(workspace_id::text, '-', '')])
  || to_tsvector('simple'::regconfig, plain_letters(translate(
    coalesce(name, '') || ' ' || coalesce(email, '') || ' ' || coalesce(company, ''), '@._-+/''’', '        ')))
  || to_tsvector('simple'::regconfig, coalesce(regexp_replace(phone, '\D', '', 'g'), '') || ' '
    || coalesce('r' || reverse(regexp_replace(phone, '\D', '', 'g')), ''))
) stored;
create index contacts_search on contacts using gin (search);

-- One index for each order of the list; what is not known comes last.
create index contacts_by_name on contacts (workspace_id, (name is null), lower(coalesce(name, '')), id);
create index contacts_by_email on contacts (workspace_id, (email is null), lower(coalesce(email, '')), id);
create index contacts_by_company on contacts (workspace_id, (company is null), lower(coalesce(company, '')), id);
create index contacts_first_seen on contacts (workspace_id, first_seen_at, id);
-- Who has this address: before somebody is made, imported or merged.
create index contacts_email on contacts (workspace_id, lower(email)) where email is not null;
create index contacts_phone on contacts (workspace_id, phone) where phone is not null;

-- What was done with a contact, beside their conversations: made, imported, merged, blocked.
create table contact_events (
  workspace_id uuid not null,
  id uuid not null,
  contact_id uuid not null,
  at timestamptz(3) not null default now(),
  author_kind text not null check (author_kind in ('contact', 'agent', 'bot', 'system')),
  author_id uuid,
  event jsonb not null,
  primary key (workspace_id, id),
  foreign key (workspace_id, contact_id) references contacts on delete cascade
);
create index contact_events_contact on contact_events (workspace_id, contact_id, at desc, id desc);

-- Notes in a contact's conversations: their timeline shows them.
create index entries_notes on entries (workspace_id, conversation_id, at desc) where kind = 'note';
