import type { FieldType, FieldValue } from '@causerie/protocol';
import { normaliseEmail } from '../contacts/normaliseEmail.ts';
import { normalisePhone } from '../contacts/normalisePhone.ts';

export type FieldRule = { type: FieldType; options: readonly string[] };
/** The value as it is kept, or the sort of value that was wanted instead. */
export type ParsedField = { value: FieldValue } | { problem: FieldType };

/**
 * The one judge of what a custom field may hold, whoever sets it. Takes values of the wire; `country` reads telephone
 * numbers without a country code.
 */
export function parseFieldValue(rule: FieldRule, value: unknown, country: string | null): ParsedField {
  const parsed = parsers[rule.type](value, rule.options, country);
  return parsed === undefined ? { problem: rule.type } : { value: parsed };
}

type Parse = (value: unknown, options: readonly string[], country: string | null) => FieldValue | undefined;

const MOST_TEXT = 2000;

const parsers: Record<FieldType, Parse> = {
  text: (value) => line(value, MOST_TEXT),
  number: (value) => (typeof value === 'number' && Number.isFinite(value) ? value : undefined),
  boolean: (value) => (typeof value === 'boolean' ? value : undefined),
  date: (value) => (typeof value === 'string' && isDay(value) ? value : undefined),
  choice: (value, options) => options.find((option) => option === value),
  choices: (value, options) => {
    if (!Array.isArray(value) || value.length === 0) return undefined;
    if (!value.every((each) => options.includes(each as string))) return undefined;
    return options.filter((option) => value.includes(option));
  },
  url: (value) => {
    const text = line(value, MOST_TEXT);
    return text && /^https?:\/\/[^\s<>"]+$/i.test(text) && URL.canParse(text) ? text : undefined;
  },
  email: (value) => {
    const text = line(value, 254);
    return text && /^[^\s@<>"]{1,64}@[^\s@<>"]{1,255}$/.test(text) ? normaliseEmail(text) : undefined;
  },
  phone: (value, _, country) => {
    const text = line(value, 60);
    return text && normalisePhone(text, country);
  },
};

function line(value: unknown, most: number): string | undefined {
  if (typeof value !== 'string') return undefined;
  const text = value.trim();
  return text === '' || text.length > most || text.includes('\0') ? undefined : text;
}

/** A day that exists: 30 February does not. */
function isDay(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const at = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(at.getTime()) && at.toISOString().startsWith(text) && text >= '0001';
}
