import type { ConversationPatch } from '@causerie/protocol';
import { AppError, coerceError } from '../../errors.ts';
import { uuid } from '../../lib/uuid.ts';
import { type AgentActor, mustBeAble } from '../actor.ts';
import type { Core } from '../core.ts';
import type { ConversationRecord } from './conversationRecord.ts';
import { patchConversation } from './patchConversation.ts';
import { loadConversation } from './readConversations.ts';

/** At once: enough to keep the database busy, few enough to leave connections to everybody else. */
const SIDE_BY_SIDE = 4;

/** What a bulk change can change, and an undo can restore. */
export type Restorable = Pick<
  ConversationRecord,
  'status' | 'snoozedUntil' | 'assigneeId' | 'teamId' | 'priority' | 'labels' | 'spam' | 'waitingSince'
>;
export type BulkItem = { id: string; before: Partial<Restorable>; after: Partial<Restorable> };

export type BulkOutcome = {
  bulkId?: string;
  changed: ConversationRecord[];
  failed: { id: string; code: string; message: string }[];
};

/**
 * The same change to many conversations. Each is its own transaction with its own event, so that one that cannot be
 * changed holds up no other and nobody waits for locks of five hundred; what became of each is told. Repeating it
 * changes nothing more. What was found is kept for a moment, to be undone.
 */
export async function bulkChange(
  core: Core,
  actor: AgentActor,
  ids: string[],
  patch: ConversationPatch,
): Promise<BulkOutcome> {
  mustBeAble(actor, 'conversations.change');
  const queue = [...ids];
  const changed = new Map<string, ConversationRecord>();
  const failed: BulkOutcome['failed'] = [];
  const items: BulkItem[] = [];
  const work = async () => {
    for (let id = queue.shift(); id !== undefined; id = queue.shift()) {
      try {
        const before = await loadConversation(core.db, actor, id);
        const after = await patchConversation(core, actor, id, patch);
        changed.set(id, after);
        const item = differenceOf(before, after);
        if (item) items.push(item);
      } catch (thrown) {
        const error = thrown instanceof AppError ? thrown : undefined;
        if (!error) core.db.log(coerceError(thrown));
        failed.push({
          id,
          code: error?.code ?? 'internal',
          message: error?.message ?? 'Something went wrong on our side. It has been recorded.',
        });
      }
    }
  };
  await Promise.all(Array.from({ length: SIDE_BY_SIDE }, work));
  const bulkId = items.length > 0 ? await keep(core, actor, items) : undefined;
  return {
    ...(bulkId !== undefined && { bulkId }),
    changed: ids.flatMap((id) => changed.get(id) ?? []),
    failed,
  };
}

const parts = [
  'status',
  'snoozedUntil',
  'assigneeId',
  'teamId',
  'priority',
  'labels',
  'spam',
  'waitingSince',
] as const satisfies (keyof Restorable)[];

/** The parts in which they differ, as they were and as they are; undefined where they do not. */
export function differenceOf(before: ConversationRecord, after: ConversationRecord): BulkItem | undefined {
  const differing = parts.filter((part) => JSON.stringify(before[part]) !== JSON.stringify(after[part]));
  if (differing.length === 0) return undefined;
  const pick = (of: ConversationRecord): Partial<Restorable> =>
    Object.fromEntries(differing.map((part) => [part, of[part]]));
  return { id: after.id, before: pick(before), after: pick(after) };
}

async function keep(core: Core, { workspaceId, userId }: AgentActor, items: BulkItem[]): Promise<string> {
  const id = uuid();
  await core.db.query('insert into bulk_changes (workspace_id, id, user_id, items) values ($1, $2, $3, $4)', [
    workspaceId,
    id,
    userId,
    JSON.stringify(items),
  ]);
  await core.db.query(
    `delete from bulk_changes where workspace_id = $1 and created_at < now() - interval '1 day'`,
    [workspaceId],
  );
  return id;
}
