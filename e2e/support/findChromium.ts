import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { basename } from 'node:path';

/** Debian's browser without a window: the same pages for a third less of the processor. */
const shell = '/usr/bin/chromium-headless-shell';
const chromium = '/usr/bin/chromium';
const others = [
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/opt/google/chrome/chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
];

/**
 * The browser for the tests: `CHROMIUM`, or Debian's without a window, installed now where we may, or any that is there.
 * What is found is `CHROMIUM` of all that is started from here. Throws with what to do.
 */
export function findChromium(): string {
  const { CHROMIUM } = process.env;
  const isThere = (path: string | undefined) => path !== undefined && existsSync(path);
  const found =
    [CHROMIUM, shell].find(isThere) ??
    install(shell) ??
    [chromium, ...others].find(isThere) ??
    install(chromium);
  if (!found)
    throw new Error(
      'The browser tests need Chromium. Run: sudo apt-get install chromium-headless-shell   (or set CHROMIUM to its path)',
    );
  process.env.CHROMIUM = found;
  return found;
}

/** Its package of Debian is named as it is; undefined where we are not root, or it cannot be had. */
function install(path: string): string | undefined {
  const isRoot = process.getuid?.() === 0;
  if (!isRoot || spawnSync('apt-get', ['--version']).status !== 0) return undefined;
  const name = basename(path);
  console.log(`Installing ${name} for the browser tests ...`);
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  const run = (...args: string[]) => spawnSync('apt-get', ['-qq', ...args], { stdio: 'ignore', env });
  run('update');
  run('install', '-y', '--no-install-recommends', name, 'fonts-liberation');
  return existsSync(path) ? path : undefined;
}
