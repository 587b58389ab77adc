import { createHash } from 'node:crypto';
import { lstatSync, mkdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/**
 * A private folder for the database's socket. Its name is a hash of the data folder's, since the path of a socket is
 * limited to 107 bytes. Refuses a folder that somebody else put there.
 */
export function makeSocketFolder(dataDir: string): string {
  const name = `causerie-${createHash('sha256').update(dataDir).digest('hex').slice(0, 16)}`;
  const folder = join(process.env.XDG_RUNTIME_DIR ?? tmpdir(), name);
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const stat = lstatSync(folder);
  const uid = process.getuid?.() ?? stat.uid;
  if (!stat.isDirectory() || stat.uid !== uid || (stat.mode & 0o077) !== 0) {
    throw new Error(`The folder ${folder} is not private to this account. Remove it and start again.`);
  }
  return folder;
}
