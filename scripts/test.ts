import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from './build.ts';
import { findChromium } from './findChromium.ts';

/**
 * `npm test`: the checks, the tests of every package, and the whole system in a browser and under disturbances; ends with one
 * line that counts them. `npm test -- server e2e` runs only those parts; `npm run e2e` the browser tests alone.
 */
const root = fileURLToPath(new URL('..', import.meta.url));
const results = join(root, 'test-results');
const packages = ['protocol', 'client', 'server', 'console', 'widget'];
const asked = process.argv.slice(2).filter((name) => !name.startsWith('-'));
const parts = asked.length > 0 ? asked : ['check', ...packages, 'e2e', 'chaos'];

type Count = { passed: number; failed: number };

rmSync(results, { recursive: true, force: true });
mkdirSync(results, { recursive: true });
const total: Count = { passed: 0, failed: 0 };
for (const part of parts) {
  const started = performance.now();
  const count = await runPart(part);
  total.passed += count.passed;
  total.failed += count.failed;
  console.log(
    `${part}: ${count.passed} passed, ${count.failed} failed (${((performance.now() - started) / 1000).toFixed(0)} s)\n`,
  );
}
console.log(`${total.passed} passed, ${total.failed} failed`);
process.exit(total.failed > 0 ? 1 : 0);

async function runPart(part: string): Promise<Count> {
  if (part === 'check') {
    await build();
    return (await run('node', ['scripts/check.ts'])) === 0
      ? { passed: 1, failed: 0 }
      : { passed: 0, failed: 1 };
  }
  if (part === 'e2e') return runBrowserTests();
  if (part === 'chaos') return runChaos();
  return runUnitTests(part);
}

async function runUnitTests(name: string): Promise<Count> {
  const file = join(results, `${name}.json`);
  const code = await run('vitest', [
    'run',
    '--root',
    name,
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${file}`,
  ]);
  const report = readReport<{ numPassedTests: number; numFailedTests: number; success: boolean }>(file);
  if (!report) return { passed: 0, failed: 1 };
  // A file that could not even be loaded, or an error outside of tests, fails without a failed test.
  const failed = report.numFailedTests || (code === 0 ? 0 : 1);
  return { passed: report.numPassedTests, failed };
}

async function runBrowserTests(): Promise<Count> {
  await build();
  process.env.CHROMIUM = findChromium();
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
  const code = await run('node', ['e2e/chaos/run.ts', '--seconds', '60']);
  return code === 0 ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 };
}

function readReport<T>(file: string): T | undefined {
  return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as T) : undefined;
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
