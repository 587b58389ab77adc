import type { Inbox, InboxRouting, OpeningHours, WebInboxSettings } from '@causerie/protocol';
import type { DeskActor } from '../actor.ts';
import { recordAudit } from '../audit/recordAudit.ts';
import { type Core, type CoreTx, transact } from '../core.ts';
import { standardRouting } from '../routing/standardRouting.ts';
import { checkInbox } from './checkInbox.ts';
import { insertInbox } from './insertInbox.ts';
import { standardSettings } from './standardSettings.ts';

export type InboxCreate = {
  name: string;
  mode?: Inbox['mode'];
  teamId?: string | null;
  hours?: OpeningHours | null;
  settings?: Partial<WebInboxSettings>;
  routing?: Partial<InboxRouting>;
};

/**
 * Makes an inbox of kind web; what is not given gets its standard value. Errors: `invalid_value` (with the place),
 * `team_not_found`.
 */
export async function createInbox(core: Core, actor: DeskActor, options: InboxCreate): Promise<Inbox> {
  const { workspaceId } = actor;
  return transact(core, async (tx) => {
    await checkInbox(tx, workspaceId, options);
    const settings = { ...standardSettings(await languageOf(tx, workspaceId)), ...options.settings };
    const { name, mode = 'messaging', teamId = null, hours = null } = options;
    const routing = options.routing && { ...standardRouting, ...options.routing };
    const inbox = await insertInbox(tx, workspaceId, { name, mode, teamId, hours, settings, routing });
    await recordAudit(tx, actor, {
      action: 'inbox.created',
      target: { kind: 'inbox', id: inbox.id, name },
      after: { name, mode, teamId },
    });
    tx.announce({ kind: 'changed', workspaceId, what: 'inboxes' });
    return inbox;
  });
}

async function languageOf(tx: CoreTx, workspaceId: string): Promise<string> {
  const found = await tx.query<{ language: string }>('select language from workspaces where id = $1', [
    workspaceId,
  ]);
  return found.rows[0]?.language ?? 'en';
}
