import type { SendFigures } from '../load/senders.ts';
import { runBench } from '../support/cleanUp.ts';
import { readOptions } from '../support/options.ts';
import { createReport } from '../support/report.ts';
import { startPart } from '../support/startPart.ts';
import { startProgram } from '../support/startProgram.ts';
import { medians } from '../support/stats.ts';

/**
 * What the bare parts reach here: sockets alone, rows alone, both joined. The other benchmarks run the joined one beside
 * the program; this tells how far apart the parts are.
 */
await runBench(async () => {
  const { json, seconds, rounds, priority } = readOptions({ seconds: 4 });
  const report = createReport(json);
  // For its database.
  const program = await startProgram();
  const floor = startPart(new URL('./server.ts', import.meta.url));
  const { url } = await floor.ask<{ url: string }>({ do: 'listen', database: program.database });
  const load = startPart(new URL('../load/main.ts', import.meta.url));
  const tokens = Array.from({ length: 256 }, () => '');
  await load.ask({ do: 'connect', name: 'floor', target: { url }, tokens, agents: 8 });
  program.prioritise(priority, [floor.pid, load.pid]);
  for (const inFlight of [1, 32, 256]) {
    const inserted: number[] = [];
    const sockets: SendFigures[] = [];
    const joined: SendFigures[] = [];
    for (let round = 0; round < rounds; round += 1) {
      await floor.ask({ do: 'setDurable', value: false });
      sockets.push(await load.ask<SendFigures>({ do: 'closed', name: 'floor', inFlight, seconds }));
      await floor.ask({ do: 'setDurable', value: true });
      inserted.push((await floor.ask<{ rate: number }>({ do: 'inserts', callers: inFlight, seconds })).rate);
      joined.push(await load.ask<SendFigures>({ do: 'closed', name: 'floor', inFlight, seconds }));
    }
    const tell = (what: string, figures: SendFigures) => {
      report({ name: `floor/${inFlight}-in-flight/${what}/rate`, value: figures.rate, unit: 'messages/s' });
      report({ name: `floor/${inFlight}-in-flight/${what}/ackP50`, value: figures.ackP50, unit: 'ms' });
      report({ name: `floor/${inFlight}-in-flight/${what}/ackP99`, value: figures.ackP99, unit: 'ms' });
    };
    tell('sockets', medians(sockets));
    report({
      name: `floor/${inFlight}-in-flight/rows/rate`,
      value: medians(inserted.map((rate) => ({ rate }))).rate,
      unit: 'rows/s',
    });
    tell('joined', medians(joined));
  }
});
