import type { LanguageModelInfo, Snippet } from '@causerie/protocol';
import type { SendFigures } from '../load/senders.ts';
import { runBench } from '../support/cleanUp.ts';
import { call, type Desk, openVisitors, setUpDesk } from '../support/desk.ts';
import { readOptions } from '../support/options.ts';
import { createReport } from '../support/report.ts';
import { startPart } from '../support/startPart.ts';
import { connectDatabase, startProgram } from '../support/startProgram.ts';
import { medians } from '../support/stats.ts';

/**
 * Whether a training slows messages down: 500 messages a second while nothing is trained and while training goes on without a
 * pause, in turn, in one run. `ratio` is with over without.
 */
const RATE = 500;
const FAQS = 100;
const EXAMPLES = 40;
const VISITORS = 256;

await runBench(async () => {
  const { json, seconds, rounds, scale, priority } = readOptions({ seconds: 5 });
  const report = createReport(json);
  const program = await startProgram();
  const desk = await setUpDesk(program.url);
  const load = startPart(new URL('../load/main.ts', import.meta.url));
  const visitors = await openVisitors(desk, Math.round(VISITORS * scale));
  await load.ask({ do: 'connect', name: 'causerie', target: desk, tokens: visitors, agents: 8 });
  await makeFaqs(desk, Math.max(5, Math.round(FAQS * scale)));
  await trainUntil(desk, () => true);
  await (await connectDatabase(program)).query('vacuum (analyze)');
  program.prioritise(priority, [load.pid]);

  const results: { without: SendFigures; training: SendFigures }[] = [];
  let trained = 0;
  for (let round = 0; round < rounds; round += 1) {
    const measure = () => load.ask<SendFigures>({ do: 'open', rate: RATE, name: 'causerie', seconds });
    const without = await measure();
    let over = false;
    const trainings = trainUntil(desk, () => over);
    const training = await measure();
    over = true;
    trained += await trainings;
    results.push({ without, training });
  }
  const without = medians(results.map((result) => result.without));
  const training = medians(results.map((result) => result.training));
  for (const what of ['ackP50', 'ackP99', 'receiptP50', 'receiptP99'] as const)
    report({ name: `training/${what}`, value: training[what], unit: 'ms', floor: without[what] });
  report({ name: 'training/rate', value: training.rate, unit: 'messages/s', floor: without.rate });
  report({ name: 'training/trainings', value: trained, unit: 'in all rounds' });
});

/** Made-up words of made-up topics: what they mean does not matter, only that there are many. */
async function makeFaqs({ url, workspaceId, cookie }: Desk, count: number): Promise<void> {
  const base = `/v1/workspaces/${workspaceId}`;
  const word = (n: number) => `wo${(n * 7919).toString(36)}rd`;
  for (let i = 0; i < count; i += 1) {
    const { body: snippet } = await call<Snippet>(url, 'POST', `${base}/snippets`, {
      cookie,
      body: { name: `Question ${i}`, texts: [{ language: 'en', text: `The answer to question ${i}.` }] },
    });
    const examples = Array.from({ length: EXAMPLES }, (_, k) => ({
      text: `how do I ${word(i)} the ${word(1000 + ((i * 3 + k) % 97))} with ${word(i * 5 + (k % 5))} ${word(2000 + k)}`,
      language: 'en',
    }));
    await call(url, 'POST', `${base}/faqs`, { cookie, body: { snippetId: snippet.id, examples } });
  }
}

/** One training after the other until it is enough; resolves with how many were begun. */
async function trainUntil({ url, workspaceId, cookie }: Desk, enough: () => boolean): Promise<number> {
  const path = `/v1/workspaces/${workspaceId}/language-models`;
  let trained = 0;
  do {
    const ordered = await call<LanguageModelInfo>(url, 'POST', path, { cookie, body: {} });
    trained += 1;
    for (;;) {
      await new Promise((resolve) => setTimeout(resolve, 200));
      const { body } = await call<{ items: LanguageModelInfo[] }>(url, 'GET', path, { cookie });
      const mine = body.items.find((item) => item.id === ordered.body.id);
      if (mine?.state === 'failed') throw new Error(`The training failed: ${mine.problem}`);
      if (mine?.state === 'ready') break;
    }
  } while (!enough());
  return trained;
}
