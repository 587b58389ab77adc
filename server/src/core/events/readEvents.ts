import type { Db } from '../../db/transaction.ts';
import { fail } from '../../errors.ts';
import { parseWatermark, takeWatermark, type Watermark } from '../conversations/readConversations.ts';
import { type EventCursor, formatEventCursor, parseEventCursor } from './eventCursor.ts';
import { completeEvents, type EventRecord, type RawEvent } from './eventRecord.ts';
import { readEntryEvents, readFeedEvents, type Stretch } from './readStretch.ts';

type Reader = Pick<Db, 'query'>;

export type EventsRead = { events: EventRecord[]; cursor: string; more: boolean };

/**
 * The next events of a workspace after a cursor, from the beginning without one.
 *
 * Nothing is missed: a cursor remembers a snapshot of the database, and what is told is exactly what that snapshot does
 * not see and a later one does, so that a transaction that commits late is told late, not never. In order per
 * conversation: an entry is written after its predecessors were committed, so every snapshot that sees it sees them
 * too, and inside a stretch between two snapshots entries come by conversation and number. Errors: `invalid_value`,
 * `cursor_expired`.
 */
export async function readEvents(
  db: Reader,
  workspaceId: string,
  after: string | undefined,
  limit: number,
): Promise<EventsRead> {
  const now = await takeNow(db);
  if (after === 'latest') return { events: [], cursor: formatEventCursor({ from: now }), more: false };
  const cursor = after === undefined ? { from: beginningOf(now) } : parseEventCursor(after);
  checkCursor(cursor, now);
  const stretch: Stretch = { workspaceId, from: cursor.from, to: cursor.to ?? now };
  const raw = await readStretch(db, stretch, cursor, limit + 1);
  const page = raw.slice(0, limit);
  const isWhole = raw.length <= limit;
  const next: EventCursor = isWhole
    ? { from: stretch.to }
    : { from: stretch.from, to: stretch.to, place: page.at(-1)!.place };
  return {
    events: await completeEvents(db, workspaceId, page),
    cursor: formatEventCursor(next),
    // A stretch that began in the past has ended: what happened since is the next one.
    more: !isWhole || (cursor.to !== undefined && cursor.to.snapshot !== now.snapshot),
  };
}

async function takeNow(db: Reader): Promise<Watermark> {
  return parseWatermark(await takeWatermark(db)) ?? fail('internal');
}

/** A snapshot that sees nothing: no transaction of ours has a number that low. */
const beginningOf = (now: Watermark): Watermark => ({
  cluster: now.cluster,
  snapshot: '3:3:',
  xmin: 3n,
  xmax: 3n,
});

/** A restored database counts anew: what a cursor of the time before has not seen cannot be told. */
function checkCursor({ from, to }: EventCursor, now: Watermark): void {
  for (const mark of [from, to]) {
    if (mark && (mark.cluster !== now.cluster || mark.xmax > now.xmax)) fail('cursor_expired');
  }
}

/** Stage by stage from the cursor's place on, until there is enough. */
async function readStretch(
  db: Reader,
  stretch: Stretch,
  { place }: EventCursor,
  most: number,
): Promise<RawEvent[]> {
  const events: RawEvent[] = [];
  for (const stage of [0, 1, 2, 3] as const) {
    if (place && stage < place.stage) continue;
    const missing = most - events.length;
    if (missing <= 0) break;
    events.push(
      ...(stage === 1
        ? await readEntryEvents(db, stretch, place?.stage === 1 ? place : undefined, missing)
        : await readFeedEvents(
            db,
            stretch,
            stage,
            place && place.stage !== 1 && place.stage === stage ? place.id : '0',
            missing,
          )),
    );
  }
  return events;
}
