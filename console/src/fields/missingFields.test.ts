import type { Field, FieldValue } from '@causerie/protocol';
import { expect, test } from 'vitest';
import { missingFields } from './missingFields.ts';

const field = (key: string, more: Partial<Field> = {}): Field => ({
  id: key,
  subject: 'conversation',
  key,
  type: 'text',
  label: key,
  labels: {},
  options: [],
  required: false,
  requiredToResolve: true,
  resolveInboxIds: [],
  archivedAt: null,
  createdAt: '2026-11-21T08:00:00.000Z',
  ...more,
});
const missing = (fields: Field[], values: Record<string, FieldValue> = {}) =>
  missingFields(fields, { inboxId: 'shop', fields: values }).map(({ key }) => key);

test('what is empty is missing; no and 0 are answers', () => {
  const all = [field('reason'), field('paid', { type: 'boolean' }), field('many', { type: 'number' })];
  expect(missing(all)).toEqual(['reason', 'paid', 'many']);
  expect(missing(all, { reason: '', paid: false, many: 0 })).toEqual(['reason']);
  expect(missing([field('parts', { type: 'choices' })], { parts: [] })).toEqual(['parts']);
});

test('only where it is asked for', () => {
  expect(
    missing([field('a', { resolveInboxIds: ['shop'] }), field('b', { resolveInboxIds: ['other'] })]),
  ).toEqual(['a']);
  expect(missing([field('a', { requiredToResolve: false })])).toEqual([]);
  expect(missing([field('a', { archivedAt: '2026-11-21T08:00:00.000Z' })])).toEqual([]);
  expect(missing([field('a', { subject: 'contact' })])).toEqual([]);
});
