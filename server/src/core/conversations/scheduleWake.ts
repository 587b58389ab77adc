import type { CoreTx } from '../core.ts';
import { addJob } from '../jobs.ts';
import type { ConversationRecord } from './conversationRecord.ts';

/** A snoozed conversation comes back at its time; a later call replaces an earlier one. */
export async function scheduleWake(
  tx: CoreTx,
  { workspaceId, id, snoozedUntil }: ConversationRecord,
): Promise<void> {
  const until = snoozedUntil!;
  await addJob(
    tx,
    'wake-conversation',
    { workspaceId, conversationId: id, until },
    { runAt: new Date(until), key: `wake/${id}` },
  );
}
