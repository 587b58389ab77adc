import { join } from 'node:path';
import { takeInstanceLock } from './instanceLock.ts';
import { makeSocketFolder } from './socketFolder.ts';
/** Makes this process the only one on the data folder, until released. Throws when another one is. */
export async function holdDataFolder(dataDir) {
    return takeInstanceLock(join(makeSocketFolder(dataDir), 'causerie.lock'), dataDir);
}
