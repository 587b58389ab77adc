import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type MergeSide, planMerge, planUnmerge } from './planMerge.ts';

const nobody: MergeSide = {
  name: null,
  email: null,
  phone: null,
  company: null,
  city: null,
  country: null,
  language: null,
  time_zone: null,
  device: null,
  note: null,
  fields: {},
};
const maybe = fc.option(fc.constantFrom('a', 'b', 'c'), { nil: null });
const side: fc.Arbitrary<MergeSide> = fc.record({
  name: maybe,
  email: maybe,
  phone: maybe,
  company: maybe,
  city: maybe,
  country: maybe,
  language: maybe,
  time_zone: maybe,
  device: maybe,
  note: maybe,
  fields: fc.dictionary(fc.constantFrom('x', 'y', 'z'), fc.constantFrom('a', 1, true)),
});

describe('planMerge', () => {
  it('keeps what is its own, takes what is missing, names what is given up', () => {
    const plan = planMerge(
      { ...nobody, name: 'Lea', note: 'Mornings', fields: { plan: 'Pro' } },
      {
        ...nobody,
        name: 'L. Martin',
        email: 'lea@example.com',
        note: 'Paris',
        fields: { plan: 'Free', seats: 3 },
      },
    );
    expect(plan.result).toMatchObject({
      name: 'Lea',
      email: 'lea@example.com',
      note: 'Mornings\n\nParis',
      fields: { plan: 'Pro', seats: 3 },
    });
    expect(plan.taken).toEqual(['email', 'field.seats', 'note']);
    expect(plan.dropped).toEqual([
      { property: 'name', value: 'L. Martin' },
      { property: 'field.plan', value: 'Free' },
    ]);
  });

  it('property: nothing of either side is lost without being named', () => {
    fc.assert(
      fc.property(side, side, (into, from) => {
        const { result, dropped } = planMerge(into, from);
        for (const key of Object.keys(nobody).filter((k) => k !== 'fields' && k !== 'note') as 'name'[]) {
          if (into[key] !== null) expect(result[key]).toBe(into[key]);
          else expect(result[key]).toBe(from[key]);
          const given = dropped.some((each) => each.property === key);
          expect(given).toBe(from[key] !== null && result[key] !== from[key]);
        }
        expect(result.fields).toEqual({ ...from.fields, ...into.fields });
      }),
    );
  });

  it('property: undone at once, it was never there; what was changed since stays', () => {
    fc.assert(
      fc.property(side, side, side, (into, from, later) => {
        const { result } = planMerge(into, from);
        expect(planUnmerge(result, into, result)).toEqual(into);
        const undone = planUnmerge({ ...result, name: later.name }, into, result);
        expect(undone.name).toBe(later.name === result.name ? into.name : later.name);
      }),
    );
  });
});
