import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../testing/createTestDatabase.ts';
import { intArray, jsonbArray, textArray, uuidArray } from './binaryArrays.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase({ empty: true });
});
afterAll(() => database.drop());

const text = fc.string({ unit: 'grapheme', maxLength: 300 }).map((s) => s.replaceAll('\0', ''));
const orNull = <T>(values: fc.Arbitrary<T>) => fc.array(fc.option(values), { maxLength: 40 });

test('arrays arrive as they were sent, whatever is in them', async () => {
  const all = fc.record({
    uuids: orNull(fc.constant('').map(() => randomUUID())),
    texts: orNull(text),
    jsons: orNull(fc.record({ a: text, b: fc.integer() })),
    ints: orNull(fc.integer({ min: -(2 ** 31), max: 2 ** 31 - 1 })),
  });
  await fc.assert(
    fc.asyncProperty(all, async ({ uuids, texts, jsons, ints }) => {
      const { rows } = await database.pool.query(
        'select $1::uuid[]::text[] as uuids, $2::text[] as texts, array_to_json($3::jsonb[]) as jsons, $4::int[] as ints',
        [
          uuidArray(uuids),
          textArray(texts),
          jsonbArray(jsons.map((json) => json && JSON.stringify(json))),
          intArray(ints),
        ],
      );
      expect(rows[0]).toEqual({ uuids, texts, jsons, ints });
    }),
    { numRuns: 60 },
  );
});
