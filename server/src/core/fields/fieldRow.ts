import type { Field, FieldSubject, FieldType } from '@causerie/protocol';
import type { Db } from '../../db/transaction.ts';
import { fail } from '../../errors.ts';

type FieldRow = {
  id: string;
  subject: FieldSubject;
  key: string;
  type: FieldType;
  label: string;
  labels: Record<string, string>;
  options: string[];
  required: boolean;
  required_to_resolve: boolean;
  resolve_inbox_ids: string[];
  archived_at: Date | null;
  created_at: Date;
};

const fieldColumns =
  'id, subject, key, type, label, labels, options, required, required_to_resolve, resolve_inbox_ids, archived_at, created_at';

/** The workspace's fields in their order, contacts' first; at most a few hundred. */
export async function listFields(
  db: Pick<Db, 'query'>,
  workspaceId: string,
  subject?: FieldSubject,
): Promise<Field[]> {
  const found = await db.query<FieldRow>(
    `select ${fieldColumns} from fields where workspace_id = $1 and ($2::text is null or subject = $2)
     order by subject, position, id`,
    [workspaceId, subject ?? null],
  );
  return found.rows.map(toField);
}

/** Throws `field_not_found`. */
export async function loadField(db: Pick<Db, 'query'>, workspaceId: string, id: string): Promise<Field> {
  const found = await db.query<FieldRow>(
    `select ${fieldColumns} from fields where workspace_id = $1 and id = $2`,
    [workspaceId, id],
  );
  return toField(found.rows[0] ?? fail('field_not_found'));
}

function toField(row: FieldRow): Field {
  return {
    id: row.id,
    subject: row.subject,
    key: row.key,
    type: row.type,
    label: row.label,
    labels: row.labels,
    options: row.options,
    required: row.required,
    requiredToResolve: row.required_to_resolve,
    resolveInboxIds: row.resolve_inbox_ids,
    archivedAt: row.archived_at?.toISOString() ?? null,
    createdAt: row.created_at.toISOString(),
  };
}
