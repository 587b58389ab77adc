import type { Label } from '@causerie/protocol';
import type { Db } from '../../db/transaction.ts';
import { fail } from '../../errors.ts';

export const labelColumns = 'id, name, colour, description';

/** Throws `label_not_found`. */
export async function loadLabel(db: Pick<Db, 'query'>, workspaceId: string, id: string): Promise<Label> {
  const found = await db.query<Label>(
    `select ${labelColumns} from labels where workspace_id = $1 and id = $2`,
    [workspaceId, id],
  );
  return found.rows[0] ?? fail('label_not_found');
}

/** What a statement that names a label threw: `name_taken` where another has the name. */
export function labelNameTaken(thrown: unknown): never {
  if ((thrown as { constraint?: string }).constraint === 'labels_workspace_id_name_key')
    fail('name_taken', { field: '/name' });
  throw thrown;
}
