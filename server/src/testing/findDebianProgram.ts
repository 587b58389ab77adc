import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';

/**
 * A program that only tests need: from the variable `variable`, or one that is installed at one of `paths`, or Debian's
 * package, installed now where we may. Throws with what to do.
 */
export function findDebianProgram(variable: string, paths: string[], debianPackage: string): string {
  const look = () => [process.env[variable], ...paths].find((path) => path && existsSync(path));
  const found = look();
  if (found) return found;
  if (process.getuid?.() === 0 && spawnSync('apt-get', ['--version']).status === 0) {
    execFileSync('apt-get', ['update', '-qq'], { stdio: 'ignore' });
    execFileSync('apt-get', ['install', '-y', '-qq', '--no-install-recommends', debianPackage], {
      stdio: 'ignore',
      env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive', RUNLEVEL: '1' },
    });
  }
  const installed = look();
  if (installed) return installed;
  throw new Error(
    `These tests need ${debianPackage}. Run: sudo apt-get install ${debianPackage}   (or set ${variable} to its path)`,
  );
}
