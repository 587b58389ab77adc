import { DatabaseSync } from 'node:sqlite';

export type InstanceLock = { release(): void };

/**
 * One program per data folder. SQLite takes a lock of the operating system on the file, which ends with the process
 * however that ends: there is no stale lock to judge, and the file may stay. (Node has no such call of its own.)
 */
export function takeInstanceLock(path: string, dataDir: string): InstanceLock {
  const file = new DatabaseSync(path);
  try {
    // Without this, a journal would lie beside the file.
    file.exec('pragma journal_mode = memory; begin exclusive');
  } catch (error) {
    file.close();
    if ((error as { errcode?: number }).errcode !== SQLITE_BUSY) throw error;
    throw new Error(
      `Another Causerie already uses the data folder ${dataDir}. Stop it, or set CAUSERIE_DATA to another folder.`,
    );
  }
  return { release: () => file.close() };
}

const SQLITE_BUSY = 5;
