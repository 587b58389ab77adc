import { createClient } from '@causerie/client';
import { indexedDbOutbox } from '@causerie/client/indexeddb';
import type { Me } from '@causerie/protocol';
import type { QueryClient } from '@tanstack/react-query';
import { adminApi } from '../api/admin.ts';
import { automationApi } from '../api/automation.ts';
import { botApi } from '../api/bot.ts';
import { deskApi } from '../api/desk.ts';
import { findingApi } from '../api/finding.ts';
import { snippetApi } from '../api/snippets.ts';
import { workspaceApi } from '../api/workspace.ts';
import { createRowStore } from '../conversations/rowStore.ts';
import { patchCache } from './patchCache.ts';
import { syncDrafts } from './syncDrafts.ts';
import { createTimelines } from './timelines.ts';

export type Desk = ReturnType<typeof openDesk>;

/** Everything that lives as long as one workspace is open: the connection, the rows, the timelines, the routes. */
export function openDesk(me: Me, workspaceId: string, queryClient: QueryClient) {
  const client = createClient({
    url: `${location.protocol === 'https:' ? 'wss' : 'ws'}://${location.host}/socket`,
    hello: () => ({ role: 'agent', workspaceId, client: 'console/0.1.0' }),
    // By user and workspace: what one wrote is never sent in another's name.
    outbox: indexedDbOutbox(`causerie-${me.id}-${workspaceId}`),
  });
  const rows = createRowStore();
  const timelines = createTimelines(client);
  const api = deskApi(workspaceId);
  const stopPatching = patchCache({ client, rows, queryClient, workspaceId });
  const stopDrafts = syncDrafts({ client, api });
  let following: 'now' | 'list' | undefined;
  let closing: ReturnType<typeof setTimeout> | undefined;
  const wake = () => {
    if (!document.hidden) client.wake();
  };

  return {
    client,
    rows,
    timelines,
    workspaceId,
    userId: me.id,
    role: me.workspaces.find((w) => w.id === workspaceId)?.role ?? 'agent',
    api,
    settings: workspaceApi(workspaceId),
    admin: adminApi(workspaceId),
    automation: automationApi(workspaceId),
    finding: findingApi(workspaceId),
    snippets: snippetApi(workspaceId),
    bot: botApi(workspaceId),
    /** From the first page's watermark on, every change of every conversation arrives. */
    follow(watermark: string) {
      if (following === 'list') return;
      following = 'list';
      client.followConversations(watermark);
    },
    /** The same for a screen that has no page: what happens from now on. */
    followFromNow() {
      if (following) return;
      following = 'now';
      client.followConversations();
    },
    connect() {
      if (closing !== undefined) {
        clearTimeout(closing);
        closing = undefined;
        return;
      }
      client.connect();
      addEventListener('online', wake);
      // Perhaps only the way elsewhere is gone: asked at once, the connection itself tells.
      addEventListener('offline', wake);
      document.addEventListener('visibilitychange', wake);
    },
    /** A moment later, so that React's strict mode (mount, unmount, mount) does not tear down what it goes on using. */
    close() {
      closing = setTimeout(() => {
        removeEventListener('online', wake);
        removeEventListener('offline', wake);
        document.removeEventListener('visibilitychange', wake);
        stopPatching();
        stopDrafts();
        timelines.close();
        client.close();
      });
    },
  };
}
