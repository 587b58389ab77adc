import type { FieldType, FieldValue } from '@causerie/protocol';
import { normaliseEmail } from '../contacts/normaliseEmail.ts';
import { normalisePhone } from '../contacts/normalisePhone.ts';
import { type FieldRule, parseFieldValue } from '../fields/parseFieldValue.ts';
import { type ContactTarget, contactTargets } from './guessMapping.ts';

export type ContactRow = {
  values: Partial<Record<ContactTarget, string>>;
  fields: Record<string, FieldValue>;
};
/** `place`: the heading of the column. `reason`: what was wanted there, or `nobody` where the row names nobody. */
export type RowProblem = {
  place: string;
  reason: FieldType | 'nobody' | 'language' | 'time_zone' | 'too_long' | 'unknown_field';
};
export type RowContext = {
  columns: readonly string[];
  mapping: readonly (string | null)[];
  fields: ReadonlyMap<string, FieldRule>;
  country: string | null;
};

/**
 * One row of a table as a contact. Cells that cannot be understood are problems by column, and the rest of the row is
 * taken; a row that says nothing by which somebody could be found again is one problem as a whole. Empty cells say nothing.
 */
export function readContactRow(
  cells: readonly string[],
  context: RowContext,
): { contact: ContactRow | undefined; problems: RowProblem[] } {
  const contact: ContactRow = { values: {}, fields: {} };
  const problems: RowProblem[] = [];
  for (const [i, target] of context.mapping.entries()) {
    const text = (cells[i] ?? '').trim();
    if (target === null || text === '') continue;
    const reason = readCell(contact, target, text, context);
    if (reason) problems.push({ place: context.columns[i] ?? String(i + 1), reason });
  }
  const { name, email, phone, external_id } = contact.values;
  if (name || email || phone || external_id) return { contact, problems };
  return { contact: undefined, problems: [...problems, { place: '', reason: 'nobody' }] };
}

function readCell(
  contact: ContactRow,
  target: string,
  text: string,
  { fields, country }: RowContext,
): RowProblem['reason'] | undefined {
  if (target.startsWith('field.')) {
    const key = target.slice('field.'.length);
    const rule = fields.get(key);
    if (!rule) return 'unknown_field';
    const parsed = parseFieldValue(rule, fieldFromText(rule, text, country), country);
    if ('problem' in parsed) return parsed.problem;
    contact.fields[key] = parsed.value;
    return undefined;
  }
  const known = contactTargets.find((each) => each === target);
  if (!known) return 'unknown_field';
  const read = readers[known](text, country);
  if ('reason' in read) return read.reason;
  contact.values[known] = read.value;
  return undefined;
}

type Read = { value: string } | { reason: RowProblem['reason'] };

const upTo =
  (most: number) =>
  (text: string): Read =>
    text.length <= most ? { value: text.replaceAll('\0', '') } : { reason: 'too_long' };

const readers: Record<ContactTarget, (text: string, country: string | null) => Read> = {
  name: (text) => upTo(200)(text.replaceAll(/\s+/g, ' ')),
  email: (text) =>
    /^[^\s@<>"]{1,64}@[^\s@<>"]{1,189}$/.test(text) ? { value: normaliseEmail(text) } : { reason: 'email' },
  phone: (text, country) => {
    const value = normalisePhone(text, country);
    return value ? { value } : { reason: 'phone' };
  },
  company: upTo(200),
  city: upTo(100),
  country: upTo(100),
  language: (text) =>
    /^[A-Za-z]{2,3}([-_][A-Za-z0-9]{2,8})*$/.test(text)
      ? { value: text.replaceAll('_', '-') }
      : { reason: 'language' },
  time_zone: (text) => (isTimeZone(text) ? { value: text } : { reason: 'time_zone' }),
  note: upTo(4000),
  external_id: upTo(200),
};

function isTimeZone(name: string): boolean {
  try {
    return Boolean(new Intl.DateTimeFormat('en', { timeZone: name }));
  } catch {
    return false;
  }
}

/** A cell as a value of the wire: spreadsheets know only text. */
function fieldFromText(rule: FieldRule, text: string, country: string | null): unknown {
  switch (rule.type) {
    case 'number': {
      const plain = text.replaceAll(/[\s\u00a0\u202f']/g, '');
      return Number(/^-?\d+,\d+$/.test(plain) ? plain.replace(',', '.') : plain.replaceAll(',', ''));
    }
    case 'boolean':
      if (/^(true|yes|y|1|oui|vrai|o|x)$/i.test(text)) return true;
      return /^(false|no|n|0|non|faux)$/i.test(text) ? false : text;
    case 'date':
      return dayFromText(text, country);
    case 'choice':
      return rule.options.find((option) => option.toLowerCase() === text.toLowerCase()) ?? text;
    case 'choices':
      return text.split(/[;,|]/).map((part) => {
        const each = part.trim();
        return rule.options.find((option) => option.toLowerCase() === each.toLowerCase()) ?? each;
      });
    default:
      return text;
  }
}

/** `2026-11-21`, also with a time after it; `21/11/2026`, or `11/21/2026` in the United States. */
function dayFromText(text: string, country: string | null): string {
  const iso = /^(\d{4})-(\d{2})-(\d{2})(?:[T ].*)?$/.exec(text);
  if (iso) return `${iso[1]}-${iso[2]}-${iso[3]}`;
  const written = /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})$/.exec(text);
  if (!written) return text;
  const [first, second] = [written[1]!.padStart(2, '0'), written[2]!.padStart(2, '0')];
  return country === 'US' ? `${written[3]}-${first}-${second}` : `${written[3]}-${second}-${first}`;
}
