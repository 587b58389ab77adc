import type { Workspace } from '@causerie/protocol';
import { fail } from '../../errors.ts';

export type WorkspaceRow = {
  id: string;
  name: string;
  language: string;
  default_country: string | null;
  time_zone: string;
  created_at: Date;
};

export const workspaceColumns = 'id, name, language, default_country, time_zone, created_at';

export function toWorkspace(row: WorkspaceRow): Workspace {
  const { id, name, language, default_country: defaultCountry, time_zone: timeZone } = row;
  return { id, name, language, defaultCountry, timeZone, createdAt: row.created_at.toISOString() };
}

/** Refuses (`invalid_value`) what is no time zone. */
export function mustBeTimeZone(name: string): void {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
  } catch {
    fail('invalid_value', {
      field: '/timeZone',
      message: `${name} is not a time zone such as Europe/Paris.`,
    });
  }
}
