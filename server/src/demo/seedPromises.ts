import type { CoreTx } from '../core/core.ts';
import { sweepSla } from '../core/sla/sweepSla.ts';
import { uuid } from '../lib/uuid.ts';

/** What the sample company promises its customers, and what its people speak. */
export async function seedPromises(tx: CoreTx, workspaceId: string): Promise<void> {
  await tx.query(`update members set languages = '{fr,en}' where workspace_id = $1`, [workspaceId]);
  const policies = [
    { name: 'Urgent', priorities: ['urgent', 'high'], first: 15, next: 30, resolution: 8 * 60 },
    { name: 'Standard', priorities: [], first: 60, next: 4 * 60, resolution: 3 * 9 * 60 },
  ];
  for (const [position, { name, priorities, first, next, resolution }] of policies.entries()) {
    await tx.query(
      `insert into sla_policies (workspace_id, id, name, position, priorities, first_response_minutes, next_response_minutes,
         resolution_minutes, hours, pause_waiting, pause_snoozed) values ($1, $2, $3, $4, $5, $6, $7, $8, 'business', true, true)`,
      [workspaceId, uuid(), name, position, priorities, first, next, resolution],
    );
  }
  await sweepSla(tx, workspaceId);
}
