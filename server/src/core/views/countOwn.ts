import type { FilterType, OwnCounts } from '@causerie/protocol';
import type { Db } from '../../db/transaction.ts';
import type { Actor } from '../actor.ts';
import { visibleTo } from '../conversations/mayRead.ts';
import { loadFilterFields } from '../fields/filterFields.ts';
import { dependsOnReader, isCounted, viewCondition } from './viewCondition.ts';
import { canSeeView, listAllViews, type ViewRecord } from './viewRecord.ts';

/** Conditions in one statement: more are counted in a second pass. */
const MOST_AT_ONCE = 150;

/** One number to be found, and to whom and under which name it is told. */
type Count = { view: ViewRecord; userId: string | undefined; readers: (string | undefined)[] };

/**
 * The counts of every view that the readers have beside those of `OpenCounts`, for all of them together: one pass over
 * the conversations that are not resolved, whatever the number of views and readers; a view that does not depend on
 * who reads is counted once. `undefined` stands for programs. `limit`: counts only what this one may see.
 */
export async function countOwn(
  db: Pick<Db, 'query'>,
  workspaceId: string,
  readers: readonly (string | undefined)[],
  limit: Actor = { kind: 'system', workspaceId },
): Promise<Map<string | undefined, OwnCounts>> {
  const counts = new Map<string | undefined, OwnCounts>(
    readers.map((reader): [string | undefined, OwnCounts] => [
      reader,
      reader === undefined ? {} : { mentions: 0, following: 0 },
    ]),
  );
  const users = readers.filter((reader) => reader !== undefined);
  if (users.length > 0) await countAttention(db, workspaceId, users, counts, limit);
  const wanted = (await listAllViews(db, workspaceId))
    .filter((view) => isCounted(view.filter))
    .flatMap((view) => countsOf(view, readers));
  if (wanted.length === 0) return counts;
  const fields = await loadFilterFields(db, workspaceId);
  for (let from = 0; from < wanted.length; from += MOST_AT_ONCE) {
    const some = wanted.slice(from, from + MOST_AT_ONCE);
    const numbers = await countAll(db, workspaceId, fields, some, limit);
    some.forEach(({ view, readers: told }, i) => {
      for (const reader of told) counts.get(reader)![view.id] = numbers[i] ?? 0;
    });
  }
  return counts;
}

function countsOf(view: ViewRecord, readers: readonly (string | undefined)[]): Count[] {
  const entitled = readers.filter((reader) => canSeeView(view, reader));
  if (entitled.length === 0) return [];
  return dependsOnReader(view.filter)
    ? entitled.map((userId) => ({ view, userId, readers: [userId] }))
    : [{ view, userId: undefined, readers: entitled }];
}

async function countAll(
  db: Pick<Db, 'query'>,
  workspaceId: string,
  fields: ReadonlyMap<string, FilterType>,
  wanted: Count[],
  limit: Actor,
): Promise<number[]> {
  const values: unknown[] = [workspaceId];
  const param = (value: unknown) => `$${values.push(value)}`;
  const numbers = wanted.map(({ view: { filter, sort }, userId }, i) => {
    // A filter whose field was deleted since counts nothing; its list says what is wrong with it.
    const condition = whole(() =>
      viewCondition({ kind: 'saved', filter, sort }, { param, fields, userId, subject: 'conversation' }),
    );
    return `count(*) filter (where ${condition ?? 'false'})::int as n${i}`;
  });
  const withContacts = numbers.some((number) => /\bct\./.test(number));
  const found = await db.query<Record<string, number>>(
    `select ${numbers.join(', ')} from conversations c
     ${withContacts ? 'join contacts ct on (ct.workspace_id, ct.id) = (c.workspace_id, c.contact_id)' : ''}
     where c.workspace_id = $1 and c.status in ('open', 'pending', 'snoozed') and not c.spam and ${visibleTo(limit, param) ?? 'true'}`,
    values,
  );
  return wanted.map((_, i) => found.rows[0]?.[`n${i}`] ?? 0);
}

function whole(make: () => string): string | undefined {
  try {
    return make();
  } catch {
    return undefined;
  }
}

/** Mentions nobody has read yet, and what is followed and not done with. */
async function countAttention(
  db: Pick<Db, 'query'>,
  workspaceId: string,
  users: string[],
  counts: Map<string | undefined, OwnCounts>,
  limit: Actor,
): Promise<void> {
  const values: unknown[] = [workspaceId, users];
  const visible = visibleTo(limit, (value) => `$${values.push(value)}`) ?? 'true';
  const found = await db.query<{ user_id: string; what: 'mentions' | 'following'; n: number }>(
    `select n.user_id, 'mentions' as what, count(distinct n.conversation_id)::int as n from notifications n
       join conversations c on (c.workspace_id, c.id) = (n.workspace_id, n.conversation_id) and not c.spam
     where n.workspace_id = $1 and n.user_id = any ($2) and n.read_at is null and n.kind = 'mention' and ${visible} group by 1
     union all
     select f.user_id, 'following', count(*)::int from conversation_followers f
       join conversations c on (c.workspace_id, c.id) = (f.workspace_id, f.conversation_id)
         and c.status <> 'resolved' and not c.spam
     where f.workspace_id = $1 and f.user_id = any ($2) and ${visible} group by 1`,
    values,
  );
  for (const { user_id, what, n } of found.rows) counts.get(user_id)![what] = n;
}
