import { type Core, transact } from '../core.ts';
import { indexContacts } from './indexContacts.ts';
import { indexEntries } from './indexEntries.ts';
import { keepProgress, type Searched, takeProgress } from './searchProgress.ts';

const BATCH: Record<Searched, number> = { entries: 500, contacts: 500 };

/**
 * Indexes one batch of what a workspace's index has not seen, in one transaction: `more` while the pass is not
 * finished. Safe to run anywhere at any time; `taken`: another worker has the workspace, nothing was done.
 */
export async function advanceSearch(
  core: Core,
  workspaceId: string,
  what: Searched,
): Promise<'more' | 'finished' | 'taken'> {
  return transact(core, async (tx) => {
    const batch = await takeProgress(tx, workspaceId, what, BATCH[what]);
    if (!batch) return 'taken';
    const index = what === 'entries' ? indexEntries : indexContacts;
    const position = await index(tx, workspaceId, batch);
    await keepProgress(tx, workspaceId, what, position);
    return position ? 'more' : 'finished';
  });
}
