import { existsSync, rmSync } from 'node:fs';
import { enableCompileCache } from 'node:module';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { giveRoom } from '../server/src/lib/giveRoom.ts';
import { build } from './build.ts';

/**
 * `npm start` and `npm run demo`: builds what is stale, then starts the program in this process.
 * `demo` shows the sample company; `--fresh` throws the demo's data away first.
 */
const root = fileURLToPath(new URL('..', import.meta.url));
const demo = process.argv.includes('demo');
const fresh = process.argv.includes('--fresh');

// Now, and not after the build: it begins anew.
giveRoom();
// What was parsed and compiled once need not be again at later starts.
enableCompileCache(join(root, 'node_modules', '.cache', 'causerie'));
process.env.CAUSERIE_DATA ??= join(root, '.data', demo ? 'demo' : 'causerie');
if (demo) process.env.CAUSERIE_DEMO = '1';
if (fresh) await startOver(process.env.CAUSERIE_DATA);
await build();
await import('../server/src/main.ts');

/** Only what is a data folder of ours and in use by nobody is removed. */
async function startOver(dataDir: string): Promise<void> {
  if (!demo) throw new Error('--fresh is for the demo only: npm run demo -- --fresh');
  if (process.env.DATABASE_URL)
    throw new Error(
      '--fresh does not empty a database of your own. Empty it yourself, or unset DATABASE_URL.',
    );
  if (!existsSync(dataDir)) return;
  if (!existsSync(join(dataDir, 'postgres')))
    throw new Error(`${dataDir} is not a data folder of Causerie; it is left as it is.`);
  const { takeInstanceLock } = await import('../server/src/db/embedded/takeInstanceLock.ts');
  const lock = await takeInstanceLock(join(dataDir, 'causerie.lock'), dataDir);
  rmSync(dataDir, { recursive: true });
  lock.release();
}
