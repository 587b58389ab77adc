import type { SnippetUsage } from '@causerie/protocol';
import { isReady } from '../../engines/snippets/isReady.ts';
import type { DeskActor } from '../actor.ts';
import type { Core } from '../core.ts';
import { limitedTo } from './snippetRecord.ts';

type Row = {
  snippet_id: string;
  uses: number;
  unchanged: number;
  changed: number;
  last_used_at: Date;
  questions: number;
  rated: number;
  rating: number | null;
  faq_id: string | null;
};

/** So many of a snippet's last uses are looked into for what they answered and how it was rated. */
const LOOKED_INTO = 40;

/**
 * How each snippet that was used in the last `days` fared, and whether it may answer by itself. Counts are a scan of the uses' index for
 * that time; what was asked and how it was rated is looked up for the last uses of each only.
 */
export async function listSnippetUsage(core: Core, actor: DeskActor, days: number): Promise<SnippetUsage[]> {
  const found = await core.db.query<Row>(
    `select s.id as snippet_id, u.uses, u.unchanged, u.changed, u.last_used_at, l.questions, l.rated, l.rating, f.id as faq_id
     from snippets s
     join (select snippet_id, count(*)::int as uses, count(*) filter (where changed = 0)::int as unchanged, avg(changed) as changed,
         max(at) as last_used_at
       from snippet_uses where workspace_id = $1 and at > now() - make_interval(days => $3) group by snippet_id) u on u.snippet_id = s.id
     left join faqs f on f.workspace_id = $1 and f.snippet_id = s.id
     cross join lateral (
       select count(distinct lower(q.text))::int as questions, count(r.score)::int as rated, avg(r.score)::float8 as rating
       from (select conversation_id, seq, row_number() over (partition by conversation_id order by seq) as nth
         from (select conversation_id, seq from snippet_uses where workspace_id = $1 and snippet_id = s.id
           and at > now() - make_interval(days => $3) order by at desc limit $4) last) each
       left join lateral (select e.content->>'text' as text from entries e where e.workspace_id = $1
         and e.conversation_id = each.conversation_id and e.seq < each.seq and e.kind = 'message' and e.author_kind = 'contact'
         and e.content->>'kind' = 'text' order by e.seq desc limit 1) q on true
       left join lateral (select (e.content->>'score')::int as score from entries e where each.nth = 1 and e.workspace_id = $1
         and e.conversation_id = each.conversation_id and e.seq > each.seq and e.kind = 'message'
         and e.content->>'kind' = 'rating_answer' order by e.seq desc limit 1) r on true) l
     where s.workspace_id = $1 and s.deleted_at is null
       and ($2::uuid is null or s.team_id is null
         or exists (select from team_members m where (m.workspace_id, m.team_id, m.user_id) = (s.workspace_id, s.team_id, $2)))
     order by s.id`,
    [actor.workspaceId, limitedTo(actor), days, LOOKED_INTO],
  );
  return found.rows.map((row) => ({
    snippetId: row.snippet_id,
    uses: row.uses,
    unchanged: row.unchanged,
    changed: Math.round(row.changed * 1000) / 1000,
    lastUsedAt: row.last_used_at.toISOString(),
    questions: row.questions,
    rated: row.rated,
    rating: row.rating === null ? null : Math.round(row.rating * 10) / 10,
    faqId: row.faq_id,
    ready: row.faq_id === null && isReady(row),
  }));
}
