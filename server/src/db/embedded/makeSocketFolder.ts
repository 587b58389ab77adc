import { createHash } from 'node:crypto';
import { chmodSync, chownSync, lstatSync, mkdirSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { RunAs } from './chooseRunAs.ts';

/** 108 on Linux, 104 on macOS, with the zero at the end. */
const LONGEST_SOCKET_PATH = 103;

/**
 * A private folder for the database's socket: whoever reaches the socket is let in without a password. Its name is a
 * hash of the data folder's, since the path of a socket is limited. Refuses what somebody else put in its place.
 */
export function makeSocketFolder(dataDir: string, runAs: RunAs): string {
  const name = `causerie-${createHash('sha256').update(`${runAs.uid} ${dataDir}`).digest('hex').slice(0, 16)}`;
  const folder = [...bases()].map((base) => join(base, name)).find(isShortEnough) ?? join('/tmp', name);
  makePrivate(folder, runAs);
  return folder;
}

function* bases(): Generator<string> {
  const runtime = process.env.XDG_RUNTIME_DIR;
  // With `sudo` the variable can name the folder of another account, which goes when that one signs out.
  if (runtime && statSync(runtime, { throwIfNoEntry: false })?.uid === process.getuid!()) yield runtime;
  yield tmpdir();
}

const isShortEnough = (folder: string): boolean =>
  `${folder}/.s.PGSQL.5432.lock`.length <= LONGEST_SOCKET_PATH;

/** Never follows a link: in a folder that all may write to, one could lead anywhere. */
function makePrivate(folder: string, { uid, gid }: RunAs): void {
  try {
    mkdirSync(folder, { mode: 0o700 });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  }
  const found = lstatSync(folder);
  const ours = found.uid === uid || found.uid === process.getuid!();
  if (!found.isDirectory() || !ours) {
    throw new Error(`${folder} belongs to somebody else. Remove it, or set TMPDIR to another folder.`);
  }
  if ((found.mode & 0o077) !== 0) chmodSync(folder, 0o700);
  if (found.uid !== uid) chownSync(folder, uid, gid);
}
