import { expect, test } from 'vitest';
import { readAddresses } from './readAddresses.ts';

test.each([
  ['nora@example.com', ['nora@example.com']],
  ['  nora@example.com\n', ['nora@example.com']],
  [
    'a@x.example, b@x.example;c@x.example\nd@x.example\te@x.example',
    ['a', 'b', 'c', 'd', 'e'].map((n) => `${n}@x.example`),
  ],
  ['"Martin, Nora" <Nora@x.example>, Tom <mailto:tom@x.example>', ['nora@x.example', 'tom@x.example']],
  ['a@x.example A@x.example', ['a@x.example']],
  ['nobody at all', []],
  ['', []],
])('%j', (text, addresses) => expect(readAddresses(text)).toEqual(addresses));
