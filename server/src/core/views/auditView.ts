import type { SavedView } from '@causerie/protocol';
import type { AgentActor } from '../actor.ts';
import { recordAudit } from '../audit/recordAudit.ts';
import type { CoreTx } from '../core.ts';

/** What is shared, or was, is everybody's business; a private view is nobody's. */
export async function auditView(
  tx: CoreTx,
  actor: AgentActor,
  action: 'view.created' | 'view.changed' | 'view.deleted',
  before: SavedView | undefined,
  after: SavedView | undefined,
): Promise<void> {
  if ([before, after].every((view) => !view || view.visibility === 'private')) return;
  const { id, name } = (after ?? before)!;
  await recordAudit(tx, actor, { action, target: { kind: 'view', id, name }, before, after });
}
