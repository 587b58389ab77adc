import type { Announcement } from '../core/announcements.ts';
import type { Core } from '../core/core.ts';
import { listTellingWorkspaces } from '../core/routing/listTellingWorkspaces.ts';
import { QueueTeller } from '../core/routing/queueTeller.ts';
import { requeueOverdue } from '../core/routing/requeueOverdue.ts';
import { listQueueingWorkspaces, routeWorkspace } from '../core/routing/routeWorkspace.ts';
import { DueWorkspaces } from './dueWorkspaces.ts';
import { startLoop } from './startLoop.ts';

export type RoutingLoop = {
  /** Something was committed here: the queue of its workspace is looked at at once, if it can matter to it. */
  notice(announcement: Announcement): void;
  /** An agent came or left. */
  noticeAgent(workspaceId: string): void;
  stop(): Promise<void>;
};

/** How much rarer all workspaces are looked at than those of which something was heard, and overdue conversations are looked for. */
const ALL_EVERY = 5;

/**
 * Gives the waiting to agents, and tells them of their places. What happens on this node, or is heard of another, wakes it
 * at once; what was missed is found by looking again and again: that somebody waits is written in the database, in the
 * transaction that made them wait.
 */
export function startRoutingLoop(
  core: Core,
  everyMs: number,
  log: { error(details: object, text: string): void },
): RoutingLoop {
  const toRoute = new DueWorkspaces(everyMs * ALL_EVERY);
  const toTell = new DueWorkspaces(everyMs * ALL_EVERY);
  const teller = new QueueTeller(core);
  const loops = [
    startLoop('routing', everyMs, () => route(core, toRoute.take()), log),
    startLoop('telling places in the queue', everyMs, () => tell(core, teller, toTell.take()), log),
    startLoop('overdue conversations', everyMs * ALL_EVERY, () => requeueOverdue(core), log),
  ] as const;
  const noticeAgent = (workspaceId: string) => {
    toRoute.add(workspaceId);
    toTell.add(workspaceId);
    loops[0].wake();
  };
  return {
    notice(announcement) {
      if (canMatter(announcement)) noticeAgent(announcement.workspaceId);
    },
    noticeAgent,
    async stop() {
      await Promise.all(loops.map((loop) => loop.stop()));
    },
  };
}

async function route(core: Core, among: string[] | undefined): Promise<number> {
  if (among?.length === 0) return 0;
  let assigned = 0;
  for (const workspaceId of await listQueueingWorkspaces(core.db, among)) {
    assigned += await routeWorkspace(core, workspaceId);
  }
  return assigned;
}

/** Also where nobody waits any more: the last one who did is told so. */
async function tell(core: Core, teller: QueueTeller, among: string[] | undefined): Promise<number> {
  if (among?.length === 0) return 0;
  const told = teller.workspaces.filter((id) => among === undefined || among.includes(id));
  const workspaces = new Set([...(await listTellingWorkspaces(core.db, among)), ...told]);
  for (const workspaceId of workspaces) await teller.tell(workspaceId);
  return 0;
}

/** A message between a contact and their agent matters to no queue: it is passed over without a query. */
function canMatter(announcement: Announcement): boolean {
  switch (announcement.kind) {
    case 'entries':
      return announcement.conversation.assigneeId === null || announcement.entries.some((e) => e.event);
    case 'conversation':
      return announcement.conversation.assigneeId === null || announcement.conversation.status !== 'open';
    case 'availability':
      return true;
    case 'changed':
      return ['members', 'teams', 'inboxes', 'workspace'].includes(announcement.what);
    default:
      return false;
  }
}
