import { expect, test } from 'vitest';
import { EndpointBreaker } from './endpointBreaker.ts';

test('after three failures in a row an endpoint is left alone, longer each time, and tried by one call at a time', () => {
  let now = 0;
  const breaker = new EndpointBreaker(() => now);
  const fail = (times: number) => {
    for (let i = 0; i < times; i++) breaker.failed('a');
  };
  fail(2);
  breaker.succeeded('a');
  fail(2);
  expect(breaker.mayCall('a'), 'two are not three').toBe(true);
  fail(1);
  expect(breaker.mayCall('a')).toBe(false);
  expect(breaker.mayCall('b'), 'another endpoint').toBe(true);
  now += 9_999;
  expect(breaker.mayCall('a')).toBe(false);
  now += 1;
  expect([breaker.mayCall('a'), breaker.mayCall('a')], 'one tries').toEqual([true, false]);
  fail(1);
  now += 10_000;
  expect(breaker.mayCall('a'), 'twice as long').toBe(false);
  now += 10_000;
  expect(breaker.mayCall('a')).toBe(true);
  fail(20);
  now += 299_999;
  expect(breaker.mayCall('a'), 'five minutes at most').toBe(false);
  now += 1;
  expect(breaker.mayCall('a')).toBe(true);
  breaker.succeeded('a');
  expect([breaker.mayCall('a'), breaker.mayCall('a')]).toEqual([true, true]);
});
