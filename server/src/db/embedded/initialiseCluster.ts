import {
  chownSync,
  existsSync,
  lchownSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
} from 'node:fs';
import { basename, dirname, join } from 'node:path';
import type { RunAs } from './chooseRunAs.ts';
import { runProgram } from './runProgram.ts';

const MAJOR_VERSION = '18';

type Options = { binaries: string; runAs: RunAs; cluster: string; durable: boolean };

/**
 * Makes the database's files, unless they are there. They are made in a folder beside their place and moved when they
 * are whole, so that what was cut short is never taken for a database. Throws for files of another major version.
 */
export async function initialiseCluster({ binaries, runAs, cluster, durable }: Options): Promise<void> {
  removeUnfinished(cluster);
  if (existsSync(cluster)) return checkCluster(cluster, runAs);
  const fresh = mkdtempSync(`${cluster}.new`);
  if (runAs.uid !== process.getuid!()) chownSync(fresh, runAs.uid, runAs.gid);
  const args = [
    '--username=causerie',
    '--auth=trust',
    '--locale=C.UTF-8',
    '--encoding=UTF8',
    '--no-instructions',
  ];
  const sync = durable ? [] : ['--no-sync'];
  try {
    await runProgram([...runAs.prefix, join(binaries, 'initdb'), '-D', fresh, ...args, ...sync]);
  } catch (error) {
    throw new Error(`The embedded database could not be made in ${cluster}: ${(error as Error).message}`, {
      cause: error,
    });
  }
  renameSync(fresh, cluster);
}

/** The program was killed, but not its `initdb`: that one may still write. What remains is removed by the next start. */
function removeUnfinished(cluster: string): void {
  for (const name of readdirSync(dirname(cluster))) {
    if (!name.startsWith(`${basename(cluster)}.new`)) continue;
    try {
      rmSync(join(dirname(cluster), name), { recursive: true, force: true });
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ENOTEMPTY') throw error;
    }
  }
}

function checkCluster(cluster: string, runAs: RunAs): void {
  const file = join(cluster, 'PG_VERSION');
  const version = existsSync(file) ? readFileSync(file, 'utf8').trim() : undefined;
  if (version === undefined) {
    throw new Error(
      `${cluster} is there, but is no database. Move it away, or set CAUSERIE_DATA to another folder.`,
    );
  }
  if (version !== MAJOR_VERSION) {
    throw new Error(
      `The database in ${cluster} belongs to PostgreSQL ${version}; this Causerie comes with ${MAJOR_VERSION}. ` +
        'Start the Causerie that made it, or set CAUSERIE_DATA to an empty folder and restore a backup there.',
    );
  }
  const owner = statSync(cluster).uid;
  if (owner === runAs.uid) return;
  if (process.getuid!() !== 0) {
    throw new Error(
      `The database in ${cluster} belongs to another account (uid ${owner}). Start Causerie as that one.`,
    );
  }
  // Root may have run it in another way before, in another container for example.
  giveTo(cluster, runAs);
}

function giveTo(path: string, runAs: RunAs): void {
  lchownSync(path, runAs.uid, runAs.gid);
  for (const entry of readdirSync(path, { withFileTypes: true })) {
    const below = join(path, entry.name);
    if (entry.isDirectory()) giveTo(below, runAs);
    else lchownSync(below, runAs.uid, runAs.gid);
  }
}
