import { expect, it } from 'vitest';
import { parseFieldText } from './parseFieldText.ts';
import { patchFields } from './patchFields.ts';

it.each<[Parameters<typeof parseFieldText>[0]['type'], string, unknown]>([
  ['number', '1 234,5', 1234.5],
  ['number', '-3', -3],
  ['number', 'many', undefined],
  ['url', 'https://example.com', 'https://example.com'],
  ['url', 'example.com', undefined],
  ['email', ' lea@example.com ', 'lea@example.com'],
  ['email', 'lea', undefined],
  ['phone', '06 12 34 56 78', '06 12 34 56 78'],
  ['phone', 'call me', undefined],
  ['date', '2026-11-21', '2026-11-21'],
  ['text', 'anything', 'anything'],
])('%s: %s', (type, typed, value) => {
  const parsed = parseFieldText({ type }, typed);
  expect('value' in parsed ? parsed.value : undefined).toEqual(value);
});

it('lays a patch over values', () => {
  expect(patchFields({ a: 1, b: 'x' }, { a: null, c: true })).toEqual({ b: 'x', c: true });
  expect(patchFields({ a: 1 }, undefined)).toEqual({ a: 1 });
});
