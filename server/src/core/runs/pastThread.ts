import { parentPort } from 'node:worker_threads';
import { beNice } from '../../lib/beNice.ts';
import type { PlacedTurn } from './readPast.ts';
import type { Told } from './runThread.ts';

/** Turns come in portions, whole conversations each; then the order to begin. */
export type PastOrder<Order> = { kind: 'turns'; turns: PlacedTurn[] } | { kind: 'begin'; order: Order };

/** So much further, and it is told. */
const STEP = 0.01;

/** Makes this thread one that gathers turns, does `work` with them at the order, and ends with its report; elsewhere it does nothing. */
export function pastThread<Order, Report>(
  work: (turns: PlacedTurn[], order: Order, onProgress: (share: number) => void) => Report,
): void {
  if (!parentPort) return;
  const port = parentPort;
  beNice();
  const tell = (told: Told<Report>) => port.postMessage(told);
  const turns: PlacedTurn[] = [];
  port.on('message', (said: PastOrder<Order>) => {
    if (said.kind === 'turns') {
      turns.push(...said.turns);
      return;
    }
    let told = 0;
    const report = work(turns, said.order, (share) => {
      if (share - told < STEP) return;
      told = share;
      tell({ kind: 'share', share });
    });
    tell({ kind: 'report', report });
    port.close();
  });
}
