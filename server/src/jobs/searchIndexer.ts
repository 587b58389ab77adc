import type { Announcement } from '../core/announcements.ts';
import type { Core } from '../core/core.ts';
import { advanceSearch } from '../core/search/advanceSearch.ts';
import { listUnsearched } from '../core/search/listUnsearched.ts';
import type { Searched } from '../core/search/searchProgress.ts';
import { type Loop, startLoop } from './startLoop.ts';

/** Between looks for what nobody told of. */
const SWEEP_MS = 10_000;
/** What comes within this time is indexed together, and messages that wait are not made to wait longer. */
const GATHER_MS = 150;

type Key = `${Searched} ${string}`;

/**
 * Brings the index of search up to date: soon after something was announced, and now and then for what was not. Reads
 * the log behind the messages' back, so a busy indexer delays finding, never writing.
 */
export function startSearchIndexer(
  core: Core,
  log: { error(details: object, text: string): void },
): Pick<Loop, 'stop'> & { notice(announcement: Announcement): void } {
  const due = new Set<Key>();
  let swept = Number.NEGATIVE_INFINITY;
  /** How long the last round took, where it left more to do: an import, or a log from before there was an index. */
  let behindMs: number | undefined;
  const work = async (): Promise<number> => {
    // Who is behind need not gather; but half of the time belongs to others, and all that matters while messages wait.
    const isFree = behindMs !== undefined && core.appender.waiting === 0;
    const pauseMs = isFree ? Math.min(GATHER_MS, behindMs!) : GATHER_MS;
    if (due.size > 0) await new Promise((resolve) => setTimeout(resolve, pauseMs));
    if (performance.now() - swept > SWEEP_MS) {
      for (const { workspaceId, what } of await listUnsearched(core)) due.add(`${what} ${workspaceId}`);
      swept = performance.now();
    }
    const began = performance.now();
    const done = await indexDue(core, due);
    behindMs = done > 0 ? performance.now() - began : undefined;
    return done;
  };
  const loop = startLoop('search index', 1000, work, log);
  return {
    stop: () => loop.stop(),
    notice(announcement) {
      const { workspaceId } = announcement;
      if (announcement.kind === 'entries') due.add(`entries ${workspaceId}`);
      if (/^contact/.test(announcement.kind) || startsConversation(announcement))
        due.add(`contacts ${workspaceId}`);
      if (due.size > 0) loop.wake();
    },
  };
}

/** One batch for each workspace in turn, so that a large one does not keep the others waiting. */
async function indexDue(core: Core, due: Set<Key>): Promise<number> {
  let done = 0;
  for (const key of [...due]) {
    due.delete(key);
    const [what, workspaceId] = key.split(' ') as [Searched, string];
    const result = await advanceSearch(core, workspaceId, what);
    if (result === 'more') done += 1;
    // Another worker may have begun before what we were told of: look again after the pause.
    if (result !== 'finished') due.add(key);
  }
  return done;
}

const startsConversation = (announcement: Announcement): boolean =>
  announcement.kind === 'entries' && announcement.entries.some((entry) => entry.event?.type === 'started');
