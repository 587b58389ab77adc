import type { GivenRating, RatingsQuery } from '@causerie/protocol';
import { fail } from '../../errors.ts';
import type { DeskActor } from '../actor.ts';
import { visibleTo } from '../conversations/mayRead.ts';
import type { Core } from '../core.ts';
import { checkPeriod, factsOf } from './readReport.ts';
import { refreshFacts } from './refreshFacts.ts';

type Row = {
  conversation_id: string;
  seq: number;
  at: Date;
  score: number;
  comment: string | null;
  agent_id: string | null;
  inbox_id: string;
  contact: GivenRating['contact'];
};

/**
 * The marks that the figures `rating` and `satisfied` of a period are made of, newest first, with what was said with them: of
 * conversations that the reader may see. Throws `invalid_value` for a period or a cursor that is none.
 */
export async function listRatings(
  core: Core,
  actor: DeskActor,
  { satisfied, limit = 25, cursor, ...query }: RatingsQuery,
): Promise<{ items: GivenRating[]; next?: string }> {
  checkPeriod(query);
  await refreshFacts(core, actor.workspaceId);
  const { text, values } = factsOf(actor.workspaceId, query, false, (param) => [
    `f.kind = 'rating'`,
    satisfied === undefined ? undefined : `f.score ${satisfied ? '>=' : '<'} 4`,
    visibleTo(actor, param),
    cursor && after(cursor, param),
  ]);
  const found = await core.db.query<Row>(
    `select f.conversation_id, f.seq, f.at, f.score, f.agent_id, c.inbox_id,
       (select to_jsonb(p) from (select id, name, email from contacts where workspace_id = f.workspace_id and id = c.contact_id) p) as contact,
       (select e.content ->> 'comment' from entries e
         where (e.workspace_id, e.conversation_id, e.seq) = (f.workspace_id, f.conversation_id, f.seq)) as comment
     ${text} order by f.at desc, f.conversation_id, f.seq limit ${limit + 1}`,
    values,
  );
  const items = found.rows.slice(0, limit).map(toRating);
  const last = found.rows.length > limit ? items.at(-1) : undefined;
  return { items, ...(last && { next: `${last.at}_${last.conversationId}_${last.seq}` }) };
}

function after(cursor: string, param: (value: unknown) => string): string {
  const [at = '', id = '', seq = ''] = cursor.split('_');
  if (
    !/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/.test(at) ||
    !/^[0-9a-f-]{36}$/.test(id) ||
    !/^\d{1,9}$/.test(seq)
  )
    fail('invalid_value', { field: '/querystring/cursor' });
  const [a, i, s] = [param(at), param(id), param(Number(seq))];
  return `(f.at < ${a} or f.at = ${a} and (f.conversation_id, f.seq) > (${i}::uuid, ${s}::int))`;
}

const toRating = (row: Row): GivenRating => ({
  conversationId: row.conversation_id,
  seq: row.seq,
  at: row.at.toISOString(),
  score: row.score,
  comment: row.comment,
  agentId: row.agent_id,
  inboxId: row.inbox_id,
  contact: row.contact,
});
