import type { Announcement } from '../core/announcements.ts';
import type { Core } from '../core/core.ts';
import { Rehearser } from '../core/rehearsals/rehearser.ts';
import { startLoop } from './startLoop.ts';

export type RehearsalLoop = { notice(announcement: Announcement): void; stop(): Promise<void> };

/** Rehearses FAQs when that is ordered: at once on this node, soon where the order came to another. */
export function startRehearsalLoop(
  core: Core,
  everyMs: number,
  log: { error(details: object, text: string): void },
): RehearsalLoop {
  const rehearser = new Rehearser(core);
  const rehearsing = startLoop('rehearsals', Math.min(everyMs, 2000), () => rehearser.rehearseNext(), log);
  return {
    notice(announcement) {
      if (announcement.kind === 'changed' && announcement.what === 'rehearsals') rehearsing.wake();
    },
    async stop() {
      rehearser.stop();
      await rehearsing.stop();
    },
  };
}
