import type { Workspace } from '@causerie/protocol';
import { fail } from '../../errors.ts';

export type WorkspaceRow = {
  id: string;
  name: string;
  language: string;
  default_country: string | null;
  standard_capacity: number;
  time_zone: string;
  created_at: Date;
};

export const workspaceColumns =
  'id, name, language, default_country, standard_capacity, time_zone, created_at';

export function toWorkspace(row: WorkspaceRow): Workspace {
  return {
    id: row.id,
    name: row.name,
    language: row.language,
    defaultCountry: row.default_country,
    standardCapacity: row.standard_capacity,
    timeZone: row.time_zone,
    createdAt: row.created_at.toISOString(),
  };
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
