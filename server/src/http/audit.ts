import { AuditEntry, AuditExportQuery, AuditQuery, Page, Uuid } from '@causerie/protocol';
import { Type } from 'typebox';
import { exportAudit } from '../core/audit/exportAudit.ts';
import { listAudit } from '../core/audit/listAudit.ts';
import type { App } from './app.ts';
import { describe } from './describe.ts';
import type { Doors } from './doors.ts';
import { deskActor } from './guards.ts';
import { onceBegun } from './onceBegun.ts';

const InWorkspace = Type.Object({ workspaceId: Uuid });
const base = '/v1/workspaces/:workspaceId/audit';

/** Who did what to settings and access. */
export function auditRoutes(app: App, doors: Doors): void {
  const { core } = doors;

  app.get(
    base,
    {
      schema: describe('audit', 'Read the audit log, newest first', {
        params: InWorkspace,
        querystring: AuditQuery,
        200: Page(AuditEntry),
      }),
    },
    async (request) => {
      const { workspaceId } = await deskActor(doors, request, 'audit.read');
      return listAudit(core.db, workspaceId, request.query);
    },
  );

  app.get(
    `${base}.csv`,
    {
      schema: describe('audit', 'Export the audit log as CSV', {
        params: InWorkspace,
        querystring: AuditExportQuery,
        files: ['text/csv'],
      }),
    },
    async (request, reply) => {
      const actor = await deskActor(doors, request, 'audit.read');
      const body = await onceBegun(exportAudit(core, actor, request.query));
      return reply
        .header('content-type', 'text/csv; charset=utf-8')
        .header('content-disposition', 'attachment; filename="audit.csv"')
        .send(body as never);
    },
  );
}
