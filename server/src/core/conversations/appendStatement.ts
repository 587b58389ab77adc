import { conversationColumns } from './conversationRecord.ts';

/** What `conversationColumns` are, with the contact that `judged` read. A last message that the batch itself holds is not sent back. */
const columnsAfter = conversationColumns
  .replace('ct.name as', 's.contact_name as')
  .replace('ct.email as', 's.contact_email as')
  .replace('ct.language as', 's.contact_language as')
  .replace('ct.spam_since is not null as', 's.contact_spam as')
  .replace('c.last_message', 'case when s.message_ord is null then c.last_message end as last_message');

/**
 * Appends messages and notes to many conversations in one statement: bring their rows up to date in id order, which locks
 * them, and insert under the numbers that they then have. One commit for all of them; the input is arrays, so the statement
 * is prepared once whatever the size of the batch.
 *
 * It answers with a row for each conversation that was written to, as it is now. `ords` are the inputs that were appended
 * to it in order of their numbers, of which the last is `last_seq`; `last_message` is there only where it is none of them.
 * What was not appended is in `rest`, the same on every row: `[ord, outcome, conversation, seq, at]`. Without any change
 * there is one row that holds nothing else. No part is joined with another one: each join of two parts would cost the
 * square of the batch. What is large (content, preview) is taken from the input by its place where it is written, and not
 * carried from part to part. Each id is looked up by itself (the limit is what keeps it so): planned while the log was
 * empty, a join read the whole of it for every message. What every message changes is named by no index, so the row stays
 * on its page as long as the same side speaks; that it changed is told by the entry (`changedSince`).
 *
 * It takes the common case only. `outcome` tells what is left to do:
 * - `repeat`: this id was appended before; where, its seq and its time are returned. It need not be the conversation that
 *   was addressed: what was resolved then may be open by now.
 * - `taken`: the id is that of an entry elsewhere, which cannot be this message: only a contact's ends elsewhere.
 * - `blocked`: the contact's messages are refused; nothing is written.
 * - `missing`: no such conversation for this author.
 * - in no list: more than a message must happen (reopening, taking, a live session resumed, followers told, a colleague's
 *   answer looked for), or the row changed while this waited for it: the careful path does it in a transaction. What the row
 *   must be is asked where it is written, so that it is asked again of a row that somebody else had (READ COMMITTED); then
 *   nothing is appended to it by this batch.
 *
 * `judged` reads the statement's snapshot and can miss an id that another transaction commits while this one waits
 * for the row; the unique key then fails the whole statement, and the caller runs its members one by one.
 * Parameters: workspace, conversation, id, kind, author kind, author id, content, preview, content kind, last seq that the writer had seen.
 */
