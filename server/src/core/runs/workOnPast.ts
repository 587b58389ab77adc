import type { Core } from '../core.ts';
import type { Running } from './doRun.ts';
import { type PlacedTurn, readPast, type Span } from './readPast.ts';
import { RunThread } from './runThread.ts';

type Work<Order> = {
  span: Span;
  /** So many conversations are read at most. */
  most: number;
  /** The entry of the thread. */
  file: URL;
  /** Of the time that it takes, reading is about this share. */
  readingPart: number;
  /** Asked for once all is read. */
  order: () => Promise<Order>;
};
type Turns = { kind: 'turns'; turns: PlacedTurn[] };

/** Reads past conversations into a thread of its own, then gives it the order and waits for its report. */
export async function workOnPast<Order, Report>(
  { db }: Core,
  { signal, tellShare }: Pick<Running, 'signal' | 'tellShare'>,
  { span, most, file, readingPart, order }: Work<Order>,
): Promise<{ report: Report; total: number; read: number }> {
  const thread = new RunThread<Turns | Order, Report>(file, signal);
  let read = 0;
  tellShare(() => readingPart * read + (1 - readingPart) * thread.share);
  try {
    const past = await readPast(
      db,
      span,
      most,
      signal,
      (turns) => thread.post({ kind: 'turns', turns }),
      (share) => (read = share),
    );
    thread.post(await order());
    return { report: await thread.report, ...past };
  } finally {
    await thread.end();
  }
}
