import type { FieldValues } from '@causerie/protocol';

/** What of a contact a merge decides between; times and the block are settled by rules of their own. */
export type MergeSide = {
  name: string | null;
  email: string | null;
  phone: string | null;
  company: string | null;
  city: string | null;
  country: string | null;
  language: string | null;
  time_zone: string | null;
  device: string | null;
  note: string | null;
  fields: FieldValues;
};
export type MergePlan = {
  result: MergeSide;
  /** Properties (`name`, `field.plan`) that come from the other contact. */
  taken: string[];
  /** Properties of the other contact that are given up for this one's. */
  dropped: { property: string; value: string }[];
};

const single = [
  'name',
  'email',
  'phone',
  'company',
  'city',
  'country',
  'language',
  'time_zone',
  'device',
] as const;

/**
 * What a contact is after another became part of it: what it says itself wins, what only the other one says is taken
 * over, and both notes stay. Nothing that somebody wrote down is lost without being named in `dropped`.
 */
export function planMerge(into: MergeSide, from: MergeSide): MergePlan {
  const plan: MergePlan = { result: { ...into, fields: { ...into.fields } }, taken: [], dropped: [] };
  for (const property of single) {
    if (from[property] === null) continue;
    if (into[property] === null) {
      plan.result[property] = from[property];
      plan.taken.push(property);
    } else if (into[property] !== from[property]) {
      plan.dropped.push({ property, value: from[property] });
    }
  }
  for (const [key, value] of Object.entries(from.fields)) {
    const own = into.fields[key];
    if (own === undefined) {
      plan.result.fields[key] = value;
      plan.taken.push(`field.${key}`);
    } else if (JSON.stringify(own) !== JSON.stringify(value)) {
      plan.dropped.push({ property: `field.${key}`, value: String(value) });
    }
  }
  plan.result.note = joinNotes(into.note, from.note);
  if (plan.result.note !== into.note) plan.taken.push('note');
  return plan;
}

const MOST_NOTE = 4000;

function joinNotes(own: string | null, other: string | null): string | null {
  if (!own || !other || own.includes(other)) return own ?? other;
  const joined = `${own}\n\n${other}`;
  return joined.length <= MOST_NOTE ? joined : joined.slice(0, MOST_NOTE);
}

/** Values of `current` with those of `before` wherever the merge had put something that still stands there. */
export function planUnmerge(current: MergeSide, before: MergeSide, merged: MergeSide): MergeSide {
  const result: MergeSide = { ...current, fields: { ...current.fields } };
  for (const property of [...single, 'note'] as const) {
    if (current[property] === merged[property]) result[property] = before[property];
  }
  for (const key of new Set([...Object.keys(before.fields), ...Object.keys(merged.fields)])) {
    if (JSON.stringify(current.fields[key]) !== JSON.stringify(merged.fields[key])) continue;
    const value = before.fields[key];
    if (value === undefined) delete result.fields[key];
    else result.fields[key] = value;
  }
  return result;
}
