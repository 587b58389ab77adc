import { mkdirSync } from 'node:fs';
import type { SendFigures, Target } from '../load/senders.ts';
import { runBench } from '../support/cleanUp.ts';
import { openVisitors, setUpDesk } from '../support/desk.ts';
import { readOptions } from '../support/options.ts';
import { cpuSeconds } from '../support/processUse.ts';
import { createReport } from '../support/report.ts';
import { startPart } from '../support/startPart.ts';
import { connectDatabase, startProgram } from '../support/startProgram.ts';
import { medians } from '../support/stats.ts';

/**
 * Durable messages: each visitor writes in a conversation of their own, an agent has it open. From the send to the
 * acknowledgement (it is on the disk then) and to the agent's screen, beside the bare parts doing the same.
 */
const AGENTS = 8;
const OPEN_RATES = [500, 1000, 2000, 4000];

await runBench(async () => {
  const { json, seconds, rounds, scale, priority, only, profile } = readOptions({ seconds: 4 });
  const report = createReport(json);
  const most = Math.round(1000 * scale);
  const counts = [1, 32, 256, 1000].filter((n) => n <= most);
  // Node ends at a folder that is not there.
  if (profile) mkdirSync(profile, { recursive: true });
  const program = await startProgram({
    nodeOptions: profile ? ['--cpu-prof', `--cpu-prof-dir=${profile}`] : [],
  });
  const desk = await setUpDesk(program.url);
  const floor = startPart(new URL('../floor/server.ts', import.meta.url));
  const { url } = await floor.ask<{ url: string }>({ do: 'listen', database: program.database });
  const load = startPart(new URL('../load/main.ts', import.meta.url));
  const connect = (name: string, target: Target, tokens: string[]) =>
    load.ask({ do: 'connect', name, target, tokens, agents: AGENTS });
  await connect(
    'floor',
    { url },
    Array.from({ length: most }, () => ''),
  );
  await connect('causerie', desk, await openVisitors(desk, most));

  // A minute later the database would do it by itself.
  await (await connectDatabase(program)).query('vacuum (analyze)');
  program.prioritise(priority, [floor.pid, load.pid]);

  const measure = async (request: { do: string; [name: string]: unknown }) => {
    const results: { floor: SendFigures & Cpu; causerie: SendFigures & Cpu }[] = [];
    for (let round = 0; round < rounds; round += 1) {
      const each = async (name: string, cpu: () => Cpu) => {
        const before = cpu();
        const figures = await load.ask<SendFigures>({ ...request, name, seconds });
        const after = cpu();
        const messages = figures.rate * seconds;
        return {
          ...figures,
          programUs: ((after.programUs - before.programUs) / messages) * 1e6,
          databaseUs: ((after.databaseUs - before.databaseUs) / messages) * 1e6,
        };
      };
      results.push({
        floor: await each('floor', () => ({
          programUs: cpuSeconds(floor.pid),
          databaseUs: program.cpu().database,
        })),
        causerie: await each('causerie', () => ({
          programUs: program.cpu().program,
          databaseUs: program.cpu().database,
        })),
      });
    }
    return { floor: medians(results.map((r) => r.floor)), causerie: medians(results.map((r) => r.causerie)) };
  };
  const tell = (name: string, { floor, causerie }: Awaited<ReturnType<typeof measure>>) => {
    const figure = (what: keyof (SendFigures & Cpu), unit: string) =>
      report({ name: `${name}/${what}`, value: causerie[what], unit, floor: floor[what] });
    figure('rate', 'messages/s');
    for (const what of ['ackP50', 'ackP99', 'receiptP50', 'receiptP99'] as const) figure(what, 'ms');
    figure('programUs', 'us CPU/message');
    figure('databaseUs', 'us CPU/message');
    if (causerie.refused + causerie.late > 0)
      report({ name: `${name}/refused`, value: causerie.refused + causerie.late, unit: 'messages' });
  };

  const requests: [string, { do: string; [name: string]: unknown }][] = [
    ...counts.map((inFlight): [string, { do: string }] => [
      `send/${inFlight}-in-flight`,
      { do: 'closed', inFlight } as { do: string },
    ]),
    ...OPEN_RATES.map((rate): [string, { do: string }] => [
      `send/${rate}-per-second`,
      { do: 'open', rate } as { do: string },
    ]),
  ];
  for (const [name, request] of requests) if (name.includes(only)) tell(name, await measure(request));
});

type Cpu = { programUs: number; databaseUs: number };
