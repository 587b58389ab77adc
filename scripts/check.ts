import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** `npm run check`: types, style, arrows, sizes, what can be told of `deploy/`. Side by side; prints what failed. */
const root = fileURLToPath(new URL('..', import.meta.url));
const checks: [string, string[]][] = [
  ...['protocol', 'client', 'server', 'console', 'widget', 'e2e', 'bench', '.']
    .filter((name) => existsSync(join(root, name, 'tsconfig.json')))
    .map((name): [string, string[]] => [`types ${name}`, ['tsc', '-p', name]]),
  ['types widget tools', ['tsc', '-p', 'widget/tsconfig.tools.json']],
  ['style', ['biome', 'check', '--error-on-warnings', '.']],
  ['arrows', ['node', 'scripts/arrows.ts']],
  ['sizes', ['node', 'widget/scripts/size.ts']],
  ['deploy', ['node', 'scripts/deploy.ts']],
];

const started = performance.now();
const results = await runAll(checks, 2);
const failed = results.filter((result) => result.code !== 0);
for (const { name, output } of failed) console.error(`\n--- ${name}\n${output}`);
console.log(
  `check: ${checks.length - failed.length} of ${checks.length} fine, ${((performance.now() - started) / 1000).toFixed(0)} s`,
);
process.exit(failed.length > 0 ? 1 : 0);

type Result = { name: string; code: number | null; output: string };

async function runAll(all: [string, string[]][], lanes: number): Promise<Result[]> {
  const waiting = [...all];
  const done: Result[] = [];
  const lane = async () => {
    for (let next = waiting.shift(); next; next = waiting.shift()) done.push(await run(next[0], next[1]));
  };
  await Promise.all(Array.from({ length: lanes }, lane));
  return done;
}

function run(name: string, [command, ...args]: string[]): Promise<Result> {
  return new Promise((resolve) => {
    const child = spawn(command!, args, { cwd: root });
    let output = '';
    child.stdout.on('data', (data) => (output += data));
    child.stderr.on('data', (data) => (output += data));
    child.once('exit', (code) => resolve({ name, code, output }));
    child.once('error', (error) => resolve({ name, code: 1, output: String(error) }));
  });
}
