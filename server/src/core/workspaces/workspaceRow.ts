import type { Workspace } from '@causerie/protocol';

export type WorkspaceRow = {
  id: string;
  name: string;
  language: string;
  default_country: string | null;
  created_at: Date;
};

export const workspaceColumns = 'id, name, language, default_country, created_at';

export function toWorkspace(row: WorkspaceRow): Workspace {
  return {
    id: row.id,
    name: row.name,
    language: row.language,
    defaultCountry: row.default_country,
    createdAt: row.created_at.toISOString(),
  };
}
