import type { Field, FieldCreate, FieldPatch } from '@causerie/protocol';
import { fail } from '../../errors.ts';
import { uuid } from '../../lib/uuid.ts';
import type { DeskActor } from '../actor.ts';
import { recordAudit } from '../audit/recordAudit.ts';
import { type Core, type CoreTx, transact } from '../core.ts';
import { loadField } from './fieldRow.ts';

/** More would be a form that nobody fills in, and a page that nobody reads. */
const MOST_FIELDS = 200;

/** Makes a field, last in its order. Errors: `name_taken` (key), `invalid_value` (options, or too many fields), `inbox_not_found`. */
export async function createField(core: Core, actor: DeskActor, create: FieldCreate): Promise<Field> {
  const { workspaceId } = actor;
  const options = checkedOptions(create.type, create.options ?? []);
  return transact(core, async (tx) => {
    await checkResolving(tx, workspaceId, create.subject, create);
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
      `insert into fields (workspace_id, id, subject, key, type, label, labels, options, required, required_to_resolve, resolve_inbox_ids, position)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12) on conflict (workspace_id, subject, key) do nothing`,
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
        create.requiredToResolve ?? false,
        create.resolveInboxIds ?? [],
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

/** Only a conversation is resolved, and only inboxes of the workspace's own can be named. */
export async function checkResolving(
  tx: CoreTx,
  workspaceId: string,
  subject: Field['subject'],
  { requiredToResolve, resolveInboxIds = [] }: Pick<FieldPatch, 'requiredToResolve' | 'resolveInboxIds'>,
): Promise<void> {
  if (requiredToResolve && subject !== 'conversation')
    fail('invalid_value', {
      field: '/requiredToResolve',
      message: 'Only fields of conversations are asked for when one is resolved.',
    });
  if (resolveInboxIds.length === 0) return;
  const found = await tx.query('select from inboxes where workspace_id = $1 and id = any ($2)', [
    workspaceId,
    resolveInboxIds,
  ]);
  if (found.rowCount !== new Set(resolveInboxIds).size)
    fail('inbox_not_found', { field: '/resolveInboxIds' });
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
