import { conversationColumns } from './conversationRecord.ts';

/** What `conversationColumns` are, with the contact that `judged` read. */
const columnsAfter = conversationColumns
  .replace('ct.name as', 's.contact_name as')
  .replace('ct.email as', 's.contact_email as')
  .replace('ct.language as', 's.contact_language as')
  .replace('ct.spam_since is not null as', 's.contact_spam as');

/**
 * Appends messages and notes to many conversations in one statement: lock their rows in id order, number, insert,
 * bring the rows up to date. One commit for all of them; the input is arrays, so the statement is prepared once whatever
 * the size of the batch.
 *
 * It answers with a row for each conversation that was written to, as it is now. `ords` are the inputs that were appended
 * to it in order of their numbers, of which the last is `last_seq`. What was not appended is in `rest`, the same on every
 * row: `[ord, outcome, conversation, seq, at]`. Without any change there is one row that holds nothing else. No part is joined with
 * another one: each join of two parts would cost the square of the batch. What is large (content, preview) is taken from the
 * input by its place where it is written, and not carried from part to part. Each id is looked up by itself (the limit is what
 * keeps it so): planned while the log was empty, a join read the whole of it for every message. The contact is read after the lock, not beside it:
 * a merge may have given the conversation another one while this waited.
 *
 * It takes the common case only. `outcome` tells what is left to do:
 * - `repeat`: this id was appended before; where, its seq and its time are returned. It need not be the conversation that
 *   was addressed: what was resolved then may be open by now.
 * - `taken`: the id is that of an entry elsewhere, which cannot be this message: only a contact's ends elsewhere.
 * - `slow`: more than a message must happen (reopening, taking, a live session resumed, followers told, a colleague's answer looked for): the careful path does it in a transaction.
 * - `blocked`: the contact's messages are refused; nothing is written.
 * - in no list: no such conversation for this author.
 *
 * `known` reads the statement's snapshot and can miss an id that another transaction commits while this one waits
 * for the row; the unique key then fails the whole statement, and the caller runs its members one by one.
 * Parameters: workspace, conversation, id, kind, author kind, author id, content, preview, content kind, last seq that the writer had seen.
 */
