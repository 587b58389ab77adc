import type { AuditEntry, AuditQuery } from '@causerie/protocol';
import type { Db } from '../../db/transaction.ts';
import { fail } from '../../errors.ts';

type Row = {
  id: string;
  at: Date;
  actor_kind: AuditEntry['actor']['kind'];
  actor_id: string | null;
  actor_name: string | null;
  action: string;
  target_kind: string | null;
  target_id: string | null;
  target_name: string | null;
  before: AuditEntry['before'];
  after: AuditEntry['after'];
  ip: string | null;
  user_agent: string | null;
};

/** A page of the audit log, newest first, by key. */
export async function listAudit(
  db: Pick<Db, 'query'>,
  workspaceId: string,
  { limit = 50, cursor, ...filter }: AuditQuery,
): Promise<{ items: AuditEntry[]; next?: string }> {
  const values: unknown[] = [];
  const param = (value: unknown) => `$${values.push(value)}`;
  const conditions = [`a.workspace_id = ${param(workspaceId)}`];
  if (filter.actorId) conditions.push(`a.actor_id = ${param(filter.actorId)}`);
  if (filter.action?.includes('.')) conditions.push(`a.action = ${param(filter.action)}`);
  else if (filter.action) conditions.push(`starts_with(a.action, ${param(`${filter.action}.`)})`);
  if (filter.targetId) conditions.push(`a.target_id = ${param(filter.targetId)}`);
  if (filter.from) conditions.push(`a.at >= ${param(filter.from)}::timestamptz`);
  if (filter.to) conditions.push(`a.at < ${param(filter.to)}::timestamptz`);
  if (cursor) {
    const [at, id] = parseCursor(cursor);
    conditions.push(`(a.at, a.id) < (${param(at)}::timestamptz, ${param(id)}::uuid)`);
  }
  const found = await db.query<Row>(
    `select a.* from audit_entries a where ${conditions.join(' and ')}
     order by a.at desc, a.id desc limit ${param(limit + 1)}`,
    values,
  );
  const items = found.rows.slice(0, limit).map(toEntry);
  const last = found.rows.length > limit ? items.at(-1) : undefined;
  return { items, ...(last && { next: Buffer.from(`${last.at}|${last.id}`).toString('base64url') }) };
}

function parseCursor(cursor: string): [string, string] {
  const [at, id] = Buffer.from(cursor, 'base64url').toString().split('|');
  if (!at || !id || Number.isNaN(Date.parse(at)) || !/^[0-9a-f-]{36}$/.test(id))
    fail('invalid_value', { field: '/querystring/cursor' });
  return [at, id];
}

function toEntry(row: Row): AuditEntry {
  const { target_kind: kind, target_id: id } = row;
  return {
    id: row.id,
    at: row.at.toISOString(),
    actor: { kind: row.actor_kind, id: row.actor_id, name: row.actor_name },
    action: row.action,
    target: kind && id ? { kind, id, name: row.target_name } : null,
    before: row.before,
    after: row.after,
    ip: row.ip,
    userAgent: row.user_agent,
  };
}
