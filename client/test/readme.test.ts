import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { startSocketServer } from './socketServer.ts';

const folder = new URL('..', import.meta.url);

test('the example of the README does what it says, in a plain Node', async () => {
  await using server = await startSocketServer();
  const readme = await readFile(new URL('README.md', folder), 'utf8');
  const example = /```ts\n(.*?)```/s.exec(readme)?.[1] ?? '';
  expect(example.trim().split('\n').length).toBeLessThanOrEqual(11);
  const code = example.replace(/wss:\/\/[^']+/, server.url);
  expect(code).not.toBe(example);
  const { stdout } = await promisify(execFile)(
    process.execPath,
    ['--input-type=module-typescript', '--eval', code],
    { cwd: folder, timeout: 10_000 },
  );
  expect(stdout.trim().split('\n').at(-1)).toBe('1: Hello!');
  expect([...server.fake.store.logs.values()].map((log) => log.entries.length)).toEqual([1]);
});
