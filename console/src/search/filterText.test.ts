import { expect, it } from 'vitest';
import { addFilter, removeFilter } from './filterText.ts';

it('adds a filter behind what was typed, quoted where it must be', () => {
  expect(addFilter('refund', 'from', 'Amélie Agent')).toBe('refund from:"Amélie Agent" ');
  expect(addFilter('', 'has', 'file')).toBe('has:file ');
  expect(addFilter('x', 'label', 'a"b')).toBe('x label:ab ');
});

it('takes the right one away, in any language', () => {
  expect(removeFilter('refund de:"Amélie Agent" has:file', 'Amélie Agent', false)).toBe('refund has:file');
  expect(removeFilter('label:vip -label:vip', 'vip', true)).toBe('label:vip');
  expect(removeFilter('refund', 'vip', false)).toBe('refund');
});
