import { setTimeout as pause } from 'node:timers/promises';
import type { PatientFigures, SendFigures } from '../load/senders.ts';
import { runBench } from '../support/cleanUp.ts';
import { openVisitors, setUpDesk } from '../support/desk.ts';
import { readOptions } from '../support/options.ts';
import { createReport } from '../support/report.ts';
import { startPart } from '../support/startPart.ts';
import { connectDatabase, startProgram } from '../support/startProgram.ts';

/**
 * Three times what becomes durable here, for as long as said: what is accepted must be done soon, the rest refused with
 * a code, memory stay bounded, and all be as before when the load goes. First by a load that does not wait for answers and takes
 * no refusal for one; then by clients that behave as ours do; then by ours with a third of the usual load beside a few who flood.
 */
const TIMES = 3;
const AGENTS = 8;
/** How many of the visitors flood in the last part. */
const FLOODERS = 10;

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
  const recoveredAfter = await recovered(closed, usual.ackP50);
  const tell = (what: string, value: number, unit: string, floor?: number) =>
    report({ name: `overload/${what}`, value, unit, ...(floor !== undefined && { floor }) });
  tell('sustained', usual.rate, 'messages/s');
  tell('sustained/ackP99', usual.ackP99, 'ms');
  tell('asked', rate, 'messages/s', usual.rate);
  tell('accepted', over.rate, 'messages/s', usual.rate);
  tell('refused', over.refused, 'messages');
  tell('unanswered', over.late, 'messages');
  tell('ackP50', over.ackP50, 'ms');
  tell('ackP99', over.ackP99, 'ms');
  tell('recovered-after', recoveredAfter, 's');

  const patient = await load.ask<PatientFigures>({
    do: 'patient',
    name,
    rate,
    seconds: seconds / 3,
    visitors,
  });
  tell('our-clients/sent', patient.sent, 'messages');
  tell('our-clients/refused', patient.refused, 'messages');
  tell('our-clients/not-sent', patient.left, 'messages');
  tell('our-clients/ackP50', patient.ackP50, 'ms');
  tell('our-clients/ackP99', patient.ackP99, 'ms');
  tell('our-clients/all-sent-after', patient.drainedAfter, 's');

  const others = visitors - FLOODERS;
  const mixed = await load.ask<PatientFigures>({
    do: 'mixed',
    name,
    rate: usual.rate / 3,
    flood: rate,
    flooders: FLOODERS,
    seconds,
    visitors: others,
  });
  tell('beside-a-flood/sent', mixed.sent, 'messages');
  tell('beside-a-flood/refused', mixed.refused, 'messages');
  tell('beside-a-flood/not-sent', mixed.left, 'messages');
  tell('beside-a-flood/ackP50', mixed.ackP50, 'ms');
  tell('beside-a-flood/ackP99', mixed.ackP99, 'ms');
  tell('beside-a-flood/written-to-ackP99', mixed.ageP99, 'ms');
  clearInterval(watch);
  tell('memory-most', most / 1e6, 'MB', before / 1e6);
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
