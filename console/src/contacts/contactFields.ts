import type { ContactPatch } from '@causerie/protocol';

export type ContactField = Exclude<keyof ContactPatch, 'note' | 'fields'>;

type FieldRule = {
  field: ContactField;
  type: 'text' | 'email' | 'tel';
  /** The server's own rule, so that a mistake is told of before it is sent. */
  isValid: (value: string) => boolean;
};

const any = () => true;

export const contactFields: FieldRule[] = [
  { field: 'name', type: 'text', isValid: any },
  { field: 'email', type: 'email', isValid: (value) => /^[^\s@<>"]{1,64}@[^\s@<>"]{1,255}$/.test(value) },
  { field: 'phone', type: 'tel', isValid: (value) => /^\+?[0-9 ()./-]{4,30}$/.test(value) },
  { field: 'company', type: 'text', isValid: any },
  { field: 'city', type: 'text', isValid: any },
  { field: 'country', type: 'text', isValid: any },
  { field: 'language', type: 'text', isValid: (value) => /^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*$/.test(value) },
  { field: 'timeZone', type: 'text', isValid: isTimeZone },
];

function isTimeZone(value: string): boolean {
  try {
    return Boolean(new Intl.DateTimeFormat('en', { timeZone: value }));
  } catch {
    return false;
  }
}
