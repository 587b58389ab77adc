import type { FieldType, FilterType } from '@causerie/protocol';
import type { Db } from '../../db/transaction.ts';
import { listFields } from './fieldRow.ts';

const filterTypes: Record<FieldType, FilterType> = {
  text: 'text',
  url: 'text',
  email: 'text',
  phone: 'text',
  number: 'number',
  date: 'date',
  choice: 'choice',
  choices: 'set',
  boolean: 'flag',
};

/**
 * What filters may ask of the workspace's own fields, as `filterSql` wants it. Archived ones too: a saved filter goes
 * on meaning what it meant. One query over at most a few hundred rows, so no copy of it can be stale.
 */
export async function loadFilterFields(
  db: Pick<Db, 'query'>,
  workspaceId: string,
): Promise<ReadonlyMap<string, FilterType>> {
  const fields = await listFields(db, workspaceId);
  return new Map(fields.map((f) => [`${f.subject}.field.${f.key}`, filterTypes[f.type]]));
}
