import type { FieldsPatch, FieldValues } from '@causerie/protocol';

/** The values with a patch laid over them: null takes one away. */
export function patchFields(values: FieldValues, patch: FieldsPatch | undefined): FieldValues {
  const merged = Object.entries({ ...values, ...patch });
  return Object.fromEntries(merged.filter(([, value]) => value !== null)) as FieldValues;
}
