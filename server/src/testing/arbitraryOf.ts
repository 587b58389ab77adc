import fc from 'fast-check';
import { exampleOf, type JsonSchema } from './exampleOf.ts';

/** Values that programs trip over, whatever place they are in. */
export const hostileValues: unknown[] = [
  null,
  true,
  0,
  -1,
  1.5,
  1e308,
  2 ** 53,
  '',
  ' ',
  'x'.repeat(20_000),
  '\u0000',
  'a\u0000b',
  '\ud800',
  'a\udc00b',
  '\u202e\u200b',
  '<script>alert(1)</script>',
  `'; drop table entries; --`,
  '%00%s%n{{7*7}}',
  '../../../etc/passwd',
  '00000000-0000-0000-0000-000000000000',
  '0000-00-00T99:99:99Z',
  [],
  [[[[]]]],
  {},
  { toString: 'x', constructor: { prototype: {} } },
  JSON.parse('{"__proto__": {"admin": true}}'),
];

const hostile = fc.constantFrom(...hostileValues);

/** Bodies for a schema: right ones, right ones with something wrong in one place, and garbage. */
export function bodiesOf(schema: JsonSchema): fc.Arbitrary<unknown> {
  return fc.oneof(
    { weight: 2, arbitrary: valuesOf(schema) },
    { weight: 6, arbitrary: valuesOf(schema).chain(spoilt) },
    { weight: 1, arbitrary: hostile },
    { weight: 1, arbitrary: fc.object({ maxDepth: 2 }) },
  );
}

/** Right ones, with every choice that the schema leaves. `unit`: what texts are made of; anything at all takes seconds to prepare. */
export function valuesOf(
  schema: JsonSchema,
  unit: 'binary' | 'binary-ascii' = 'binary',
): fc.Arbitrary<unknown> {
  const valuesOfPart = (part: JsonSchema) => valuesOf(part, unit);
  if ('const' in schema) return fc.constant(schema.const);
  const choices = schema.anyOf ?? schema.oneOf;
  if (choices) return fc.oneof(...choices.map(valuesOfPart));
  if (schema.enum) return fc.constantFrom(...schema.enum);
  if (schema.type === 'object' && schema.properties) {
    const parts = Object.entries(schema.properties).map(([name, part]) => [name, valuesOfPart(part)]);
    return fc.record(Object.fromEntries(parts), { requiredKeys: (schema.required ?? []) as never[] });
  }
  if (schema.type === 'array' && schema.items && !Array.isArray(schema.items)) {
    return fc.array(valuesOfPart(schema.items), { minLength: schema.minItems ?? 0, maxLength: 3 });
  }
  if (schema.type === 'boolean') return fc.boolean();
  if (schema.type === 'string' && !schema.pattern)
    return fc.string({ minLength: schema.minLength ?? 0, unit, maxLength: 50 });
  return fc.constant(exampleOf(schema));
}

/** The value with one place in it replaced, removed or added. */
function spoilt(value: unknown): fc.Arbitrary<unknown> {
  const places = placesIn(value);
  if (places.length === 0) return hostile;
  return fc
    .tuple(fc.constantFrom(...places), hostile, fc.integer({ min: 0, max: 5 }))
    .map(([place, bad, how]) => {
      const copy = structuredClone(value) as Record<string, unknown>;
      let at: Record<string, unknown> = copy;
      for (const name of place.slice(0, -1)) at = at[name] as Record<string, unknown>;
      const last = place.at(-1)!;
      if (how === 0) delete at[last];
      else if (how === 1) at.unexpected = bad;
      else at[last] = bad;
      return copy;
    });
}

function placesIn(value: unknown, path: string[] = []): string[][] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, part]) => [
    [...path, name],
    ...placesIn(part, [...path, name]),
  ]);
}
