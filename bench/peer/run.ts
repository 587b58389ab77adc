import { spawnSync } from 'node:child_process';
import type { SendFigures } from '../load/senders.ts';
import { runBench } from '../support/cleanUp.ts';
import { openVisitors, setUpDesk } from '../support/desk.ts';
import { readOptions } from '../support/options.ts';
import { cpuSeconds } from '../support/processUse.ts';
import { createReport } from '../support/report.ts';
import { startPart } from '../support/startPart.ts';
import { connectDatabase, startProgram } from '../support/startProgram.ts';
import { median } from '../support/stats.ts';
import { findPeers } from './findPeers.ts';
import { startEjabberd, startProsody } from './startPeers.ts';
import type { PairFigures } from './xmppPairs.ts';

/**
 * Messages from one to another, each of 300 bytes, each in the archive: the chat servers of Debian and Causerie, in turn.
 * Measured from the send to the receipt on the other side. ejabberd's archive and ours are in PostgreSQL and durable;
 * prosody's is in files that it does not sync. Both databases are analysed and all servers warm before; what one has left unwritten
 * is on the disk before the next one's turn. `parts` are the bare parts of `floor`, joined: how far above the peers anything that
 * stores and sends like this could be here.
 */
const servers = ['causerie', 'parts', 'ejabberd', 'prosody'] as const;
type Server = (typeof servers)[number];
/** `cpuUs`: of server and database for one message; it tells most where other work shares the machine. */
type Figures = PairFigures & { cpuUs: number };

await runBench(async () => {
  const { json, seconds, rounds, scale, priority } = readOptions({ seconds: 5 });
  const report = createReport(json);
  findPeers();
  const most = Math.round(256 * scale);
  const program = await startProgram();
  const desk = await setUpDesk(program.url);
  const parts = startPart(new URL('../floor/server.ts', import.meta.url));
  const ours = startPart(new URL('../load/main.ts', import.meta.url));
  const theirs = startPart(new URL('./load.ts', import.meta.url));
  await ours.ask({
    do: 'connect',
    name: 'causerie',
    target: desk,
    tokens: await openVisitors(desk, most),
    agents: 8,
  });
  await ours.ask({
    do: 'connect',
    name: 'parts',
    target: await parts.ask<{ url: string }>({ do: 'listen', database: program.database }),
    tokens: Array.from({ length: most }, () => ''),
    agents: 8,
  });
  const ejabberd = await startEjabberd(2 * most);
  await theirs.ask({ do: 'connect', name: 'ejabberd', port: ejabberd.port, pairs: most });
  const prosody = await startProsody(2 * most);
  await theirs.ask({ do: 'connect', name: 'prosody', port: prosody.port, pairs: most });
  await (await connectDatabase(program)).query('vacuum (analyze)');
  await ejabberd.analyse?.();
  program.prioritise(priority, [parts.pid, ours.pid, theirs.pid, ...ejabberd.pids(), ...prosody.pids()]);
  const cpu: Record<Server, () => number> = {
    causerie: () => program.cpu().program + program.cpu().database,
    parts: () => cpuSeconds(parts.pid) + program.cpu().database,
    ejabberd: ejabberd.cpu,
    prosody: prosody.cpu,
  };

  const ask = async (name: Server, request: { do: string; [key: string]: unknown }): Promise<PairFigures> => {
    spawnSync('sync');
    if (name === 'ejabberd' || name === 'prosody')
      return theirs.ask<PairFigures>({ ...request, name, seconds });
    const figures = await ours.ask<SendFigures>({ ...request, name, seconds });
    return {
      rate: figures.rate,
      p50: figures.receiptP50,
      p99: figures.receiptP99,
      lost: figures.refused + figures.late,
    };
  };
  const tell = async (title: string, request: { do: string; [key: string]: unknown }) => {
    const results = new Map<Server, Figures[]>(servers.map((name) => [name, []]));
    for (let round = 0; round < rounds; round += 1)
      for (const name of servers) {
        const before = cpu[name]();
        const figures = await ask(name, request);
        const cpuUs = ((cpu[name]() - before) / (figures.rate * seconds)) * 1e6;
        results.get(name)!.push({ ...figures, cpuUs });
      }
    const of = (name: Server, what: keyof Figures) => median(results.get(name)!.map((r) => r[what]));
    const best = Math.max(of('ejabberd', 'rate'), of('prosody', 'rate'));
    for (const name of servers) {
      report({
        name: `peer/${title}/${name}/rate`,
        value: of(name, 'rate'),
        unit: 'messages/s',
        ...((name === 'causerie' || name === 'parts') && { floor: best, note: 'floor: the better peer' }),
      });
      report({ name: `peer/${title}/${name}/p50`, value: of(name, 'p50'), unit: 'ms' });
      report({ name: `peer/${title}/${name}/p99`, value: of(name, 'p99'), unit: 'ms' });
      report({ name: `peer/${title}/${name}/cpu`, value: of(name, 'cpuUs'), unit: 'us CPU/message' });
      if (of(name, 'lost') > 0)
        report({ name: `peer/${title}/${name}/late`, value: of(name, 'lost'), unit: 'messages' });
    }
  };
  // Each has run for a while before it is measured.
  for (const name of servers) await ask(name, { do: 'closed', inFlight: Math.min(64, most) });
  for (const inFlight of [64, 256].filter((n) => n <= most))
    await tell(`${inFlight}-in-flight`, { do: 'closed', inFlight });
  await tell('1000-per-second', { do: 'open', rate: 1000 });
});
