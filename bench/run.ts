import { spawn } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/**
 * `npm run bench -- <name> [options]` runs `bench/<name>/run.ts` as a program of its own and passes the options on. A
 * benchmark is a folder with such a file; nothing has to be registered. Without a name: the list of them.
 */
const here = fileURLToPath(new URL('.', import.meta.url));
const names = readdirSync(here).filter((name) => existsSync(join(here, name, 'run.ts')));
const [name, ...options] = process.argv.slice(2);

if (name === undefined || !names.includes(name)) {
  console.error(`Usage: npm run bench -- <name> [--json] [--scale 0.01] [--seconds 5] [--rounds 3]

  ${names.join(', ')}

What each measures, and what it measured here: docs/performance.md`);
  process.exit(name === undefined ? 0 : 1);
}

const child = spawn(process.execPath, [join(here, name, 'run.ts'), ...options], { stdio: 'inherit' });
// The benchmark stops what it started before it ends; asked twice, it must end anyway.
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => child.kill(signal));
child.once('exit', (code) => process.exit(code ?? 1));
