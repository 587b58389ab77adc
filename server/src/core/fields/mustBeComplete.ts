import type { Field, FieldValues } from '@causerie/protocol';
import type { Db } from '../../db/transaction.ts';
import { fail } from '../../errors.ts';
import { listFields } from './fieldRow.ts';

/**
 * Refuses with `fields_required` to resolve a conversation in which a field is not known that must be: the first one's
 * place is told (`/fields/<key>`), and the names of all. For people and programs; what Causerie resolves by itself (the
 * visitor's own end of the chat, the bot, an idle one) is nobody's to fill in.
 */
export async function mustBeComplete(
  db: Pick<Db, 'query'>,
  { workspaceId, inboxId }: { workspaceId: string; inboxId: string },
  values: FieldValues,
): Promise<void> {
  const fields = await listFields(db, workspaceId, 'conversation');
  const missing = fields.filter((field) => isAskedFor(field, inboxId) && isEmpty(values[field.key]));
  if (missing.length === 0) return;
  fail('fields_required', {
    field: `/fields/${missing[0]!.key}`,
    message: `Before this is resolved, fill in: ${missing.map((field) => field.label).join(', ')}.`,
  });
}

const isAskedFor = (field: Field, inboxId: string): boolean =>
  field.requiredToResolve &&
  !field.archivedAt &&
  (field.resolveInboxIds.length === 0 || field.resolveInboxIds.includes(inboxId));

/** False and 0 are answers. */
const isEmpty = (value: FieldValues[string] | undefined): boolean =>
  value === undefined || value === '' || (Array.isArray(value) && value.length === 0);
