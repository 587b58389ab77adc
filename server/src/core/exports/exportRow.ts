import type { ContactExport, Filter } from '@causerie/protocol';
import type { Db } from '../../db/transaction.ts';
import { fail } from '../../errors.ts';

export type ExportRow = {
  workspace_id: string;
  id: string;
  status: ContactExport['status'];
  choice: { q?: string; filter?: Filter; ids?: string[] };
  total: number;
  done: number;
  parts: number;
  bytes: string;
  cursor: string | null;
  author_kind: 'agent' | 'bot';
  author_id: string;
  created_at: Date;
  finished_at: Date | null;
  expires_at: Date | null;
};

export const exportColumns = `workspace_id, id, status, choice, total, done, parts, bytes, cursor, author_kind, author_id,
  created_at, finished_at, expires_at`;

/** Throws `export_not_found`. */
export async function loadExport(
  db: Pick<Db, 'query'>,
  workspaceId: string,
  id: string,
): Promise<ContactExport> {
  return toExport(await loadExportRow(db, workspaceId, id));
}

export async function loadExportRow(
  db: Pick<Db, 'query'>,
  workspaceId: string,
  id: string,
): Promise<ExportRow> {
  const found = await db.query<ExportRow>(
    `select ${exportColumns} from contact_exports where workspace_id = $1 and id = $2`,
    [workspaceId, id],
  );
  return found.rows[0] ?? fail('export_not_found');
}

/** The newest twenty. */
export async function listExports(db: Pick<Db, 'query'>, workspaceId: string): Promise<ContactExport[]> {
  const found = await db.query<ExportRow>(
    `select ${exportColumns} from contact_exports where workspace_id = $1 order by created_at desc, id desc limit 20`,
    [workspaceId],
  );
  return found.rows.map(toExport);
}

export function toExport(row: ExportRow): ContactExport {
  return {
    id: row.id,
    status: row.status,
    total: row.total,
    done: row.done,
    bytes: Number(row.bytes),
    authorId: row.author_id,
    createdAt: row.created_at.toISOString(),
    finishedAt: row.finished_at?.toISOString() ?? null,
    expiresAt: row.expires_at?.toISOString() ?? null,
  };
}

/** Where the bytes of a part are; parts are counted from 0. */
export const keyOfPart = (workspaceId: string, id: string, part: number): string =>
  `${workspaceId}/exports/${id}-${part}`;