export const appendStatement = `
with locked as materialized (
  select i.*, c.last_seq, c.status, c.assignee_id, c.contact_id, c.single, c.mode, c.merged_into
  from unnest($1::uuid[], $2::uuid[], $3::uuid[], $4::text[], $5::text[], $6::uuid[], $9::text[], $10::int[])
    with ordinality as i (workspace_id, conversation_id, id, kind, author_kind, author_id, content_kind, seen_seq, ord)
  join conversations c on (c.workspace_id, c.id) = (i.workspace_id, i.conversation_id)
  where i.author_kind <> 'contact' or c.contact_id = i.author_id
  order by c.workspace_id, c.id, i.ord
  for no key update of c
),
judged as materialized (
  select l.*, ct.name, ct.email, ct.language, ct.contact_spam, e.conversation_id as known_in, e.seq as known_seq, e.at as known_at,
    case
      when e.conversation_id <> l.conversation_id and e.conversation_id is distinct from l.merged_into and not (l.author_kind = 'contact' and exists (
        select from conversations o where (o.workspace_id, o.id) = (e.workspace_id, e.conversation_id) and o.contact_id = l.author_id)) then 'taken'
      when e.id is not null then 'repeat'
      when l.author_kind = 'contact' and ct.blocked_at is not null then 'blocked'
      when l.merged_into is not null then 'slow'
      when l.kind = 'message' and l.author_kind = 'contact' and l.content_kind <> 'rating_answer' and (l.status not in ('open', 'pending') or l.single and l.mode = 'messaging') then 'slow'
      when l.kind = 'message' and l.author_kind = 'agent' and l.assignee_id is null and l.status in ('open', 'pending') then 'slow'
      when l.kind = 'message' and exists (select from conversation_followers f
        where (f.workspace_id, f.conversation_id) = (l.workspace_id, l.conversation_id)) then 'slow'
      when l.seen_seq < l.last_seq or l.seen_seq is not null and l.nth > 1 then 'slow'
      else 'done'
    end as outcome
  from (select *, row_number() over (partition by workspace_id, conversation_id order by ord) as nth from locked) l
  left join lateral (
    select e.workspace_id, e.conversation_id, e.seq, e.at, e.id from entries e where (e.workspace_id, e.id) = (l.workspace_id, l.id) limit 1
  ) e on true
  left join lateral (
    select t.name, t.email, t.language, t.spam_since is not null as contact_spam, t.blocked_at from contacts t
    where (t.workspace_id, t.id) = (l.workspace_id, l.contact_id) limit 1
  ) ct on true
),
fresh as materialized (
  select j.workspace_id, j.conversation_id, j.ord::int as ord, j.id, j.kind, j.author_kind, j.author_id,
    j.kind = 'message' as is_message,
    case when j.kind = 'message' and j.content_kind <> 'rating_answer' then j.author_kind end as side,
    j.name, j.email, j.language, coalesce(j.contact_spam, false) as contact_spam,
    (j.last_seq + row_number() over (partition by j.workspace_id, j.conversation_id order by j.ord))::int as seq
  from judged j where j.outcome = 'done'
),
inserted as (
  insert into entries (workspace_id, conversation_id, seq, id, kind, author_kind, author_id, content)
  select workspace_id, conversation_id, seq, id, kind, author_kind, author_id, ($7::jsonb[])[ord] from fresh
),
summary as (
  select workspace_id, conversation_id, max(seq) as last_seq, array_agg(ord order by seq) as ords,
    count(*) filter (where is_message and author_kind = 'contact') as from_contact,
    count(*) filter (where is_message and author_kind <> 'contact') as to_contact,
    count(*) filter (where is_message and author_kind = 'agent') as from_agent,
    max(seq) filter (where author_kind = 'agent') as agent_seq,
    max(seq) filter (where is_message) as message_seq,
    max(ord) filter (where is_message) as message_ord,
    coalesce(max(seq) filter (where side = 'contact'), 0) as contact_side,
    coalesce(max(seq) filter (where side = 'agent'), 0) as agent_side,
    min(name) as contact_name, min(email) as contact_email, min(language) as contact_language, bool_or(contact_spam) as contact_spam
  from fresh group by workspace_id, conversation_id
),
updated as (
  update conversations c set
    last_seq = s.last_seq,
    version = c.version + 1,
    changed_xid = pg_current_xact_id(),
    updated_at = now(),
    active_at = case when s.message_seq is not null then now() else c.active_at end,
    contact_messages = c.contact_messages + s.from_contact,
    agent_messages = c.agent_messages + s.to_contact,
    agent_read_seq = greatest(c.agent_read_seq, s.agent_seq),
    waiting_since = case when s.contact_side > s.agent_side then coalesce(c.waiting_since, now()) when s.agent_side > 0 then null else c.waiting_since end,
    first_reply_at = case when s.from_agent > 0 then coalesce(c.first_reply_at, now()) else c.first_reply_at end,
    unread_reply_since = case when s.to_contact > 0 then coalesce(c.unread_reply_since, now()) else c.unread_reply_since end,
    last_message = case when s.message_seq is null then c.last_message else jsonb_build_object(
      'seq', s.message_seq, 'at', (select to_char(now() at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')), 'authorKind', ($5::text[])[s.message_ord],
      'authorId', ($6::uuid[])[s.message_ord], 'preview', ($8::text[])[s.message_ord], 'kind', ($9::text[])[s.message_ord]) end
  from summary s
  where (c.workspace_id, c.id) = (s.workspace_id, s.conversation_id)
  returning s.ords, now()::timestamptz(3) as entry_at, ${columnsAfter}
)
select updated.*, (
    select json_agg(json_build_array(ord, outcome, known_in, known_seq, known_at)) from judged where outcome <> 'done'
  ) as rest
from (values (1)) as one left join updated on true`;
