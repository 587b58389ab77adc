import type { Field } from '@causerie/protocol';

/** The field's name in the reader's language, where it has one. */
export function fieldLabel(field: Pick<Field, 'label' | 'labels'>, language: string): string {
  return field.labels[language] ?? field.label;
}
