import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { atEnd, runBench } from '../support/cleanUp.ts';
import { openVisitors, setUpDesk } from '../support/desk.ts';
import { readOptions } from '../support/options.ts';
import { createReport } from '../support/report.ts';
import { startPart } from '../support/startPart.ts';
import { startProgram } from '../support/startProgram.ts';
import { percentile } from '../support/stats.ts';

/**
 * Ten thousand visitors with the widget open and nothing to say, on one process: memory of each, CPU of keeping them, and
 * how long it takes until two thousand who lost their connection at once are back.
 */
const HEARTBEATS_SECONDS = 60;

/** Asked by a signal, the program collects its garbage: what is held then is held for the visitors. */
const signalCollects = 'data:text/javascript,process.on("SIGUSR2",()=>globalThis.gc())';

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
  // What the first ones cost is the warming up.
  await load.ask({ do: 'idle', url: program.url, tokens: tokens.slice(0, Math.ceil(visitors / 20)) });
  const [before, first] = [await settledBytes(program), Math.ceil(visitors / 20)];
  await load.ask({ do: 'idle', url: program.url, tokens: tokens.slice(first) });
  const after = await settledBytes(program);
  report({ name: 'idle/visitors', value: visitors, unit: 'connections' });
  report({ name: 'idle/memory-per-visitor', value: (after - before) / (visitors - first) / 1000, unit: 'kB' });
  const cpu = program.cpu().program;
  await new Promise((resolve) => setTimeout(resolve, seconds * 1000));
  report({ name: 'idle/cpu', value: ((program.cpu().program - cpu) / seconds) * 100, unit: '% of a core' });
  const back = await load.ask<{ allMs: number; eachMs: number[] }>({ do: 'reconnect', count: returning });
  report({ name: `idle/${returning}-reconnect/all`, value: back.allMs, unit: 'ms' });
  report({ name: `idle/${returning}-reconnect/p50`, value: percentile(back.eachMs, 0.5), unit: 'ms' });
});

async function settledBytes(program: { pid: number; residentBytes(): number }): Promise<number> {
  for (let i = 0; i < 4; i += 1) {
    process.kill(program.pid, 'SIGUSR2');
    await new Promise((resolve) => setTimeout(resolve, 700));
  }
  return program.residentBytes();
}
