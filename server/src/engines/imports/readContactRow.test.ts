import { describe, expect, it } from 'vitest';
import type { FieldRule } from '../fields/parseFieldValue.ts';
import { guessMapping } from './guessMapping.ts';
import { readContactRow } from './readContactRow.ts';

const fields = new Map<string, FieldRule>([
  ['plan', { type: 'choice', options: ['Free', 'Pro'] }],
  ['seats', { type: 'number', options: [] }],
  ['since', { type: 'date', options: [] }],
  ['vip', { type: 'boolean', options: [] }],
  ['likes', { type: 'choices', options: ['Arc', 'Galet'] }],
]);
const read = (row: Record<string, string>, country: string | null = 'FR') =>
  readContactRow(Object.values(row), {
    columns: Object.keys(row),
    mapping: Object.keys(row),
    fields,
    country,
  });

describe('a row of a table', () => {
  it('becomes a contact, whatever spreadsheets made of its values', () => {
    const { contact, problems } = read({
      name: '  Lea\n Martin ',
      email: 'Lea@Example.com',
      phone: '06 12 34 56 78',
      language: 'fr_FR',
      'field.plan': 'pro',
      'field.seats': '1 234,5',
      'field.since': '21/11/2025',
      'field.vip': 'oui',
      'field.likes': 'galet; Arc',
      note: '',
    });
    expect(problems).toEqual([]);
    expect(contact).toEqual({
      values: { name: 'Lea Martin', email: 'lea@example.com', phone: '+33612345678', language: 'fr-FR' },
      fields: { plan: 'Pro', seats: 1234.5, since: '2025-11-21', vip: true, likes: ['Arc', 'Galet'] },
    });
  });

  it('keeps what can be understood and names what cannot', () => {
    const { contact, problems } = read({
      name: 'Lea',
      email: 'lea',
      'field.plan': 'Gold',
      'field.nope': 'x',
      phone: '12',
    });
    expect(contact?.values).toEqual({ name: 'Lea' });
    expect(problems).toEqual([
      { place: 'email', reason: 'email' },
      { place: 'field.plan', reason: 'choice' },
      { place: 'field.nope', reason: 'unknown_field' },
      { place: 'phone', reason: 'phone' },
    ]);
  });

  it('that names nobody is a problem as a whole', () => {
    expect(read({ company: 'Lumen' })).toEqual({
      contact: undefined,
      problems: [{ place: '', reason: 'nobody' }],
    });
  });

  it('reads days as the country writes them', () => {
    expect(read({ name: 'x', 'field.since': '11/21/2025' }, 'US').contact?.fields).toEqual({
      since: '2025-11-21',
    });
    expect(read({ name: 'x', 'field.since': '31/02/2025' }).problems).toEqual([
      { place: 'field.since', reason: 'date' },
    ]);
  });
});

describe('the mapping', () => {
  const own = [{ key: 'plan', label: 'Plan', labels: { fr: 'Formule' } }];
  const guess = (headings: string[], samples: string[][] = []) =>
    guessMapping(
      headings.map((name, i) => ({ name, samples: samples[i] ?? [] })),
      own,
    );

  it('is guessed by headings in both languages, never twice, fields first', () => {
    expect(guess(['Full name', 'E-mail', 'Phone Number', 'Société', 'Formule', 'Favourite colour'])).toEqual([
      'name',
      'email',
      'phone',
      'company',
      'field.plan',
      null,
    ]);
    expect(guess(['Email', 'e-mail address'])).toEqual(['email', null]);
  });

  it('is guessed by what cells look like where headings say nothing', () => {
    expect(guess(['A', 'B', 'C'], [['lea@example.com', 'x@y.fr'], ['+33 6 12 34 56 78'], ['12']])).toEqual([
      'email',
      'phone',
      null,
    ]);
  });
});
