import { execFileSync, spawnSync } from 'node:child_process';
import { chownSync, existsSync } from 'node:fs';

/** How PostgreSQL's programs are run: a prefix for the command line, and how a folder is made theirs. */
export type RunAs = { prefix: string[]; own(folder: string): void };

/**
 * PostgreSQL refuses to run as root. As root we take, in this order: a user namespace in which we are somebody else
 * (nothing on the machine changes, files stay ours), the account `postgres`, the account `nobody`.
 */
export function chooseRunAs(binaries: string): RunAs {
  if (process.getuid?.() !== 0) return { prefix: [], own: () => {} };
  const namespace = ['unshare', '--user', '--map-user=1000', '--map-group=1000'];
  if (works([...namespace, `${binaries}/postgres`, '--version'])) return { prefix: namespace, own: () => {} };
  for (const account of ['postgres', 'nobody']) {
    const ids = idsOf(account);
    if (!ids || !existsSync('/usr/bin/setpriv')) continue;
    const prefix = ['setpriv', `--reuid=${ids.uid}`, `--regid=${ids.gid}`, '--clear-groups'];
    if (works([...prefix, `${binaries}/postgres`, '--version'])) {
      return { prefix, own: (folder) => chownSync(folder, ids.uid, ids.gid) };
    }
  }
  throw new Error(
    'PostgreSQL does not run as root, and neither a user namespace nor the account postgres or nobody can be used here. ' +
      'Start Causerie as an ordinary user, or set DATABASE_URL to a PostgreSQL of your own.',
  );
}

const works = ([command, ...args]: string[]): boolean =>
  spawnSync(command!, args, { stdio: 'ignore' }).status === 0;

function idsOf(account: string): { uid: number; gid: number } | undefined {
  try {
    const id = (flag: string) =>
      Number(execFileSync('id', [flag, account], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }));
    return { uid: id('-u'), gid: id('-g') };
  } catch {
    return undefined;
  }
}
