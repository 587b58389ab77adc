import type { Import, ImportKind, ImportStatus, ImportTarget } from '@causerie/protocol';
import type { Db } from '../../db/transaction.ts';
import { fail } from '../../errors.ts';

export type ImportRow = {
  workspace_id: string;
  id: string;
  kind: ImportKind;
  file_name: string;
  status: ImportStatus;
  contents: { columns?: { name: string; samples: string[] }[] };
  settings: { mapping?: ImportTarget[]; inboxId?: string };
  total: number;
  done: number;
  counts: Record<string, number>;
  reason: string | null;
  author_kind: 'agent' | 'bot';
  author_id: string;
  created_at: Date;
  finished_at: Date | null;
};

export const importColumns = `workspace_id, id, kind, file_name, status, contents, settings, total, done, counts, reason,
  author_kind, author_id, created_at, finished_at`;

/** Throws `import_not_found`. */
export async function loadImport(db: Pick<Db, 'query'>, workspaceId: string, id: string): Promise<Import> {
  const found = await db.query<ImportRow>(
    `select ${importColumns} from imports where workspace_id = $1 and id = $2`,
    [workspaceId, id],
  );
  return toImport(found.rows[0] ?? fail('import_not_found'));
}

/** The newest two hundred. */
export async function listImports(db: Pick<Db, 'query'>, workspaceId: string): Promise<Import[]> {
  const found = await db.query<ImportRow>(
    `select ${importColumns} from imports where workspace_id = $1 order by created_at desc, id desc limit 200`,
    [workspaceId],
  );
  return found.rows.map(toImport);
}

export function toImport(row: ImportRow): Import {
  return {
    id: row.id,
    kind: row.kind,
    fileName: row.file_name,
    status: row.status,
    columns: row.contents.columns ?? [],
    mapping: row.settings.mapping ?? [],
    inboxId: row.settings.inboxId ?? null,
    total: row.total,
    done: row.done,
    counts: row.counts,
    reason: row.reason,
    authorId: row.author_id,
    createdAt: row.created_at.toISOString(),
    finishedAt: row.finished_at?.toISOString() ?? null,
  };
}

/** Where the bytes of an import are until it has ended. */
export const keyOfImport = (workspaceId: string, id: string): string => `${workspaceId}/imports/${id}`;
