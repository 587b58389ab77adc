import { DatabaseSync } from 'node:sqlite';
import { setTimeout as pause } from 'node:timers/promises';

export type InstanceLock = { release(): void };

const SQLITE_BUSY = 5;
/** A program that was just killed holds its files until the system has put it away. */
const PATIENCE_MS = 1500;
const STEP_MS = 25;

/**
 * One program per data folder. SQLite takes a lock of the operating system on the file, which ends with the process
 * however that ends: there is no stale lock to judge, and the file may stay. (Node has no such call of its own.)
 */
export async function takeInstanceLock(path: string, dataDir: string): Promise<InstanceLock> {
  for (let waited = 0; waited <= PATIENCE_MS; waited += STEP_MS) {
    const lock = tryLock(path);
    if (lock) return lock;
    await pause(STEP_MS);
  }
  throw new Error(
    `Another Causerie already uses the data folder ${dataDir}. Stop it, or set CAUSERIE_DATA to another folder.`,
  );
}

function tryLock(path: string): InstanceLock | undefined {
  const file = new DatabaseSync(path);
  try {
    // Without this, a journal would lie beside the file.
    file.exec('pragma journal_mode = memory; begin exclusive');
    return { release: () => file.close() };
  } catch (error) {
    file.close();
    if ((error as { errcode?: number }).errcode === SQLITE_BUSY) return undefined;
    throw error;
  }
}
