import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parentOf } from './support/processUse.ts';

/**
 * `npm run bench -- <name> [<name> ...] [options]` runs `bench/<name>/run.ts` as a program of its own, one after the other, and
 * passes the options on. A benchmark is a folder with such a file; nothing has to be registered. Without a name: the list of them.
 */
const here = fileURLToPath(new URL('.', import.meta.url));
const known = readdirSync(here).filter((name) => existsSync(join(here, name, 'run.ts')));
const given = process.argv.slice(2);
const firstOption = given.findIndex((each) => each.startsWith('-'));
const names = firstOption < 0 ? given : given.slice(0, firstOption);
const options = firstOption < 0 ? [] : given.slice(firstOption);
const unknown = names.filter((name) => !known.includes(name));

if (names.length === 0 || unknown.length > 0 || options.includes('--help')) {
  if (unknown.length > 0) console.error(`There is no benchmark ${unknown.join(', ')}.\n`);
  console.error(`Usage: npm run bench -- <name> [<name> ...] [--json] [--scale 0.01] [--seconds 5] [--rounds 3]

A short run, as for a CI: --scale 0.02 --seconds 1 --rounds 1

  ${known.join(', ')}

What each measures, and what it measured here: docs/performance.md`);
  process.exit(unknown.length > 0 ? 1 : 0);
}

let child: ChildProcess | undefined;
let isEnding = false;
// The benchmark stops what it started before it ends.
const end = (signal: NodeJS.Signals) => {
  isEnding = true;
  child?.kill(signal);
};
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => end(signal));
// What started us may be ended without a word to us: npm, which has a shell between itself and us, or the shell.
const elders = () => `${process.ppid} ${parentOf(process.ppid)}`;
const ours = elders();
setInterval(() => elders() !== ours && end('SIGTERM'), 500).unref();

let failed = 0;
for (const name of names) {
  if (isEnding) break;
  // The channel tells the benchmark of our own end, however it comes.
  child = spawn(process.execPath, [join(here, name, 'run.ts'), ...options], {
    stdio: ['inherit', 'inherit', 'inherit', 'ipc'],
  });
  const [code] = (await once(child, 'exit')) as [number | null];
  if (code !== 0) failed = code ?? 1;
}
process.exit(failed);
