import type { Announcement } from '../core/announcements.ts';
import type { Core } from '../core/core.ts';
import { Miner } from '../core/opportunities/miner.ts';
import { startLoop } from './startLoop.ts';

export type OpportunityLoop = { notice(announcement: Announcement): void; stop(): Promise<void> };

/** Searches past conversations when that is ordered: at once on this node, soon where the order came to another. */
export function startOpportunityLoop(
  core: Core,
  everyMs: number,
  log: { error(details: object, text: string): void },
): OpportunityLoop {
  const miner = new Miner(core);
  const mining = startLoop('opportunities', Math.min(everyMs, 2000), () => miner.mineNext(), log);
  return {
    notice(announcement) {
      if (announcement.kind === 'changed' && announcement.what === 'opportunities') mining.wake();
    },
    async stop() {
      miner.stop();
      await mining.stop();
    },
  };
}
