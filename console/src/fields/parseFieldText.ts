import type { Field, FieldValue } from '@causerie/protocol';

/** What was typed into a field, as the wire has it; the server is the judge, this only spares it what cannot be right. */
export function parseFieldText(
  field: Pick<Field, 'type'>,
  typed: string,
): { value: FieldValue } | { problem: true } {
  const text = typed.trim();
  const wrong = { problem: true } as const;
  switch (field.type) {
    case 'number': {
      const number = Number(text.replaceAll(/[\s\u00a0\u202f]/g, '').replace(',', '.'));
      return Number.isFinite(number) && text !== '' ? { value: number } : wrong;
    }
    case 'url':
      return /^https?:\/\/[^\s<>"]+$/i.test(text) ? { value: text } : wrong;
    case 'email':
      return /^[^\s@<>"]{1,64}@[^\s@<>"]{1,255}$/.test(text) ? { value: text } : wrong;
    case 'phone':
      return /^\+?[0-9 ()./-]{4,40}$/.test(text) ? { value: text } : wrong;
    case 'date':
      return /^\d{4}-\d{2}-\d{2}$/.test(text) ? { value: text } : wrong;
    default:
      return text.length <= 2000 ? { value: text } : wrong;
  }
}

/** A value as it stands in the input that changes it. */
export const writtenField = (value: FieldValue): string =>
  Array.isArray(value) ? value.join(', ') : String(value);
