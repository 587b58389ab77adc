import type { Inbox, OpeningHours, WebInboxSettings } from '@causerie/protocol';
import { formatInboxKey } from './inboxKey.ts';
import { standardSettings } from './standardSettings.ts';

export type InboxRow = {
  workspace_id: string;
  id: string;
  name: string;
  mode: Inbox['mode'];
  team_id: string | null;
  hours: OpeningHours | null;
  settings: Partial<WebInboxSettings>;
  identity_set: boolean;
  last_seen_at: Date | null;
  created_at: Date;
};

/** The columns of `InboxRow`. No secret is among them, so that what shows inboxes cannot leak one. */
export const inboxColumns = `workspace_id, id, name, mode, team_id, hours, settings, last_seen_at, created_at,
  (identity_secret is not null or identity_public_key is not null) as identity_set`;

/** The inbox as agents see it. Settings that are younger than the row get their standard value. */
export function toInbox(row: InboxRow): Inbox {
  return {
    id: row.id,
    kind: 'web',
    name: row.name,
    mode: row.mode,
    teamId: row.team_id,
    hours: row.hours,
    settings: { ...standardSettings('en'), ...row.settings },
    key: formatInboxKey({ workspaceId: row.workspace_id, inboxId: row.id }),
    identitySecretSet: row.identity_set,
    lastSeenAt: row.last_seen_at?.toISOString() ?? null,
    createdAt: row.created_at.toISOString(),
  };
}
