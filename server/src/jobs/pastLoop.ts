import type { Announcement } from '../core/announcements.ts';
import type { Core } from '../core/core.ts';
import { type PastWork, PastWorker } from '../core/runs/pastWorker.ts';
import { startLoop } from './startLoop.ts';

export type PastLoop = { notice(announcement: Announcement): void; stop(): Promise<void> };

/** Does one kind of work on past conversations when it is ordered: at once on this node, soon where the order came to another. */
export function startPastLoop<Order, Report>(
  core: Core,
  work: PastWork<Order, Report>,
  everyMs: number,
  log: { error(details: object, text: string): void },
): PastLoop {
  const { what } = work.kind;
  const worker = new PastWorker(core, work);
  const loop = startLoop(what, Math.min(everyMs, 2000), () => worker.doNext(), log);
  return {
    notice(announcement) {
      if (announcement.kind === 'changed' && announcement.what === what) loop.wake();
    },
    async stop() {
      worker.stop();
      await loop.stop();
    },
  };
}
