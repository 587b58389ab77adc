import type { ConversationPatch } from '@causerie/protocol';
import { fail } from '../../errors.ts';
import type { Actor } from '../actor.ts';
import type { CoreTx } from '../core.ts';
import type { ConversationSet, NewEntry } from './changeConversation.ts';
import type { ConversationRecord } from './conversationRecord.ts';

type Plan = { entries: NewEntry[]; set: ConversationSet };

const nothing: Plan = { entries: [], set: {} };
const MOST_LABELS = 30;

/** Labels as they are to be: all of them anew, or some added and some taken away. Throws `invalid_value`. */
export async function planLabels(
  tx: CoreTx,
  actor: Actor,
  before: ConversationRecord,
  { labels: anew, addLabels = [], removeLabels = [] }: ConversationPatch,
): Promise<Plan> {
  if (anew === undefined && addLabels.length + removeLabels.length === 0) return nothing;
  const gone = new Set(removeLabels);
  const kept = (anew ?? before.labels).filter((label) => !gone.has(label));
  const labels = [...new Set([...kept, ...addLabels])].sort();
  const added = labels.filter((label) => !before.labels.includes(label));
  const removed = before.labels.filter((label) => !labels.includes(label));
  if (added.length === 0 && removed.length === 0) return nothing;
  if (labels.length > MOST_LABELS)
    fail('invalid_value', { field: '/labels', message: `A conversation has at most ${MOST_LABELS} labels.` });
  if (added.length > 0) await mustBeAllowed(tx, before.workspaceId, added);
  return {
    entries: [{ author: actor, kind: 'event', event: { type: 'labels_changed', added, removed } }],
    set: { labels },
  };
}

/** Where labels are kept in a list, only those that are in it. */
async function mustBeAllowed(tx: CoreTx, workspaceId: string, added: string[]): Promise<void> {
  const found = await tx.query<{ free: boolean; known: string[] }>(
    `select w.free_labels as free, array(select l.name from labels l where l.workspace_id = w.id and l.name = any ($2)) as known
     from workspaces w where w.id = $1`,
    [workspaceId, added],
  );
  const { free, known } = found.rows[0]!;
  const unknown = free ? undefined : added.find((label) => !known.includes(label));
  if (unknown !== undefined)
    fail('invalid_value', {
      field: '/labels',
      message: `There is no label "${unknown}". Choose one of the list.`,
    });
}

/** Spam marks the contact too: what they begin or reopen from then on is spam without anybody being told. */
export async function planSpam(
  tx: CoreTx,
  actor: Actor,
  before: ConversationRecord,
  { spam }: ConversationPatch,
): Promise<Plan> {
  if (spam === undefined || spam === before.spam) return nothing;
  await tx.query(
    'update contacts set spam_since = case when $3 then coalesce(spam_since, now()) end where workspace_id = $1 and id = $2',
    [before.workspaceId, before.contactId, spam],
  );
  return {
    entries: [{ author: actor, kind: 'event', event: { type: 'spam_changed', spam } }],
    set: { spam },
  };
}
