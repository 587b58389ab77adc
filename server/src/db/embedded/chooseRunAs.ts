import { spawnSync } from 'node:child_process';
import { chmodSync, chownSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';

/** How PostgreSQL's programs are run: what goes before them on the command line, and whom their files belong to. */
export type RunAs = { prefix: string[]; uid: number; gid: number };

/**
 * PostgreSQL refuses to run as root. As root we take, in this order: a user namespace in which we are somebody else
 * (nothing on the machine changes, files stay ours, and folders private to root can be reached), the account
 * `postgres`, the account `nobody`. Each is tried before it is taken: containers forbid the one or the other.
 */
export function chooseRunAs(binaries: string, dataDir: string): RunAs {
  const [uid, gid] = [process.getuid!(), process.getgid!()];
  const ways: RunAs[] = uid === 0 ? waysOfRoot() : [{ prefix: [], uid, gid }];
  const failures: string[] = [];
  for (const way of ways) {
    if (way.uid !== uid) letThrough(dataDir, way.gid);
    const failure = tryOut(way, binaries, dataDir);
    if (failure === undefined) return way;
    failures.push(failure);
  }
  const advice =
    uid === 0
      ? 'PostgreSQL does not run as root, and no other identity can be used here. Start Causerie as an ordinary user'
      : 'The embedded PostgreSQL does not run here. It needs glibc, libstdc++ and access to the data folder';
  throw new Error(`${advice}, or set DATABASE_URL to a PostgreSQL of your own.\n${failures.join('\n')}`);
}

function waysOfRoot(): RunAs[] {
  const namespace = { prefix: ['unshare', '--user', '--map-user=1000', '--map-group=1000'], uid: 0, gid: 0 };
  const accounts = ['postgres', 'nobody'].flatMap((name) => findAccount(name) ?? []);
  return [
    namespace,
    ...accounts.map(({ uid, gid }) => ({
      prefix: ['setpriv', `--reuid=${uid}`, `--regid=${gid}`, '--clear-groups'],
      uid,
      gid,
    })),
  ];
}

function findAccount(name: string): { uid: number; gid: number } | undefined {
  const line = readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .find((each) => each.startsWith(`${name}:`));
  const [, , uid, gid] = line?.split(':') ?? [];
  return uid && gid ? { uid: Number(uid), gid: Number(gid) } : undefined;
}

/** Lets the account's group pass through our folder to its own folder below; it can list and change nothing here. */
function letThrough(dataDir: string, gid: number): void {
  chownSync(dataDir, 0, gid);
  chmodSync(dataDir, (statSync(dataDir).mode & 0o7777) | 0o010);
}

/** Undefined if it works, else what it said. */
function tryOut(way: RunAs, binaries: string, dataDir: string): string | undefined {
  const command = [
    ...way.prefix,
    'sh',
    '-c',
    '"$0" --version && cd "$1"',
    join(binaries, 'postgres'),
    dataDir,
  ];
  const { status, stderr, error } = spawnSync(command[0]!, command.slice(1), { encoding: 'utf8' });
  if (status === 0) return undefined;
  return `${way.prefix.join(' ') || 'directly'}: ${(error?.message ?? stderr).trim()}`;
}
