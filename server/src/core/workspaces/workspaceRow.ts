import type { Workspace } from '@causerie/protocol';

export type WorkspaceRow = {
  id: string;
  name: string;
  language: string;
  default_country: string | null;
  standard_capacity: number;
  created_at: Date;
};

export const workspaceColumns = 'id, name, language, default_country, standard_capacity, created_at';

export function toWorkspace(row: WorkspaceRow): Workspace {
  return {
    id: row.id,
    name: row.name,
    language: row.language,
    defaultCountry: row.default_country,
    standardCapacity: row.standard_capacity,
    createdAt: row.created_at.toISOString(),
  };
}
