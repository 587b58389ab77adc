import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { constants, setPriority } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { stripVTControlCharacters } from 'node:util';
import { findChromium } from '../e2e/support/findChromium.ts';
import { build } from './build.ts';

/**
 * `npm test`: the checks, the tests of every package, and the whole system in a browser and under disturbances; ends with one
 * line that counts them. `npm test -- server e2e` runs only those parts; `npm run e2e` the browser tests alone.
 */
const root = fileURLToPath(new URL('..', import.meta.url));
const results = join(root, 'test-results');
const packages = ['protocol', 'client', 'server', 'console', 'widget'];
const asked = process.argv.slice(2).filter((name) => !name.startsWith('-'));
/** Those that take the whole machine. */
const long = ['server', 'e2e'];
const parts = asked.length > 0 ? asked : ['check', ...packages, 'e2e', 'chaos'];

type Count = { passed: number; failed: number; reason?: string };

rmSync(results, { recursive: true, force: true });
mkdirSync(results, { recursive: true });
const total: Count = { passed: 0, failed: 0 };
/** What went wrong, said once more at the end: in a long output its own place is far up. */
const reasons: string[] = [];
// The disturbances are a minute of mostly waiting, beside which the short parts have room.
await Promise.all([
  runAll(parts.filter((part) => part !== 'chaos' && !long.includes(part))),
  runAll(parts.filter((part) => part === 'chaos')),
]);
await runAll(parts.filter((part) => long.includes(part)));
for (const reason of reasons) console.log(reason);
console.log(`${total.passed} passed, ${total.failed} failed`);
process.exit(total.failed > 0 ? 1 : 0);

async function runAll(some: string[]): Promise<void> {
  for (const part of some) {
    const started = performance.now();
    const count = await runPart(part);
    total.passed += count.passed;
    total.failed += count.failed;
    if (count.failed > 0 && count.reason) reasons.push(`--- ${part}\n${count.reason}`);
    console.log(
      `${part}: ${count.passed} passed, ${count.failed} failed (${((performance.now() - started) / 1000).toFixed(0)} s)\n`,
    );
  }
}

async function runPart(part: string): Promise<Count> {
  if (part === 'check') {
    await build();
    const { exit, output } = follow('node', ['scripts/check.ts'], { steppingBack: parts.includes('chaos') });
    return (await exit) === 0
      ? { passed: 1, failed: 0 }
      : { passed: 0, failed: 1, reason: output().slice(-8000) };
  }
  if (part === 'e2e') return runBrowserTests();
  if (part === 'chaos') return runChaos();
  return runUnitTests(part);
}

async function runUnitTests(name: string): Promise<Count> {
  const file = join(results, `${name}.json`);
  const { exit, output } = follow(
    'vitest',
    ['run', '--root', name, '--reporter=default', '--reporter=json', `--outputFile.json=${file}`],
    { steppingBack: parts.includes('chaos') && !long.includes(name) },
  );
  const code = await exit;
  const report = readReport<{ numPassedTests: number; numFailedTests: number; success: boolean }>(file);
  if (!report) return { passed: 0, failed: 1, reason: output().slice(-4000) };
  // A file that could not even be loaded, or an error outside of tests, fails without a failed test.
  const failed = report.numFailedTests || (code === 0 ? 0 : 1);
  return { passed: report.numPassedTests, failed, reason: failuresIn(output()) };
}

async function runBrowserTests(): Promise<Count> {
  await build();
  // Here already, since an installation takes a while and says so.
  findChromium();
  const file = join(results, 'e2e.json');
  process.env.PLAYWRIGHT_JSON_OUTPUT_NAME = file;
  const code = await run('playwright', [
    'test',
    '--config',
    'e2e/playwright.config.ts',
    '--reporter=list,json',
  ]);
  const report = readReport<{ stats: { expected: number; unexpected: number; flaky: number } }>(file);
  if (!report) return { passed: 0, failed: 1 };
  const { expected, unexpected, flaky } = report.stats;
  return { passed: expected + flaky, failed: unexpected || (code === 0 ? 0 : 1) };
}

/** A minute of disturbances; `npm run chaos` alone does ten. */
async function runChaos(): Promise<Count> {
  const { exit, output } = follow('node', ['e2e/chaos/run.ts', '--seconds', '60']);
  return (await exit) === 0
    ? { passed: 1, failed: 0 }
    : { passed: 0, failed: 1, reason: output().slice(-4000) };
}

function readReport<T>(file: string): T | undefined {
  return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as T) : undefined;
}

/** Vitest's account of what failed, which it gives after the last test. */
function failuresIn(output: string): string {
  const start = output.search(/⎯ (Failed Suites|Failed Tests|Unhandled Errors)/);
  return start < 0 ? output.slice(-4000) : output.slice(start, start + 12_000);
}

/** Runs a command whose output is shown and kept. `steppingBack`: what runs beside it gets the processor first. */
function follow(
  command: string,
  args: string[],
  { steppingBack = false } = {},
): { exit: Promise<number | null>; output: () => string } {
  let output = '';
  const child = spawn(command, args, { cwd: root, stdio: ['inherit', 'pipe', 'pipe'] });
  if (steppingBack && child.pid) setPriority(child.pid, constants.priority.PRIORITY_BELOW_NORMAL);
  for (const [from, to] of [
    [child.stdout, process.stdout],
    [child.stderr, process.stderr],
  ] as const) {
    from.setEncoding('utf8').on('data', (text: string) => {
      to.write(text);
      output += text;
    });
  }
  const exit = new Promise<number | null>((resolve) => {
    child.once('error', (error) => {
      console.error(error.message);
      resolve(1);
    });
    child.once('close', resolve);
  });
  return { exit, output: () => stripVTControlCharacters(output) };
}

function run(command: string, args: string[]): Promise<number | null> {
  return new Promise((resolve) => {
    const child = spawn(command, args, { cwd: root, stdio: 'inherit' });
    child.once('error', (error) => {
      console.error(error.message);
      resolve(1);
    });
    child.once('exit', resolve);
  });
}
