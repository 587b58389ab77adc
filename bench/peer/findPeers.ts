import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { UsageError } from '../support/options.ts';

const packages = ['ejabberd', 'erlang-p1-pgsql', 'prosody'];
const files = ['/usr/sbin/ejabberdctl', '/usr/share/ejabberd/sql/pg.sql', '/usr/bin/prosody'];

/**
 * Makes sure that the peers are there: from Debian's packages, installed if need be and possible. The packages' own
 * services are not started: at runlevel 1 Debian's tools leave them alone. Throws with what to do.
 */
export function findPeers(): void {
  if (files.every((file) => existsSync(file))) return;
  const byHand = `apt-get install --no-install-recommends ${packages.join(' ')}`;
  if (process.getuid!() !== 0 || !existsSync('/usr/bin/apt-get'))
    throw new UsageError(`The peers are not installed. On Debian or Ubuntu, as root: ${byHand}`);
  console.error(`Installing ${packages.join(', ')} ...`);
  const ask = (...args: string[]) =>
    spawnSync('apt-get', args, {
      env: { ...process.env, RUNLEVEL: '1', DEBIAN_FRONTEND: 'noninteractive' },
      encoding: 'utf8',
    });
  const install = () => ask('install', '-y', '--no-install-recommends', ...packages);
  let installed = install();
  // A new machine has no list of packages yet, an old one a list of what is no longer there.
  if (installed.status !== 0 && ask('update').status === 0) installed = install();
  if (installed.status !== 0) throw new UsageError(`${byHand} failed: ${installed.stderr.slice(-500)}`);
}
