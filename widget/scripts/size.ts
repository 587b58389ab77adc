import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';

/** Weighs what a visitor downloads, gzipped, and fails when a promise is broken: the loader, and the first opening. */
type Chunk = {
  file: string;
  imports?: string[];
  dynamicImports?: string[];
  css?: string[];
  isEntry?: boolean;
};

const LOADER_MOST = 2048;
const MESSENGER_MOST = 30 * 1024;

const dist = join(import.meta.dirname, '../dist');
const weigh = (file: string) => gzipSync(readFileSync(join(dist, file)), { level: 9 }).length;
const manifest = JSON.parse(readFileSync(join(dist, '.vite/manifest.json'), 'utf8')) as Record<string, Chunk>;

/** Files of a chunk and of all that it imports before it runs. */
function filesOf(name: string, seen = new Set<string>()): Set<string> {
  const chunk = manifest[name];
  if (!chunk || seen.has(chunk.file)) return seen;
  for (const file of [chunk.file, ...(chunk.css ?? [])]) seen.add(file);
  for (const next of chunk.imports ?? []) filesOf(next, seen);
  return seen;
}

const first = filesOf('frame.html');
// The words of one language come before anything is drawn: the heaviest counts.
const words = Object.keys(manifest).filter((name) => /words\/[a-z]{2}\.ts$/.test(name));
const heaviest = words.sort((a, b) => weigh(manifest[b]!.file) - weigh(manifest[a]!.file))[0];
if (heaviest) for (const file of filesOf(heaviest)) first.add(file);

const line = (name: string, bytes: number, most?: number) =>
  console.log(`${name.padEnd(44)} ${`${bytes}`.padStart(7)} B${most ? ` of ${most}` : ''}`);

const loader = weigh('widget.js');
const messenger = [...first].reduce((sum, file) => sum + weigh(file), 0);
line('loader (widget.js)', loader, LOADER_MOST);
line('messenger, first opening', messenger, MESSENGER_MOST);
for (const file of first) line(`  ${file}`, weigh(file));
console.log('when needed:');
for (const chunk of Object.values(manifest))
  for (const file of [chunk.file, ...(chunk.css ?? [])]) if (!first.has(file)) line(`  ${file}`, weigh(file));

if (loader > LOADER_MOST || messenger > MESSENGER_MOST) {
  console.error('Too heavy.');
  process.exitCode = 1;
}
