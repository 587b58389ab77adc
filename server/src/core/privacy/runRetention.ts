import type { RetentionPreview, RetentionRule, RetentionRules } from '@causerie/protocol';
import type { Db } from '../../db/transaction.ts';
import type { SystemActor } from '../actor.ts';
import { type Core, type CoreTx, transact } from '../core.ts';
import { anonymiseContacts } from './anonymiseContacts.ts';
import { deleteConversations, type RemovalCounts } from './deleteConversations.ts';
import { expireFiles } from './deleteFiles.ts';
import { recordRemoval } from './recordRemoval.ts';
import { allRules, readRetentionRules } from './retentionRules.ts';

const AT_ONCE = 200;

/** What is due by each rule: the rows' ids are `id`, `$1` is the workspace, `$2` the days. */
const due: Record<RetentionRule, string> = {
  resolvedConversations: `conversations t where t.workspace_id = $1 and t.status = 'resolved' and t.merged_into is null
    and t.resolved_at < now() - make_interval(days => $2)`,
  // Nobody is forgotten while somebody still talks with them.
  inactiveContacts: `contacts t where t.workspace_id = $1 and (t.anonymised_at is null or t.last_seen_at > t.anonymised_at)
    and t.last_seen_at < now() - make_interval(days => $2) and not exists (
      select from conversations c where c.workspace_id = t.workspace_id and c.contact_id = t.id
        and (c.status <> 'resolved' or c.active_at > now() - make_interval(days => $2)))`,
  pageViews: `page_views t where t.workspace_id = $1 and t.at < now() - make_interval(days => $2)`,
  files: `files t where t.workspace_id = $1 and t.created_at < now() - make_interval(days => $2)`,
  // What is not handled yet, or failed and may be tried again, stays.
  inboundPayloads: `inbound_payloads t where t.workspace_id = $1 and t.status in ('handled', 'ignored')
    and t.received_at < now() - make_interval(days => $2)`,
  auditEntries: `audit_entries t where t.workspace_id = $1 and t.at < now() - make_interval(days => $2)`,
};

type Remover = (tx: CoreTx, workspaceId: string, ids: string[]) => Promise<RemovalCounts>;

const deleteFrom =
  (table: string, name: string): Remover =>
  async (tx, workspaceId, ids) => {
    const deleted = await tx.query(`delete from ${table} where workspace_id = $1 and id = any ($2)`, [
      workspaceId,
      ids,
    ]);
    return { [name]: deleted.rowCount ?? 0 };
  };

const removers: Record<RetentionRule, Remover> = {
  resolvedConversations: deleteConversations,
  inactiveContacts: anonymiseContacts,
  pageViews: deleteFrom('page_views', 'pageViews'),
  files: async (tx, workspaceId, ids) => ({ files: await expireFiles(tx, workspaceId, ids) }),
  inboundPayloads: deleteFrom('inbound_payloads', 'inboundPayloads'),
  async auditEntries(tx, workspaceId, ids) {
    // The one exception that the log's trigger knows, for this transaction only.
    await tx.query(`select set_config('causerie.retention', 'on', true)`);
    return deleteFrom('audit_entries', 'auditEntries')(tx, workspaceId, ids);
  },
};

/** How many each of these rules would remove now; nothing is removed. */
export async function previewRetention(
  db: Pick<Db, 'query'>,
  workspaceId: string,
  rules: RetentionRules,
): Promise<RetentionPreview> {
  const counts = await Promise.all(
    allRules.map(async (rule): Promise<[RetentionRule, number]> => {
      const days = rules[rule];
      if (days === null) return [rule, 0];
      const counted = await db.query<{ n: number }>(`select count(*)::int as n from ${due[rule]}`, [
        workspaceId,
        days,
      ]);
      return [rule, counted.rows[0]!.n];
    }),
  );
  return Object.fromEntries(counts) as RetentionPreview;
}

/**
 * Removes a batch by the first rule of any workspace that has something due; each batch is a transaction with its proof.
 * Several workers do not get in each other's way. Returns how much went: the caller goes on until it is nothing.
 */
export async function runRetention(core: Core): Promise<number> {
  const workspaces = await core.db.query<{ workspace_id: string }>(
    'select workspace_id from retention_rules',
  );
  let removed = 0;
  for (const { workspace_id: workspaceId } of workspaces.rows) {
    for (const rule of allRules) removed += await runRule(core, workspaceId, rule);
  }
  return removed;
}

async function runRule(core: Core, workspaceId: string, rule: RetentionRule): Promise<number> {
  return transact(core, async (tx) => {
    // Read here, so that a rule that was just switched off removes nothing any more; nobody changes it meanwhile.
    await tx.query('select from retention_rules where workspace_id = $1 for share', [workspaceId]);
    const days = (await readRetentionRules(tx, workspaceId))[rule];
    if (days === null) return 0;
    const found = await tx.query<{ id: string }>(
      `select t.id from ${due[rule]} order by t.id limit $3 for update of t skip locked`,
      [workspaceId, days, AT_ONCE],
    );
    if (found.rows.length === 0) return 0;
    const ids = found.rows.map((row) => row.id);
    const counts = await removers[rule](tx, workspaceId, ids);
    const system: SystemActor = { kind: 'system', workspaceId };
    await recordRemoval(tx, system, { kind: 'retention', reason: { rule, days }, counts });
    return ids.length;
  });
}
