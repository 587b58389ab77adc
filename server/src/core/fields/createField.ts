import type { Field, FieldCreate } from '@causerie/protocol';
import { fail } from '../../errors.ts';
import { uuid } from '../../lib/uuid.ts';
import type { DeskActor } from '../actor.ts';
import { recordAudit } from '../audit/recordAudit.ts';
import { type Core, transact } from '../core.ts';
import { loadField } from './fieldRow.ts';

/** More would be a form that nobody fills in, and a page that nobody reads. */
const MOST_FIELDS = 200;

/** Makes a field, last in its order. Errors: `name_taken` (key), `invalid_value` (options, or too many fields). */
export async function createField(core: Core, actor: DeskActor, create: FieldCreate): Promise<Field> {
  const { workspaceId } = actor;
  const options = checkedOptions(create.type, create.options ?? []);
  return transact(core, async (tx) => {
    const id = uuid();
    const counted = await tx.query<{ n: number; next: number }>(
      `select count(*)::int as n, coalesce(max(position) + 1, 0)::int as next from fields
       where workspace_id = $1 and subject = $2`,
      [workspaceId, create.subject],
    );
    const { n, next } = counted.rows[0]!;
    if (n >= MOST_FIELDS)
      fail('invalid_value', {
        message: `There can be ${MOST_FIELDS} fields at most, archived ones included.`,
      });
    const inserted = await tx.query(
      `insert into fields (workspace_id, id, subject, key, type, label, labels, options, required, position)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) on conflict (workspace_id, subject, key) do nothing`,
      [
        workspaceId,
        id,
        create.subject,
        create.key,
        create.type,
        create.label,
        JSON.stringify(create.labels ?? {}),
        options,
        create.required ?? false,
        next,
      ],
    );
    if (inserted.rowCount === 0) fail('name_taken', { field: '/key' });
    tx.announce({ kind: 'changed', workspaceId, what: 'fields' });
    const after = await loadField(tx, workspaceId, id);
    await recordAudit(tx, actor, {
      action: 'field.created',
      target: { kind: 'field', id, name: after.label },
      after,
    });
    return after;
  });
}

/** A choice needs something to choose from; other types have no options. Each option once, in the order given. */
export function checkedOptions(type: Field['type'], options: string[]): string[] {
  const isChoice = type === 'choice' || type === 'choices';
  const unique = [...new Set(options.map((option) => option.trim()))];
  if (isChoice && unique.length === 0)
    fail('invalid_value', { field: '/options', message: 'A choice needs at least one option.' });
  if (!isChoice && unique.length > 0)
    fail('invalid_value', { field: '/options', message: 'Only a choice has options.' });
  return unique;
}
