import type { RetentionRule, RetentionRules } from '@causerie/protocol';
import type { Db } from '../../db/transaction.ts';
import type { DeskActor } from '../actor.ts';
import { recordAudit } from '../audit/recordAudit.ts';
import { type Core, transact } from '../core.ts';

type Row = {
  resolved_conversations: number | null;
  inactive_contacts: number | null;
  page_views: number | null;
  files: number | null;
  inbound_payloads: number | null;
  audit_entries: number | null;
};

export const allRules: RetentionRule[] = [
  'resolvedConversations',
  'inactiveContacts',
  'pageViews',
  'files',
  'inboundPayloads',
  'auditEntries',
];

/** A workspace without rules keeps everything. */
export async function readRetentionRules(
  db: Pick<Db, 'query'>,
  workspaceId: string,
): Promise<RetentionRules> {
  const found = await db.query<Row>('select * from retention_rules where workspace_id = $1', [workspaceId]);
  const row = found.rows[0];
  return {
    resolvedConversations: row?.resolved_conversations ?? null,
    inactiveContacts: row?.inactive_contacts ?? null,
    pageViews: row?.page_views ?? null,
    files: row?.files ?? null,
    inboundPayloads: row?.inbound_payloads ?? null,
    auditEntries: row?.audit_entries ?? null,
  };
}

/** Sets all rules at once. They take effect with the next run of the worker, within the hour. */
export async function putRetentionRules(
  core: Core,
  actor: DeskActor,
  rules: RetentionRules,
): Promise<RetentionRules> {
  const { workspaceId } = actor;
  return transact(core, async (tx) => {
    await tx.query('insert into retention_rules (workspace_id) values ($1) on conflict do nothing', [
      workspaceId,
    ]);
    await tx.query('select from retention_rules where workspace_id = $1 for update', [workspaceId]);
    const before = await readRetentionRules(tx, workspaceId);
    await tx.query(
      `update retention_rules set resolved_conversations = $2, inactive_contacts = $3, page_views = $4, files = $5,
         inbound_payloads = $6, audit_entries = $7, updated_at = now() where workspace_id = $1`,
      [workspaceId, ...allRules.map((rule) => rules[rule])],
    );
    await recordAudit(tx, actor, { action: 'retention.changed', before, after: rules });
    tx.announce({ kind: 'changed', workspaceId, what: 'retention' });
    return rules;
  });
}
