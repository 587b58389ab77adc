/**
 * The facts of conversations, from their logs: the one place that says what a response, a resolution or a rating is.
 * docs/kpis.md says the same in words, and a test in plain TypeScript. Parameters: workspace, ids of conversations.
 *
 * A wait begins with a contact's message (a rating is none) while nobody is waited for, and ends with an agent's next
 * message or with the resolution; a bot's message ends nothing. `turn` numbers the stretches between those ends.
 */
export const factsStatement = `
with log as (
  select e.conversation_id, e.seq, e.at, e.author_id, e.author_kind, e.content, e.event ->> 'type' as event, i.hours,
    e.kind = 'message' and e.author_kind = 'contact' and e.content ->> 'kind' <> 'rating_answer' as asks,
    e.kind = 'message' and e.author_kind = 'agent' as replies,
    coalesce(e.event ->> 'type' = 'resolved', false) as resolves,
    e.kind = 'message' and e.content ->> 'kind' = 'rating_answer' as rates,
    e.kind = 'message' and e.content ->> 'kind' not in ('rating', 'rating_answer') as speaks
  from entries e
  join conversations c on (c.workspace_id, c.id) = (e.workspace_id, e.conversation_id)
  join inboxes i on (i.workspace_id, i.id) = (c.workspace_id, c.inbox_id)
  where e.workspace_id = $1 and e.conversation_id = any ($2)
),
numbered as (
  select *,
    count(*) filter (where replies or resolves) over before as turn,
    count(*) filter (where resolves) over before as episode,
    max(seq) filter (where replies) over before as replied_seq
  from log
  window before as (partition by conversation_id order by seq rows between unbounded preceding and 1 preceding)
),
waits as (
  select conversation_id, turn, min(at) filter (where asks) as began, max(seq) as end_seq
  from numbered group by conversation_id, turn
  having bool_or(asks) and bool_or(replies or resolves)
),
responses as (
  select n.conversation_id, n.seq, n.at, n.author_id, w.began, n.hours,
    row_number() over (partition by n.conversation_id order by n.seq) = 1 as is_first
  from waits w join numbered n on (n.conversation_id, n.seq) = (w.conversation_id, w.end_seq) where n.replies
),
episodes as (
  select conversation_id, episode, max(seq) filter (where resolves) as end_seq,
    min(at) filter (where episode = 0 or event in ('reopened', 'snoozed') or speaks) as began
  from numbered group by conversation_id, episode having bool_or(resolves)
)
select conversation_id, 'started' as kind, seq, at, null::uuid as agent_id, false as is_first,
  null::int as seconds, null::int as open_seconds, null::int as score
from (select distinct on (conversation_id) conversation_id, seq, at from log order by conversation_id, seq) first
union all
select conversation_id, 'response', seq, at, author_id, is_first,
  greatest(0, extract(epoch from at - began))::int, open_seconds(hours, began, at), null
from responses
union all
select n.conversation_id, 'unanswered', n.seq, n.at, null, false,
  greatest(0, extract(epoch from n.at - w.began))::int, open_seconds(n.hours, w.began, n.at), null
from waits w join numbered n on (n.conversation_id, n.seq) = (w.conversation_id, w.end_seq) where n.resolves
union all
select n.conversation_id, 'resolution', n.seq, n.at, case n.author_kind when 'agent' then n.author_id end, false,
  greatest(0, extract(epoch from n.at - coalesce(e.began, n.at)))::int, open_seconds(n.hours, coalesce(e.began, n.at), n.at), null
from episodes e join numbered n on (n.conversation_id, n.seq) = (e.conversation_id, e.end_seq)
union all
select n.conversation_id, 'rating', n.seq, n.at, r.author_id, false, null, null, (n.content ->> 'score')::int
from numbered n left join log r on (r.conversation_id, r.seq) = (n.conversation_id, n.replied_seq) where n.rates`;
