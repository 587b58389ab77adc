import * as protocol from '@causerie/protocol';
import { expect, it } from 'vitest';
import {
  builtInProperties,
  firstTest,
  isComplete,
  operatorsOf,
  secondsOf,
  spanOf,
  withOperator,
} from './properties.ts';

it('knows the properties and operators that the protocol knows', () => {
  expect(builtInProperties).toEqual(protocol.filterProperties);
  expect(operatorsOf).toEqual(protocol.operatorsOf);
});

it('starts every property with a question that its type takes', () => {
  for (const [property, type] of Object.entries(builtInProperties)) {
    expect(operatorsOf[type]).toContain(firstTest(property, type).operator);
  }
  expect(isComplete(firstTest('contact.last_seen', 'date'))).toBe(true);
  expect(isComplete(firstTest('contact.name', 'text'))).toBe(false);
});

it('keeps a value only where it still makes sense', () => {
  const test = { property: 'contact.name', operator: 'is', value: 'Lea' } as const;
  expect(withOperator(test, 'contains', 'text')).toEqual({ ...test, operator: 'contains' });
  expect(withOperator(test, 'known', 'text')).toEqual({ property: 'contact.name', operator: 'known' });
  const date = { property: 'contact.last_seen', operator: 'within', value: 3600 } as const;
  expect(withOperator(date, 'before', 'date')).toEqual({ property: 'contact.last_seen', operator: 'before' });
  expect(
    withOperator({ ...date, operator: 'before', value: '2026-11-01T00:00:00Z' }, 'within', 'date').value,
  ).toBe(7 * 86_400);
});

it('says spans as people do', () => {
  expect(spanOf(7 * 86_400)).toEqual({ count: 7, unit: 'days' });
  expect(spanOf(14 * 86_400)).toEqual({ count: 2, unit: 'weeks' });
  expect(spanOf(5400)).toEqual({ count: 90, unit: 'minutes' });
  for (const unit of ['minutes', 'hours', 'days', 'weeks'] as const) {
    const { count, unit: said } = spanOf(secondsOf(3, unit));
    expect(secondsOf(count, said)).toBe(secondsOf(3, unit));
  }
});
