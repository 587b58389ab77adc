import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { roomFor } from './giveRoom.ts';

const folder = mkdtempSync(join(tmpdir(), 'causerie-room-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

type Told = { pid: number; options: string[]; rest: string[]; given: string };

/** A program that gives itself room, and tells what it is then. */
function run(
  options: string[],
  env: NodeJS.ProcessEnv = {},
): Promise<{ told: Told; pid: number | undefined }> {
  const script = join(folder, 'program.ts');
  const module = new URL('./giveRoom.ts', import.meta.url).href;
  writeFileSync(
    script,
    `import { giveRoom } from '${module}'; giveRoom();
     console.log(JSON.stringify({ pid: process.pid, options: process.execArgv, rest: process.argv.slice(2), given: process.env.GIVEN }));`,
  );
  return new Promise((resolve, reject) => {
    const child = execFile(
      process.execPath,
      [...options, script, 'demo', '--fresh'],
      { env: { PATH: process.env.PATH, GIVEN: 'é', ...env } },
      (error, stdout, stderr) => {
        if (error) reject(error);
        else if (stderr !== '') reject(new Error(stderr));
        else resolve({ told: JSON.parse(stdout), pid: child.pid });
      },
    );
  });
}

test('is the same process afterwards, once, with the options, words and environment it was given', async () => {
  const { told, pid } = await run(['--stack-trace-limit=20']);
  expect(told).toMatchObject({ pid, rest: ['demo', '--fresh'], given: 'é' });
  expect(told.options.at(-1)).toBe('--stack-trace-limit=20');
  expect(told.options.length).toBeLessThanOrEqual(2);
});

test('leaves alone what somebody chose', async () => {
  for (const option of ['--max-semi-space-size=8', '--max-old-space-size=300'])
    expect((await run([option])).told.options).toEqual([option]);
  const { told } = await run([], { NODE_OPTIONS: '--max-semi-space-size=8' });
  expect(told.options).toEqual([]);
});

test('is for machines and containers with memory to spare', () => {
  const gigabyte = 1024 ** 3;
  const sizes = [0.5, 1.9, 2, 3.9, 4, 64].map((size) => roomFor(size * gigabyte, '--enable-source-maps'));
  expect(sizes).toEqual([undefined, undefined, 32, 32, 64, 64]);
  expect(roomFor(4 * gigabyte, '--inspect=0')).toBeUndefined();
});
