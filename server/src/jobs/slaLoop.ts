import type { Announcement } from '../core/announcements.ts';
import type { Core } from '../core/core.ts';
import { listPromisingWorkspaces, SlaJudge } from '../core/sla/judgeWorkspace.ts';
import { DueWorkspaces } from './dueWorkspaces.ts';
import { startLoop } from './startLoop.ts';

/** How much rarer all workspaces are looked at than those of which something was heard. */
const ALL_EVERY = 5;

export type SlaLoop = { notice(announcement: Announcement): void; stop(): Promise<void> };

/**
 * Keeps due times true and tells of warnings and breaches. What happens on this node is judged at once, what happens
 * elsewhere at the next look.
 */
export function startSlaLoop(
  core: Core,
  everyMs: number,
  log: { error(details: object, text: string): void },
): SlaLoop {
  const judge = new SlaJudge(core);
  const due = new DueWorkspaces(everyMs * ALL_EVERY);
  async function look(): Promise<number> {
    const among = due.take();
    let judged = await judge.judgeDue();
    if (among?.length === 0) return judged;
    for (const id of await listPromisingWorkspaces(core.db, among)) judged += await judge.judgeWorkspace(id);
    return judged;
  }
  const loop = startLoop('response times', everyMs, look, log);
  return {
    notice({ kind, workspaceId, ...announcement }) {
      const matters =
        kind === 'entries' ||
        (kind === 'changed' &&
          'what' in announcement &&
          ['sla_policies', 'inboxes'].includes(announcement.what));
      if (!matters) return;
      due.add(workspaceId);
      loop.wake();
    },
    stop: () => loop.stop(),
  };
}
