import type { Field, FieldValue } from '@causerie/protocol';

type Row = { inboxId: string; fields: Record<string, FieldValue> };

/** What must be known before this conversation is resolved, and is not. The server judges by the same rule. */
export function missingFields(fields: readonly Field[], row: Row): Field[] {
  return fields.filter(
    (field) =>
      field.subject === 'conversation' &&
      field.requiredToResolve &&
      !field.archivedAt &&
      (field.resolveInboxIds.length === 0 || field.resolveInboxIds.includes(row.inboxId)) &&
      isEmptyValue(row.fields[field.key]),
  );
}

/** No and 0 are answers. */
export const isEmptyValue = (value: FieldValue | null | undefined): boolean =>
  value === undefined || value === null || value === '' || (Array.isArray(value) && value.length === 0);
