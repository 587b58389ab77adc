import { expect, test, vi } from 'vitest';
import { uuidv7 } from './uuidv7.ts';

/** As the protocol has it. */
const shape = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;
const timeOf = (id: string): number => Number.parseInt(id.slice(0, 8) + id.slice(9, 13), 16);

test('an id is a UUID of version 7 that carries the time', () => {
  const now = Date.parse('2030-01-01T00:00:00.000Z');
  const id = uuidv7(now);
  expect(id).toMatch(shape);
  expect(id).toMatch(/^.{14}7.{4}[89ab]/);
  expect(timeOf(id)).toBe(now);
});

test('ids rise within a millisecond, far beyond its counter, and when the clock goes back', () => {
  const now = Date.parse('2031-01-01T00:00:00.000Z');
  const ids = Array.from({ length: 20_000 }, (_, i) => uuidv7(i % 3 ? now : now - 1_000));
  expect(ids).toEqual([...ids].sort());
  expect(new Set(ids).size).toBe(ids.length);
  expect(timeOf(ids.at(-1)!) - now).toBeLessThan(10);
});

test('works where there is no crypto (React Native)', () => {
  vi.stubGlobal('crypto', undefined);
  try {
    expect(uuidv7()).toMatch(shape);
  } finally {
    vi.unstubAllGlobals();
  }
});
