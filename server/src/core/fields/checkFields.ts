import type { Field, FieldSubject, FieldsPatch, FieldValues } from '@causerie/protocol';
import type { Db } from '../../db/transaction.ts';
import { parseFieldValue } from '../../engines/fields/parseFieldValue.ts';
import { fail } from '../../errors.ts';
import { loadDefaultCountry } from '../workspaces/loadDefaultCountry.ts';
import { listFields } from './fieldRow.ts';

/**
 * A patch with its values as they are kept. Throws `invalid_value` with the place (`/fields/<key>`) for a field that
 * does not exist or is archived, a value of another sort, and a required field that would be emptied.
 */
export async function checkFields(
  db: Pick<Db, 'query'>,
  workspaceId: string,
  subject: FieldSubject,
  patch: FieldsPatch,
): Promise<FieldsPatch> {
  if (Object.keys(patch).length === 0) return patch;
  const fields = await listFields(db, workspaceId, subject);
  const country = await loadDefaultCountry(db, workspaceId);
  return Object.fromEntries(
    Object.entries(patch).map(([key, value]) => [key, checkField(fields, key, value, country)]),
  );
}

function checkField(fields: Field[], key: string, value: unknown, country: string | null) {
  const wrong = (message: string) => fail('invalid_value', { field: `/fields/${key}`, message });
  const field = fields.find((each) => each.key === key && !each.archivedAt);
  if (!field) return wrong(`There is no field ${key}.`);
  if (value === null) return field.required ? wrong(`${field.label} is required.`) : null;
  const parsed = parseFieldValue(field, value, country);
  return 'value' in parsed ? parsed.value : wrong(`${field.label} wants ${wanted[parsed.problem]}.`);
}

const wanted: Record<Field['type'], string> = {
  text: 'a text of at most 2,000 characters',
  number: 'a number',
  date: 'a day such as 2026-11-21',
  choice: 'one of its options',
  choices: 'a list of its options',
  boolean: 'true or false',
  url: 'a web address that begins with https:// or http://',
  email: 'an e-mail address',
  phone: 'a telephone number, with its country code or one of the workspace’s country',
};

/**
 * Those of somebody else's values that fit, silently without the rest: a site's statement of who its user is must
 * not be refused because a field was renamed here.
 */
export async function acceptFields(
  db: Pick<Db, 'query'>,
  workspaceId: string,
  values: Record<string, unknown>,
): Promise<FieldValues> {
  if (Object.keys(values).length === 0) return {};
  const fields = await listFields(db, workspaceId, 'contact');
  const country = await loadDefaultCountry(db, workspaceId);
  const accepted: FieldValues = {};
  for (const field of fields.filter((each) => !each.archivedAt && Object.hasOwn(values, each.key))) {
    const parsed = parseFieldValue(field, values[field.key], country);
    if ('value' in parsed) accepted[field.key] = parsed.value;
  }
  return accepted;
}
