import { afterAll, beforeAll, expect, it } from 'vitest';
import { startTestProgram, type TestProgram } from '../testing/startTestProgram.ts';

let program: TestProgram;
beforeAll(async () => {
  program = await startTestProgram();
});
afterAll(() => program.stop());

it('files of the build use up nobody’s limit: an office opens its consoles behind one address', async () => {
  const left = async (path: string) =>
    (await fetch(new URL(path, program.url))).headers.get('x-ratelimit-remaining');
  const before = Number(await left('/v1/setup'));
  expect(before).toBeGreaterThan(0);
  for (const path of ['/assets/none.js', '/widget/assets/none.js', '/widget.js'])
    expect(await left(path), path).toBeNull();
  expect(Number(await left('/v1/setup'))).toBe(before - 1);
});
