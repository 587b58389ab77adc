import type { Inbox, InboxRouting, OpeningHours, WebInboxSettings } from '@causerie/protocol';
import { isOriginAllowed } from '../contacts/isOriginAllowed.ts';
import { standardRouting } from '../routing/standardRouting.ts';
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
  routing: Partial<InboxRouting>;
  identity_set: boolean;
  last_seen_at: Date | null;
  refused_origin: string | null;
  refused_at: Date | null;
  created_at: Date;
};

/** The columns of `InboxRow`. No secret is among them, so that what shows inboxes cannot leak one. */
export const inboxColumns = `workspace_id, id, name, mode, team_id, hours, settings, routing, last_seen_at, refused_origin, refused_at, created_at,
  (identity_secret is not null or identity_public_key is not null) as identity_set`;

/** The inbox as agents see it. Settings that are younger than the row get their standard value. */
export function toInbox(row: InboxRow): Inbox {
  const settings = { ...standardSettings('en'), ...row.settings };
  // What was allowed since is no news any more.
  const refused =
    row.refused_origin !== null && !isOriginAllowed(settings.allowedOrigins, row.refused_origin);
  return {
    id: row.id,
    kind: 'web',
    name: row.name,
    mode: row.mode,
    teamId: row.team_id,
    hours: row.hours,
    settings,
    routing: { ...standardRouting, ...row.routing },
    key: formatInboxKey({ workspaceId: row.workspace_id, inboxId: row.id }),
    identitySecretSet: row.identity_set,
    lastSeenAt: row.last_seen_at?.toISOString() ?? null,
    lastRefused: refused ? { origin: row.refused_origin!, at: row.refused_at!.toISOString() } : null,
    createdAt: row.created_at.toISOString(),
  };
}
