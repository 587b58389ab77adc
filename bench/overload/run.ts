import { setTimeout as pause } from 'node:timers/promises';
import type { SendFigures } from '../load/senders.ts';
import { runBench } from '../support/cleanUp.ts';
import { openVisitors, setUpDesk } from '../support/desk.ts';
import { readOptions } from '../support/options.ts';
import { createReport } from '../support/report.ts';
import { startPart } from '../support/startPart.ts';
import { connectDatabase, startProgram } from '../support/startProgram.ts';

/**
 * Three times what becomes durable here, for as long as said: what is accepted must be done soon, the rest refused with
 * a code, memory stay bounded, and all be as before when the load goes. The load does not come back with what was refused, as our clients do.
 */
const TIMES = 3;
const AGENTS = 8;

await runBench(async () => {
  const { json, seconds, scale, priority, profile } = readOptions({ seconds: 20 });
  const report = createReport(json);
  const program = await startProgram({
    nodeOptions: profile ? ['--cpu-prof', `--cpu-prof-dir=${profile}`] : [],
  });
  const desk = await setUpDesk(program.url);
  const load = startPart(new URL('../load/main.ts', import.meta.url));
  const visitors = Math.round(500 * scale);
  const name = 'causerie';
  const tokens = await openVisitors(desk, visitors);
  await load.ask({ do: 'connect', name, target: desk, tokens, agents: AGENTS });
  await (await connectDatabase(program)).query('vacuum (analyze)');
  program.prioritise(priority, [load.pid]);

  const closed = (inFlight: number, forSeconds: number) =>
    load.ask<SendFigures>({ do: 'closed', name, inFlight, seconds: forSeconds });
  const usual = await closed(visitors, 4);
  const before = program.memory();
  let most = before;
  const watch = setInterval(() => {
    most = Math.max(most, program.memory());
  }, 200);
  const rate = Math.round(TIMES * usual.rate);
  const over = await load.ask<SendFigures>({ do: 'open', name, rate, seconds });
  clearInterval(watch);
  report({ name: 'overload/sustained', value: usual.rate, unit: 'messages/s' });
  report({ name: 'overload/asked', value: rate, unit: 'messages/s' });
  report({ name: 'overload/accepted', value: over.rate, unit: 'messages/s', floor: usual.rate });
  report({ name: 'overload/refused', value: over.refused, unit: 'messages' });
  report({ name: 'overload/ackP50', value: over.ackP50, unit: 'ms' });
  report({ name: 'overload/ackP99', value: over.ackP99, unit: 'ms' });
  report({ name: 'overload/memory-most', value: most / 1e6, unit: 'MB', floor: before / 1e6 });
  report({ name: 'overload/recovered-after', value: await recovered(closed, usual.ackP50), unit: 's' });
});

/** Seconds after the load until nothing is refused and a message takes no longer than it did under the usual load. */
async function recovered(
  closed: (inFlight: number, seconds: number) => Promise<SendFigures>,
  usualMs: number,
): Promise<number> {
  const started = performance.now();
  for (;;) {
    const one = await closed(1, 0.2);
    const seconds = (performance.now() - started) / 1000;
    if ((one.refused === 0 && one.ackP50 <= usualMs) || seconds > 60) return seconds;
    await pause(100);
  }
}
