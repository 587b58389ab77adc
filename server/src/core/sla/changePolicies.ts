import type { SlaPolicy, SlaPolicyCreate, SlaPolicyPatch } from '@causerie/protocol';
import { fail } from '../../errors.ts';
import { uuid } from '../../lib/uuid.ts';
import type { DeskActor } from '../actor.ts';
import { recordAudit } from '../audit/recordAudit.ts';
import { type Core, type CoreTx, transact } from '../core.ts';
import { loadPolicy, readPolicies, toPolicy } from './policyRow.ts';
import { sweepSla } from './sweepSla.ts';

const MOST_POLICIES = 200;

const standard: Omit<SlaPolicy, 'id' | 'name'> = {
  inboxIds: [],
  priorities: [],
  labels: [],
  firstResponseMinutes: null,
  nextResponseMinutes: null,
  resolutionMinutes: null,
  hours: 'business',
  pauseWaiting: true,
  pauseSnoozed: true,
};

export async function listPolicies(core: Core, { workspaceId }: DeskActor): Promise<SlaPolicy[]> {
  return (await readPolicies(core.db, workspaceId)).map(toPolicy);
}

/**
 * Makes a policy, the last in order. One that promises nothing exempts what it matches. Errors: `inbox_not_found`,
 * `invalid_value` beyond 200 policies.
 */
export async function createPolicy(core: Core, actor: DeskActor, body: SlaPolicyCreate): Promise<SlaPolicy> {
  const { workspaceId } = actor;
  const policy: SlaPolicy = { ...standard, ...body, id: uuid() };
  return change(core, workspaceId, async (tx) => {
    await mustHaveInboxes(tx, workspaceId, policy.inboxIds);
    const counted = await tx.query<{ n: number; next: number }>(
      `select count(*)::int as n, coalesce(max(position) + 1, 0) as next from sla_policies where workspace_id = $1`,
      [workspaceId],
    );
    const { n, next } = counted.rows[0]!;
    if (n >= MOST_POLICIES)
      fail('invalid_value', { message: `A workspace may have ${MOST_POLICIES} policies. Delete one first.` });
    await tx.query(
      `insert into sla_policies (workspace_id, id, position, ${columns.join(', ')})
       values ($1, $2, $3, ${columns.map((_, i) => `$${i + 4}`).join(', ')})`,
      [workspaceId, policy.id, next, ...valuesOf(policy)],
    );
    await recordAudit(tx, actor, { action: 'sla_policy.created', target: targetOf(policy), after: policy });
    return policy;
  });
}

/** Sets what is given. It holds for open conversations at once; what was due before is not told. */
export async function patchPolicy(
  core: Core,
  actor: DeskActor,
  id: string,
  patch: SlaPolicyPatch,
): Promise<SlaPolicy> {
  const { workspaceId } = actor;
  return change(core, workspaceId, async (tx) => {
    await tx.query('select from sla_policies where workspace_id = $1 and id = $2 for update', [
      workspaceId,
      id,
    ]);
    const before = await loadPolicy(tx, workspaceId, id);
    const policy = { ...before, ...patch };
    await mustHaveInboxes(tx, workspaceId, policy.inboxIds);
    await tx.query(
      `update sla_policies set changed_at = now(), ${columns.map((c, i) => `${c} = $${i + 3}`).join(', ')}
       where workspace_id = $1 and id = $2`,
      [workspaceId, id, ...valuesOf(policy)],
    );
    const action = 'sla_policy.changed';
    await recordAudit(tx, actor, { action, target: targetOf(policy), before, after: policy });
    return policy;
  });
}

/** What it promised is promised no more; what was written of it in logs stays. Throws `sla_policy_not_found`. */
export async function deletePolicy(core: Core, actor: DeskActor, id: string): Promise<void> {
  const { workspaceId } = actor;
  await change(core, workspaceId, async (tx) => {
    await tx.query('select from sla_policies where workspace_id = $1 and id = $2 for update', [
      workspaceId,
      id,
    ]);
    const before = await loadPolicy(tx, workspaceId, id);
    await tx.query('delete from sla_policies where workspace_id = $1 and id = $2', [workspaceId, id]);
    await recordAudit(tx, actor, { action: 'sla_policy.deleted', target: targetOf(before), before });
  });
}

/** Puts these first, in this order; others follow as they were. Errors: `sla_policy_not_found`, `invalid_value` for one named twice. */
export async function orderPolicies(core: Core, actor: DeskActor, ids: string[]): Promise<SlaPolicy[]> {
  const { workspaceId } = actor;
  return change(core, workspaceId, async (tx) => {
    const known = await tx.query<{ id: string }>(
      'select id from sla_policies where workspace_id = $1 order by id for update',
      [workspaceId],
    );
    const there = new Set(known.rows.map((row) => row.id));
    if (ids.some((id) => !there.has(id))) fail('sla_policy_not_found', { field: '/ids' });
    if (new Set(ids).size !== ids.length)
      fail('invalid_value', { field: '/ids', message: 'Name each policy once.' });
    await tx.query(
      `with ranked as (
         select p.id, row_number() over (order by array_position($2::uuid[], p.id) nulls last, p.position, p.id) as place
         from sla_policies p where p.workspace_id = $1)
       update sla_policies p set position = r.place from ranked r where p.workspace_id = $1 and p.id = r.id`,
      [workspaceId, ids],
    );
    const ordered = (await readPolicies(tx, workspaceId)).map(toPolicy);
    await recordAudit(tx, actor, {
      action: 'sla_policy.ordered',
      after: { order: ordered.map((policy) => policy.name) },
    });
    return ordered;
  });
}

const targetOf = ({ id, name }: SlaPolicy) => ({ kind: 'sla_policy', id, name });

const columns = [
  'name',
  'inbox_ids',
  'priorities',
  'labels',
  'first_response_minutes',
  'next_response_minutes',
  'resolution_minutes',
  'hours',
  'pause_waiting',
  'pause_snoozed',
];

const valuesOf = (policy: SlaPolicy): unknown[] => [
  policy.name,
  policy.inboxIds,
  policy.priorities,
  policy.labels,
  policy.firstResponseMinutes,
  policy.nextResponseMinutes,
  policy.resolutionMinutes,
  policy.hours,
  policy.pauseWaiting,
  policy.pauseSnoozed,
];

async function change<T>(core: Core, workspaceId: string, work: (tx: CoreTx) => Promise<T>): Promise<T> {
  return transact(core, async (tx) => {
    const result = await work(tx);
    await sweepSla(tx, workspaceId);
    tx.announce({ kind: 'changed', workspaceId, what: 'sla_policies' });
    return result;
  });
}

async function mustHaveInboxes(tx: CoreTx, workspaceId: string, ids: string[]): Promise<void> {
  const found = await tx.query(
    'select from inboxes where workspace_id = $1 and id = any($2) and deleted_at is null',
    [workspaceId, ids],
  );
  if (found.rowCount !== new Set(ids).size) fail('inbox_not_found', { field: '/inboxIds' });
}
