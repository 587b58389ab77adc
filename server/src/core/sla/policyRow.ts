import type { SlaPolicy } from '@causerie/protocol';
import type { Db } from '../../db/transaction.ts';
import { fail } from '../../errors.ts';

export type PolicyRow = {
  id: string;
  name: string;
  inbox_ids: string[];
  priorities: SlaPolicy['priorities'];
  labels: string[];
  first_response_minutes: number | null;
  next_response_minutes: number | null;
  resolution_minutes: number | null;
  hours: SlaPolicy['hours'];
  pause_waiting: boolean;
  pause_snoozed: boolean;
  changed_at: Date;
};

export const policyColumns = `id, name, inbox_ids, priorities, labels, first_response_minutes, next_response_minutes,
  resolution_minutes, hours, pause_waiting, pause_snoozed, changed_at`;

export function toPolicy(row: PolicyRow): SlaPolicy {
  return {
    id: row.id,
    name: row.name,
    inboxIds: row.inbox_ids,
    priorities: row.priorities,
    labels: row.labels,
    firstResponseMinutes: row.first_response_minutes,
    nextResponseMinutes: row.next_response_minutes,
    resolutionMinutes: row.resolution_minutes,
    hours: row.hours,
    pauseWaiting: row.pause_waiting,
    pauseSnoozed: row.pause_snoozed,
  };
}

/** In their order: the first that matches holds. */
export async function readPolicies(db: Pick<Db, 'query'>, workspaceId: string): Promise<PolicyRow[]> {
  const found = await db.query<PolicyRow>(
    `select ${policyColumns} from sla_policies where workspace_id = $1 order by position, id`,
    [workspaceId],
  );
  return found.rows;
}

/** Throws `sla_policy_not_found`. */
export async function loadPolicy(db: Pick<Db, 'query'>, workspaceId: string, id: string): Promise<SlaPolicy> {
  const found = await db.query<PolicyRow>(
    `select ${policyColumns} from sla_policies where workspace_id = $1 and id = $2`,
    [workspaceId, id],
  );
  return toPolicy(found.rows[0] ?? fail('sla_policy_not_found'));
}
