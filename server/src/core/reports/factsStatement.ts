/**
 * The facts of conversations, from their logs: the one place that says what a response, a resolution or a rating is.
 * docs/kpis.md says the same in words, and a test in plain TypeScript. Parameters: workspace, ids of conversations.
 *
 * A wait begins with a contact's message (a rating is none) while nobody is waited for, and ends with an agent's next
 * message or with the resolution; a bot's message ends nothing. `turn` numbers the stretches between those ends.
 *
 * A merged conversation's log begins with copies of others. What a copy completes was counted where it was written, so
 * only what was written here (`own`) makes a fact. Copies say how things stood: each strand, that is what was written in one
 * conversation, is followed on its own, since a reply there answered nobody here; what is written later concerns
 * every strand that the log of its conversation holds. A log without copies is one strand.
 */
export const factsStatement = `
with recursive traced as (
  select e.conversation_id, e.seq, 1 as depth, e.origin_id, e.origin_seq
  from entries e where e.workspace_id = $1 and e.conversation_id = any ($2) and e.origin_id is not null
  union all
  select t.conversation_id, t.seq, t.depth + 1, o.origin_id, o.origin_seq
  from traced t join entries o on (o.workspace_id, o.conversation_id, o.seq) = ($1, t.origin_id, t.origin_seq)
  where o.origin_id is not null
),
written as materialized (
  select distinct on (conversation_id, seq) conversation_id, seq, origin_id as strand
  from traced order by conversation_id, seq, depth desc
),
log as materialized (
  select e.conversation_id, e.seq, e.at, e.author_id, e.author_kind, e.content, e.event ->> 'type' as event, i.hours,
    e.origin_id is null as own, coalesce(w.strand, e.conversation_id) as strand,
    e.kind = 'message' and e.author_kind = 'contact' and e.content ->> 'kind' <> 'rating_answer' as asks,
    e.kind = 'message' and e.author_kind = 'agent' as replies,
    coalesce(e.event ->> 'type' = 'resolved', false) as resolves,
    e.kind = 'message' and e.content ->> 'kind' = 'rating_answer' as rates,
    e.kind = 'message' and e.content ->> 'kind' not in ('rating', 'rating_answer') as speaks
  from entries e
  join conversations c on (c.workspace_id, c.id) = (e.workspace_id, e.conversation_id)
  join inboxes i on (i.workspace_id, i.id) = (c.workspace_id, c.inbox_id)
  left join written w on (w.conversation_id, w.seq) = (e.conversation_id, e.seq)
  where e.workspace_id = $1 and e.conversation_id = any ($2)
),
strands as materialized (
  select s.*, exists (select from merges g where g.workspace_id = $1 and g.id = s.strand) as is_merge
  from (select distinct conversation_id, strand from log) s
),
-- Which strands stand in a conversation's log: those of the two it was made of, and what came back to it when a merge was undone.
made_of as (
  select strand as holder, strand as held from strands
  union
  select m.holder, s.id from made_of m
  join merges g on g.workspace_id = $1 and g.id = m.held cross join lateral (values (g.target_id), (g.source_id)) s (id)
),
holds as (
  select holder, held from made_of
  union
  select h.holder, g.id from holds h join merges g on g.workspace_id = $1 and g.target_id = h.held and g.undone_at is not null
),
stranded as (
  select l.conversation_id, s.strand as on_strand, s.is_merge, l.seq, l.at, l.event, l.own, l.asks, l.replies, l.resolves, l.speaks
  from log l join strands s on s.conversation_id = l.conversation_id
  where s.strand = l.strand or exists (select from holds h where h.holder = l.strand and h.held = s.strand)
),
numbered as (
  select *,
    count(*) filter (where replies or resolves) over before as turn,
    count(*) filter (where resolves) over before as episode
  from stranded
  window before as (partition by conversation_id, on_strand order by seq rows between unbounded preceding and 1 preceding)
),
ended as (
  select conversation_id, min(at) filter (where asks) as began, max(seq) as seq
  from numbered group by conversation_id, on_strand, turn
  having bool_or(asks) and bool_or(replies or resolves)
),
-- One answer to what several strands waited for is one, from the first that was asked.
waits as (
  select w.conversation_id, w.seq, min(w.began) as began from ended w group by w.conversation_id, w.seq
),
responses as (
  select l.conversation_id, l.seq, l.at, l.author_id, w.began, l.hours, l.own,
    row_number() over (partition by l.conversation_id order by l.seq) = 1 as is_first
  from waits w join log l using (conversation_id, seq) where l.replies
),
strand_episodes as (
  select conversation_id, max(seq) filter (where resolves) as seq,
    -- A merge begins nothing: how things stood is told by the strands it joined.
    min(at) filter (where episode = 0 and not is_merge or event in ('reopened', 'snoozed') or speaks) as began
  from numbered group by conversation_id, on_strand, episode having bool_or(resolves)
),
episodes as (
  select conversation_id, seq, min(began) as began from strand_episodes group by conversation_id, seq
),
ratings as (
  select *, max(seq) filter (where replies) over (partition by conversation_id order by seq
    rows between unbounded preceding and 1 preceding) as replied_seq
  from log
)
select conversation_id, 'started' as kind, seq, at, null::uuid as agent_id, false as is_first,
  null::int as seconds, null::int as open_seconds, null::int as score
from (select distinct on (conversation_id) conversation_id, seq, at, own from log order by conversation_id, seq) first
where own
union all
select conversation_id, 'response', seq, at, author_id, is_first,
  greatest(0, extract(epoch from at - began))::int, open_seconds(hours, began, at), null
from responses where own
union all
select l.conversation_id, 'unanswered', l.seq, l.at, null, false,
  greatest(0, extract(epoch from l.at - w.began))::int, open_seconds(l.hours, w.began, l.at), null
from waits w join log l using (conversation_id, seq) where l.resolves and l.own
union all
select l.conversation_id, 'resolution', l.seq, l.at, case l.author_kind when 'agent' then l.author_id end, false,
  greatest(0, extract(epoch from l.at - coalesce(e.began, l.at)))::int, open_seconds(l.hours, coalesce(e.began, l.at), l.at), null
from episodes e join log l using (conversation_id, seq) where l.own
union all
select n.conversation_id, 'rating', n.seq, n.at, r.author_id, false, null, null, (n.content ->> 'score')::int
from ratings n left join log r on (r.conversation_id, r.seq) = (n.conversation_id, n.replied_seq) where n.rates and n.own`;
