import type pg from 'pg';
import { conversationIdSql, planConversations, planEntries } from '../inbox/plan.ts';
import { atEnd, runBench } from '../support/cleanUp.ts';
import { type Desk, setUpDesk } from '../support/desk.ts';
import { readOptions } from '../support/options.ts';
import { createReport } from '../support/report.ts';
import { connectDatabase, startProgram } from '../support/startProgram.ts';
import { median } from '../support/stats.ts';
import { startSmtpSink } from './smtpSink.ts';

/**
 * P15: mails leave as fast with a million of them waiting as with none. Whole deliveries: claimed, composed, sent to a
 * server of the benchmark's own, recorded in the conversation and announced. `floor` is the rate without a backlog.
 */
const CONVERSATIONS = 2000;
const WARM_UP = 200;

await runBench(async () => {
  const { json, scale, seconds, rounds, priority } = readOptions({ seconds: 10 });
  const report = createReport(json);
  const backlog = Math.round(1_000_000 * scale);
  const sink = await startSmtpSink();
  atEnd(() => sink.close());
  const program = await startProgram({ env: { SMTP_URL: sink.url } });
  const desk = await setUpDesk(program.url);
  const database = await connectDatabase(program);
  for (const statement of planConversations(desk, 0, CONVERSATIONS)) await database.query(statement);
  await database.query(planEntries(desk, 0, CONVERSATIONS, 10));
  program.prioritise(priority);
  const drain = async (): Promise<number> => {
    const start = await rateStart(sink, WARM_UP);
    await new Promise((resolve) => setTimeout(resolve, seconds * 1000));
    return (sink.taken - start.taken) / ((performance.now() - start.at) / 1000);
  };
  const without: number[] = [];
  const within: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    // Enough to be busy, and not more: what the time before left is taken away.
    await fill(database, desk, 3000);
    without.push(await drain());
    await database.query('truncate deliveries');
  }
  await fill(database, desk, backlog);
  for (let round = 0; round < rounds; round += 1) within.push(await drain());
  report({ name: 'jobs/backlog', value: backlog, unit: 'rows' });
  report({ name: 'jobs/deliveries', value: median(within), unit: 'deliveries/s', floor: median(without) });
});

async function fill(database: pg.Client, desk: Desk, count: number): Promise<void> {
  await database.query(
    `insert into deliveries (workspace_id, id, conversation_id, first_seq, last_seq, channel, address, version, due_at)
     select '${desk.workspaceId}', gen_random_uuid(), ${conversationIdSql(`1 + n % ${CONVERSATIONS}`)},
       2, 2, 'email', 'contact' || n || '@example.com', 11, now() - make_interval(secs => ${count} - n)
     from generate_series(1, ${count}) n`,
  );
  // As the database does by itself within a minute; until then it may take the table for empty, since all came in one transaction.
  await database.query('analyze deliveries');
}

/** Counts from when so many have left: before, connections are opened. Fails when nothing leaves. */
async function rateStart(
  sink: { readonly taken: number },
  after: number,
): Promise<{ taken: number; at: number }> {
  const until = performance.now() + 60_000;
  const from = sink.taken;
  while (sink.taken < from + after) {
    if (performance.now() > until) throw new Error('No mails leave.');
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
  return { taken: sink.taken, at: performance.now() };
}
