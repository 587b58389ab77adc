import { conversationColumns } from './conversationRecord.ts';

/**
 * Appends messages and notes to many conversations in one statement: lock their rows in id order, number, insert,
 * bring the rows up to date, return what became of each input and the rows as they are now. One commit for all of
 * them; the input is arrays, so the statement is prepared once whatever the size of the batch.
 *
 * It takes the common case only. `outcome` tells what is left to do:
 * - `done`: appended. `repeat`: this id was appended before; where, its seq and its time are returned. It need not be the
 *   conversation that was addressed: what was resolved then may be open by now.
 * - `taken`: the id is that of an entry elsewhere, which cannot be this message: only a contact's ends elsewhere.
 * - `slow`: more than a message must happen (reopening, taking, a live session resumed, followers told, a colleague's answer looked for): the careful path does it in a transaction.
 * - `blocked`: the contact's messages are refused; nothing is written.
 * - `missing`: no such conversation for this author.
 *
 * `known` reads the statement's snapshot and can miss an id that another transaction commits while this one waits
 * for the row; the unique key then fails the whole statement, and the caller runs its members one by one.
 * Parameters: workspace, conversation, id, kind, author kind, author id, content, preview, content kind, last seq that the writer had seen.
 */
export const appendStatement = `
with input as materialized (
  select * from unnest($1::uuid[], $2::uuid[], $3::uuid[], $4::text[], $5::text[], $6::uuid[], $7::jsonb[], $8::text[], $9::text[], $10::int[])
    with ordinality as i (workspace_id, conversation_id, id, kind, author_kind, author_id, content, preview, content_kind, seen_seq, ord)
),
locked as materialized (
  select c.workspace_id, c.id, c.last_seq, c.status, c.assignee_id, c.contact_id, c.single, c.mode, c.merged_into
  from conversations c
  where (c.workspace_id, c.id) in (select workspace_id, conversation_id from input)
  order by c.workspace_id, c.id
  for no key update
),
judged as materialized (
  select i.*, l.last_seq, e.conversation_id as known_in, e.seq as known_seq, e.at as known_at,
    case
      when l.id is null or (i.author_kind = 'contact' and l.contact_id <> i.author_id) then 'missing'
      when e.conversation_id <> i.conversation_id and e.conversation_id is distinct from l.merged_into and not (i.author_kind = 'contact' and exists (
        select from conversations o where (o.workspace_id, o.id) = (e.workspace_id, e.conversation_id) and o.contact_id = i.author_id)) then 'taken'
      when e.id is not null then 'repeat'
      when i.author_kind = 'contact' and b.id is not null then 'blocked'
      when l.merged_into is not null then 'slow'
      when i.kind = 'message' and i.author_kind = 'contact' and i.content_kind <> 'rating_answer' and (l.status not in ('open', 'pending') or l.single and l.mode = 'messaging') then 'slow'
      when i.kind = 'message' and i.author_kind = 'agent' and l.assignee_id is null and l.status in ('open', 'pending') then 'slow'
      when i.kind = 'message' and exists (select from conversation_followers f
        where (f.workspace_id, f.conversation_id) = (i.workspace_id, i.conversation_id)) then 'slow'
      when i.seen_seq < l.last_seq or i.seen_seq is not null and exists (select from input p where p.ord < i.ord
        and (p.workspace_id, p.conversation_id) = (i.workspace_id, i.conversation_id)) then 'slow'
      else 'done'
    end as outcome
  from input i
  left join locked l on (l.workspace_id, l.id) = (i.workspace_id, i.conversation_id)
  left join entries e on (e.workspace_id, e.id) = (i.workspace_id, i.id)
  left join contacts b on i.author_kind = 'contact' and (b.workspace_id, b.id) = (l.workspace_id, l.contact_id) and b.blocked_at is not null
),
fresh as materialized (
  select j.*, (j.last_seq + row_number() over (partition by j.workspace_id, j.conversation_id order by j.ord))::int as seq
  from judged j where j.outcome = 'done'
),
inserted as (
  insert into entries (workspace_id, conversation_id, seq, id, kind, author_kind, author_id, content)
  select workspace_id, conversation_id, seq, id, kind, author_kind, author_id, content from fresh
  returning workspace_id, conversation_id, seq, at
),
summary as (
  select workspace_id, conversation_id, max(seq) as last_seq,
    count(*) filter (where kind = 'message' and author_kind = 'contact') as from_contact,
    count(*) filter (where kind = 'message' and author_kind <> 'contact') as to_contact,
    count(*) filter (where kind = 'message') as messages,
    count(*) filter (where kind = 'message' and author_kind = 'agent') as from_agent,
    max(seq) filter (where author_kind = 'agent') as agent_seq,
    max(seq) filter (where kind = 'message') as message_seq,
    (array_agg(author_kind order by seq desc) filter (where kind = 'message' and author_kind in ('contact', 'agent') and content_kind <> 'rating_answer'))[1] as last_side
  from fresh group by workspace_id, conversation_id
),
updated as (
  update conversations c set
    last_seq = s.last_seq,
    version = c.version + 1,
    changed_xid = pg_current_xact_id(),
    updated_at = now(),
    active_at = case when s.messages > 0 then now() else c.active_at end,
    contact_messages = c.contact_messages + s.from_contact,
    agent_messages = c.agent_messages + s.to_contact,
    agent_read_seq = greatest(c.agent_read_seq, s.agent_seq),
    waiting_since = case s.last_side when 'contact' then coalesce(c.waiting_since, now()) when 'agent' then null else c.waiting_since end,
    first_reply_at = case when s.from_agent > 0 then coalesce(c.first_reply_at, now()) else c.first_reply_at end,
    unread_reply_since = case when s.to_contact > 0 then coalesce(c.unread_reply_since, now()) else c.unread_reply_since end,
    last_message = case when m.seq is null then c.last_message else jsonb_build_object(
      'seq', m.seq, 'at', to_char(now() at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'), 'authorKind', m.author_kind,
      'authorId', m.author_id, 'preview', m.preview, 'kind', m.content_kind) end
  from summary s
  left join fresh m on (m.workspace_id, m.conversation_id, m.seq) = (s.workspace_id, s.conversation_id, s.message_seq)
  where (c.workspace_id, c.id) = (s.workspace_id, s.conversation_id)
  returning c.*
)
select j.ord::int as ord, j.outcome, j.known_in, coalesce(f.seq, j.known_seq) as entry_seq, coalesce(n.at, j.known_at) as entry_at,
  ${conversationColumns}
from judged j
left join fresh f on f.ord = j.ord
left join inserted n on (n.workspace_id, n.conversation_id, n.seq) = (f.workspace_id, f.conversation_id, f.seq)
left join updated c on j.outcome = 'done' and (c.workspace_id, c.id) = (j.workspace_id, j.conversation_id)
left join contacts ct on (ct.workspace_id, ct.id) = (c.workspace_id, c.contact_id)
order by j.ord`;
