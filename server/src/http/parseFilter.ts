import { Filter } from '@causerie/protocol';
import { Value } from 'typebox/value';
import { fail } from '../errors.ts';

/** A filter that came as JSON in an address. Throws `invalid_value`. */
export function parseFilter(text: string): Filter {
  try {
    const parsed: unknown = JSON.parse(text);
    if (Value.Check(Filter, parsed)) return parsed;
  } catch {
    // No JSON: said below.
  }
  return fail('invalid_value', { field: '/filter', message: 'This is no filter. See docs/contacts.md.' });
}
