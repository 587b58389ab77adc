import type { AuditEntry, AuditExportQuery } from '@causerie/protocol';
import { formatTableRow } from '../../engines/tables/formatTableRow.ts';
import type { DeskActor } from '../actor.ts';
import type { Core } from '../core.ts';
import { listAudit } from './listAudit.ts';
import { recordAudit } from './recordAudit.ts';

const AT_ONCE = 200;

/** The log as CSV, page by page, so that a long one never stands in memory. That it was exported is in the log. */
export async function* exportAudit(
  core: Core,
  actor: DeskActor,
  filter: AuditExportQuery,
): AsyncGenerator<string> {
  // A filter that the database refuses is told before anything is sent or written.
  await listAudit(core.db, actor.workspaceId, { ...filter, limit: 1 });
  await recordAudit(core.db, actor, { action: 'audit.exported', after: filter });
  // The mark tells spreadsheets that this is UTF-8.
  yield '\ufeff';
  yield formatTableRow([
    'at',
    'actor_kind',
    'actor_id',
    'actor',
    'action',
    'target_kind',
    'target_id',
    'target',
    'before',
    'after',
    'ip',
    'user_agent',
  ]);
  for (let cursor: string | undefined; ; ) {
    const page = await listAudit(core.db, actor.workspaceId, {
      ...filter,
      limit: AT_ONCE,
      ...(cursor && { cursor }),
    });
    yield page.items.map(toLine).join('');
    cursor = page.next;
    if (!cursor) return;
  }
}

function toLine({ at, actor, action, target, before, after, ip, userAgent }: AuditEntry): string {
  const json = (value: object | null) => (value ? JSON.stringify(value) : '');
  return formatTableRow([
    at,
    actor.kind,
    actor.id,
    actor.name,
    action,
    target?.kind,
    target?.id,
    target?.name,
    json(before),
    json(after),
    ip,
    userAgent,
  ]);
}
