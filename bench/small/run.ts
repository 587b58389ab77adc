import type { DayFigures } from '../load/agents.ts';
import { runBench } from '../support/cleanUp.ts';
import { setUpDesk } from '../support/desk.ts';
import { readOptions } from '../support/options.ts';
import { createReport } from '../support/report.ts';
import { startPart } from '../support/startPart.ts';
import { startProgram } from '../support/startProgram.ts';

/**
 * A million conversations a day on a small machine: program and database on one core, the program's heap bounded so that
 * both fit into 512 MB; a hundred agents follow the list; twelve new conversations a second, ten messages each.
 */
const PER_SECOND = 12;
const MESSAGES = 10;
const AGENTS = 100;

await runBench(async () => {
  const { json, scale, seconds, priority } = readOptions({ seconds: 300 });
  const report = createReport(json);
  const program = await startProgram({
    prefix: ['taskset', '-c', '0'],
    nodeOptions: ['--max-old-space-size=200'],
  });
  const desk = await setUpDesk(program.url);
  const load = startPart(new URL('../load/main.ts', import.meta.url));
  await load.ask({ do: 'agents', desk, count: Math.round(AGENTS * scale) });
  program.prioritise(priority, [load.pid]);
  let most = 0;
  const watch = setInterval(() => {
    most = Math.max(most, program.memory());
  }, 1000);
  const before = program.cpu();
  const figures = await load.ask<DayFigures>({
    do: 'day',
    perSecond: PER_SECOND * scale,
    messages: MESSAGES,
    seconds,
  });
  clearInterval(watch);
  const after = program.cpu();
  const [program_, database] = [after.program - before.program, after.database - before.database];
  report({ name: 'small/conversations', value: figures.conversations, unit: 'conversations' });
  report({ name: 'small/messages', value: figures.messages / seconds, unit: 'messages/s' });
  report({ name: 'small/failed', value: figures.failed, unit: 'conversations' });
  report({ name: 'small/ack-p50', value: figures.p50, unit: 'ms' });
  report({ name: 'small/ack-p99', value: figures.p99, unit: 'ms' });
  report({
    name: 'small/cpu',
    value: ((program_ + database) / seconds) * 100,
    unit: '% of the core',
    note: `program ${Math.round((program_ / seconds) * 100)}`,
  });
  report({ name: 'small/memory', value: most / 1e6, unit: 'MB', note: 'program and database, most' });
});