export const appendStatement = `
with judged as materialized (
  select i.ord::int as ord, i.workspace_id, i.conversation_id, i.author_kind, i.seen_seq, i.kind = 'message' as is_message,
    case when i.kind = 'message' and i.content_kind <> 'rating_answer' then i.author_kind end as side,
    c.contact_id, ct.name, ct.email, ct.language, coalesce(ct.contact_spam, false) as contact_spam,
    e.conversation_id as known_in, e.seq as known_seq, e.at as known_at,
    case
      when c.contact_id is null or i.author_kind = 'contact' and c.contact_id is distinct from i.author_id then 'missing'
      when e.conversation_id <> i.conversation_id and e.conversation_id is distinct from c.merged_into and not (i.author_kind = 'contact' and exists (
        select from conversations o where (o.workspace_id, o.id) = (e.workspace_id, e.conversation_id) and o.contact_id = i.author_id)) then 'taken'
      when e.conversation_id is not null then 'repeat'
      when i.author_kind = 'contact' and ct.blocked_at is not null then 'blocked'
      else 'done'
    end as outcome
  from unnest($1::uuid[], $2::uuid[], $3::uuid[], $4::text[], $5::text[], $6::uuid[], $9::text[], $10::int[])
    with ordinality as i (workspace_id, conversation_id, id, kind, author_kind, author_id, content_kind, seen_seq, ord)
  left join lateral (
    select c.contact_id, c.merged_into from conversations c where (c.workspace_id, c.id) = (i.workspace_id, i.conversation_id) limit 1
  ) c on true
  left join lateral (
    select e.workspace_id, e.conversation_id, e.seq, e.at from entries e where (e.workspace_id, e.id) = (i.workspace_id, i.id) limit 1
  ) e on true
  left join lateral (
    select t.name, t.email, t.language, t.spam_since is not null as contact_spam, t.blocked_at from contacts t
    where (t.workspace_id, t.id) = (i.workspace_id, c.contact_id) limit 1
  ) ct on true
),
summary as (
  select workspace_id, conversation_id, contact_id, name as contact_name, email as contact_email, language as contact_language, contact_spam,
    array_agg(ord order by ord) as ords, min(seen_seq) as seen_seq,
    count(*) filter (where is_message and author_kind = 'contact') as from_contact,
    count(*) filter (where is_message and author_kind <> 'contact') as to_contact,
    count(*) filter (where is_message and author_kind = 'agent') as from_agent,
    max(ord) filter (where author_kind = 'agent') as agent_ord,
    max(ord) filter (where is_message) as message_ord,
    coalesce(max(ord) filter (where side = 'contact'), 0) as contact_side,
    coalesce(max(ord) filter (where side = 'agent'), 0) as agent_side
  from judged where outcome = 'done'
  group by workspace_id, conversation_id, contact_id, name, email, language, contact_spam
  order by workspace_id, conversation_id
),
updated as (
  update conversations c set
    last_seq = c.last_seq + cardinality(s.ords),
    version = c.version + 1,
    updated_at = now(),
    active_at = case when s.message_ord is not null then now() else c.active_at end,
    contact_messages = c.contact_messages + s.from_contact,
    agent_messages = c.agent_messages + s.to_contact,
    agent_read_seq = greatest(c.agent_read_seq, c.last_seq + array_position(s.ords, s.agent_ord)),
    waiting_since = case when s.contact_side > s.agent_side then coalesce(c.waiting_since, now()) when s.agent_side > 0 then null else c.waiting_since end,
    first_reply_at = case when s.from_agent > 0 then coalesce(c.first_reply_at, now()) else c.first_reply_at end,
    unread_reply_since = case when s.to_contact > 0 then coalesce(c.unread_reply_since, now()) else c.unread_reply_since end,
    last_message = case when s.message_ord is null then c.last_message else jsonb_build_object(
      'seq', c.last_seq + array_position(s.ords, s.message_ord),
      'at', (select to_char(now()::timestamptz(3) at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')), 'authorKind', ($5::text[])[s.message_ord],
      'authorId', ($6::uuid[])[s.message_ord], 'preview', ($8::text[])[s.message_ord], 'kind', ($9::text[])[s.message_ord]) end
  from summary s
  where (c.workspace_id, c.id) = (s.workspace_id, s.conversation_id)
    and c.contact_id = s.contact_id and c.merged_into is null
    and (s.contact_side = 0 or c.status in ('open', 'pending') and not (c.single and c.mode = 'messaging'))
    and (s.from_agent = 0 or c.assignee_id is not null or c.status not in ('open', 'pending'))
    and (s.seen_seq is null or s.seen_seq >= c.last_seq and cardinality(s.ords) = 1)
    and (s.message_ord is null or not exists (select from conversation_followers f
      where (f.workspace_id, f.conversation_id) = (s.workspace_id, s.conversation_id)))
  returning s.ords, now()::timestamptz(3) as entry_at, ${columnsAfter}
),
inserted as (
  insert into entries (workspace_id, conversation_id, seq, id, kind, author_kind, author_id, content)
  select workspace_id, conversation_id, seq, ($3::uuid[])[ord], ($4::text[])[ord], ($5::text[])[ord], ($6::uuid[])[ord], ($7::jsonb[])[ord]
  from (
    select workspace_id, id as conversation_id, unnest(ords) as ord, last_seq - cardinality(ords) + generate_subscripts(ords, 1) as seq from updated
  ) as numbered
)
select updated.*, (
    select json_agg(json_build_array(ord, outcome, known_in, known_seq, known_at)) from judged where outcome <> 'done'
  ) as rest
from (values (1)) as one left join updated on true`;
