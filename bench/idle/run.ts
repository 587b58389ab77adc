import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { atEnd, runBench } from '../support/cleanUp.ts';
import { openVisitors, setUpDesk } from '../support/desk.ts';
import { readOptions } from '../support/options.ts';
import { createReport } from '../support/report.ts';
import { startPart } from '../support/startPart.ts';
import { type RunningProgram, startProgram } from '../support/startProgram.ts';
import { percentile } from '../support/stats.ts';

/**
 * Ten thousand visitors with the widget open and nothing to say, on one process: memory of each, CPU of keeping them, and
 * how long it takes until two thousand who lost their connection at once are back.
 */
const HEARTBEATS_SECONDS = 60;

/** Asked by a signal, the program collects its garbage and tells what is left: that is held for the visitors. */
const signalCollects = `data:text/javascript,${encodeURIComponent(`
process.on('SIGUSR2', () => {
  globalThis.gc();
  const { heapUsed, external } = process.memoryUsage();
  console.error('held ' + (heapUsed + external) + ' ');
})`)}`;

await runBench(async () => {
  const { json, scale, seconds } = readOptions({ seconds: HEARTBEATS_SECONDS });
  const report = createReport(json);
  const visitors = Math.round(10_000 * scale);
  const returning = Math.round(2000 * scale);
  // Started again once the tokens are made: what that took would hide what the connections take.
  const dataDir = mkdtempSync(join(tmpdir(), 'bench-idle-'));
  atEnd(() => rmSync(dataDir, { recursive: true, force: true }));
  const earlier = await startProgram({ dataDir });
  const tokens = await openVisitors(await setUpDesk(earlier.url), visitors);
  await earlier.stop();
  const program = await startProgram({ dataDir, nodeOptions: ['--expose-gc', '--import', signalCollects] });
  const load = startPart(new URL('../load/main.ts', import.meta.url));
  // The first ones fill what the start left free: what the others add is what a visitor costs.
  const first = Math.ceil(visitors * 0.4);
  await load.ask({ do: 'idle', url: program.url, tokens: tokens.slice(0, first) });
  const before = await settledMemory(program);
  await load.ask({ do: 'idle', url: program.url, tokens: tokens.slice(first) });
  const after = await settledMemory(program);
  report({ name: 'idle/visitors', value: visitors, unit: 'connections' });
  for (const what of ['resident', 'heap'] as const) {
    const each = (after[what] - before[what]) / (visitors - first) / 1000;
    report({ name: `idle/${what}-memory-per-visitor`, value: each, unit: 'kB' });
  }
  const cpu = program.cpu().program;
  await new Promise((resolve) => setTimeout(resolve, seconds * 1000));
  report({ name: 'idle/cpu', value: ((program.cpu().program - cpu) / seconds) * 100, unit: '% of a core' });
  const back = await load.ask<{ allMs: number; eachMs: number[] }>({ do: 'reconnect', count: returning });
  report({ name: `idle/${returning}-reconnect/all`, value: back.allMs, unit: 'ms' });
  report({ name: `idle/${returning}-reconnect/p50`, value: percentile(back.eachMs, 0.5), unit: 'ms' });
});

async function settledMemory(program: RunningProgram): Promise<{ resident: number; heap: number }> {
  for (let i = 0; i < 5; i += 1) {
    process.kill(program.pid, 'SIGUSR2');
    await new Promise((resolve) => setTimeout(resolve, 800));
  }
  const told = [...program.errors().matchAll(/held (\d+) /g)].at(-1);
  return { resident: program.residentBytes(), heap: Number(told?.[1]) };
}
