import type { Workspace } from '@causerie/protocol';

export type WorkspaceRow = { id: string; name: string; language: string; created_at: Date };

export const workspaceColumns = 'id, name, language, created_at';

export function toWorkspace(row: WorkspaceRow): Workspace {
  return { id: row.id, name: row.name, language: row.language, createdAt: row.created_at.toISOString() };
}
