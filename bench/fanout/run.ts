import type { RoomFigures } from '../load/room.ts';
import { runBench } from '../support/cleanUp.ts';
import { openVisitors, setUpDesk } from '../support/desk.ts';
import { readOptions } from '../support/options.ts';
import { cpuSeconds } from '../support/processUse.ts';
import { createReport } from '../support/report.ts';
import { startPart } from '../support/startPart.ts';
import { startProgram } from '../support/startProgram.ts';
import { medians } from '../support/stats.ts';

/** One busy conversation that a thousand have open: what a delivery costs, beside `ws` writing one Buffer to each. */
await runBench(async () => {
  const { json, seconds, rounds, scale, priority, profile } = readOptions({ seconds: 5 });
  const report = createReport(json);
  const subscribers = Math.round(1000 * scale);
  const program = await startProgram({
    nodeOptions: profile ? ['--cpu-prof', `--cpu-prof-dir=${profile}`] : [],
  });
  const desk = await setUpDesk(program.url);
  const floor = startPart(new URL('../floor/server.ts', import.meta.url));
  const { url } = await floor.ask<{ url: string }>({ do: 'listen', database: program.database });
  const load = startPart(new URL('../load/main.ts', import.meta.url));
  await load.ask({ do: 'room', name: 'floor', target: { url }, token: '', subscribers });
  await load.ask({
    do: 'room',
    name: 'causerie',
    target: desk,
    token: (await openVisitors(desk, 1))[0],
    subscribers,
  });
  program.prioritise(priority, [floor.pid, load.pid]);
  const measure = async (name: string, cpu: () => number) => {
    const [before, started] = [cpu(), performance.now()];
    const figures = await load.ask<RoomFigures>({ do: 'fill', name, seconds });
    const took = (performance.now() - started) / 1000;
    return {
      ...figures,
      perSecond: figures.deliveries / took,
      cpuUs: ((cpu() - before) / figures.deliveries) * 1e6,
    };
  };
  const results: {
    floor: Awaited<ReturnType<typeof measure>>;
    causerie: Awaited<ReturnType<typeof measure>>;
  }[] = [];
  for (let round = 0; round < rounds; round += 1) {
    results.push({
      floor: await measure('floor', () => cpuSeconds(floor.pid)),
      causerie: await measure('causerie', () => program.cpu().program),
    });
  }
  const [f, c] = [medians(results.map((r) => r.floor)), medians(results.map((r) => r.causerie))];
  const name = `fanout/${subscribers}-subscribers`;
  report({ name: `${name}/deliveries`, value: c.perSecond, unit: 'deliveries/s', floor: f.perSecond });
  report({ name: `${name}/cpu`, value: c.cpuUs, unit: 'us CPU/delivery', floor: f.cpuUs });
  report({ name: `${name}/delivery-p50`, value: c.deliveryP50, unit: 'ms', floor: f.deliveryP50 });
  report({ name: `${name}/delivery-p99`, value: c.deliveryP99, unit: 'ms', floor: f.deliveryP99 });
  report({ name: `${name}/all-p50`, value: c.allP50, unit: 'ms', floor: f.allP50 });
});
