import type { CoreTx } from '../core.ts';

/**
 * Forgets what merges kept of contacts, whichever side they were on: the whole profile, for an undo, and the name that the
 * other one's timeline tells. After this the merge cannot be undone.
 */
export async function forgetMerges(
  tx: CoreTx,
  workspaceId: string,
  contactIds: readonly string[],
): Promise<void> {
  await tx.query(
    `with gone as (
       delete from contact_merges where workspace_id = $1 and (contact_id = any ($2) or from_id = any ($2)) returning id)
     update contact_events e set event = jsonb_set(e.event, '{name}', 'null') from gone g
     where e.workspace_id = $1 and e.event->>'mergeId' = g.id::text`,
    [workspaceId, contactIds],
  );
}
