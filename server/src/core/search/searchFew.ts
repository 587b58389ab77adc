import type { Tx } from '../../db/transaction.ts';
import { searchMarks } from '../../engines/search/searchMarks.ts';
import type { DeskActor } from '../actor.ts';
import { conversationConditions } from './conversationConditions.ts';
import type { ResolvedFilters } from './resolveFilters.ts';
import type { Place } from './searchCursor.ts';

/** So many conversations are read whole faster than words that many hold are walked through. */
const FEW = 1000;

/**
 * The conversations that the filters leave, where an index can tell and they are few: a label that hardly any have, one
 * contact. Undefined where they are many, or no filter narrows.
 */
export async function findFew(
  tx: Tx,
  actor: DeskActor,
  filters: ResolvedFilters,
): Promise<string[] | undefined> {
  if (filters.narrowing.length === 0) return undefined;
  const values: unknown[] = [];
  const param = (value: unknown) => `$${values.push(value)}`;
  const conditions = [
    `c.workspace_id = ${param(actor.workspaceId)}`,
    ...filters.narrowing.map((condition) => condition(param)),
    ...conversationConditions(actor, filters, param),
  ];
  const found = await tx.query<{ id: string }>(
    `select c.id from conversations c where ${conditions.join(' and ')} limit ${FEW + 1}`,
    values,
  );
  return found.rows.length > FEW ? undefined : found.rows.map((row) => row.id);
}

type Few = {
  conversations: string[];
  workspaceId: string;
  filters: ResolvedFilters;
  /** Of marks, one of each group must be there. */
  queries: (marks: string[][]) => string[];
  oldest: Date;
  after: Place | undefined;
};

/** The newest hits in these conversations, over all of time at once. */
export async function searchFew(
  tx: Tx,
  { conversations, workspaceId, filters, queries, oldest, after }: Few,
  limit: number,
): Promise<{ places: Place[]; next: Place | undefined; searchedTo: Date }> {
  const values: unknown[] = [];
  const param = (value: unknown) => `$${values.push(value)}`;
  const conditions = [
    `s.workspace_id = ${param(workspaceId)}`,
    's.conversation_id = f.id',
    `(${queries([...filters.marks, [searchMarks.workspace(workspaceId)]])
      .map((query) => `s.words @@ ${param(query)}::tsquery`)
      .join(' or ')})`,
    ...(filters.from ? [`s.at >= ${param(filters.from)}`] : []),
    ...(filters.to ? [`s.at < ${param(filters.to)}`] : []),
  ];
  if (after)
    conditions.push(
      `(s.at, s.conversation_id, s.seq) < (${param(after.at)}::timestamptz, ${param(after.conversationId)}::uuid, ${param(after.seq)}::int)`,
    );
  const found = await tx.query<{ conversation_id: string; seq: number; at: Date }>(
    // By the table's key, conversation by conversation: the index of words would read all that hold them.
    `select s.conversation_id, s.seq, s.at from unnest(${param(conversations)}::uuid[]) f (id)
     cross join lateral (select s.conversation_id, s.seq, s.at from search_entries s where ${conditions.join(' and ')} offset 0) s
     order by s.at desc, s.conversation_id desc, s.seq desc limit ${param(limit)}`,
    values,
  );
  const places = found.rows.map((row) => ({ at: row.at, conversationId: row.conversation_id, seq: row.seq }));
  const last = places.length === limit ? places.at(-1) : undefined;
  return { places, next: last, searchedTo: last?.at ?? oldest };
}
