import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { snoozeTimes } from './snoozeTimes.ts';

const choices = (now: Date) => Object.fromEntries(snoozeTimes(now).map(({ choice, at }) => [choice, at]));

describe('snoozeTimes', () => {
  it('offers what is natural on a Friday morning', () => {
    const now = new Date(2026, 10, 20, 10, 30);
    const { inOneHour, thisEvening, tomorrow, nextWeek } = choices(now);
    expect(inOneHour).toEqual(new Date(2026, 10, 20, 11, 30));
    expect(thisEvening).toEqual(new Date(2026, 10, 20, 18));
    expect(tomorrow).toEqual(new Date(2026, 10, 21, 9));
    expect(nextWeek).toEqual(new Date(2026, 10, 23, 9));
  });

  it('leaves the evening out when it is nearly there or over, and means the next Monday on a Monday', () => {
    expect(choices(new Date(2026, 10, 20, 17, 30)).thisEvening).toBeUndefined();
    expect(choices(new Date(2026, 10, 20, 23)).thisEvening).toBeUndefined();
    expect(choices(new Date(2026, 10, 23, 8)).nextWeek).toEqual(new Date(2026, 10, 30, 9));
  });

  it('never offers the past', () => {
    fc.assert(
      fc.property(fc.date({ min: new Date(2020, 0), max: new Date(2040, 0), noInvalidDate: true }), (now) => {
        for (const { at } of snoozeTimes(now)) expect(at.getTime()).toBeGreaterThan(now.getTime());
      }),
    );
  });
});
