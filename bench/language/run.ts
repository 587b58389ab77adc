import { existsSync, readFileSync } from 'node:fs';
import { readLabelled } from '../../server/src/engines/language/evaluate/readLabelled.ts';
import { samples } from '../../server/src/engines/language/testing/sampleFaqs.ts';
import { runBench } from '../support/cleanUp.ts';
import { readOptions, UsageError } from '../support/options.ts';
import { createReport, type Figure } from '../support/report.ts';
import { type Contender, contenders, type Labelled } from './contenders.ts';
import { moreExamples } from './moreExamples.ts';

/**
 * `npm run bench -- language [--json] [--train FILE --test FILE] [--locale en]`: the language engine beside node-nlp and
 * MiniSearch (nearest example) on the same messages in one run. Without files, the engine's own samples in ten languages,
 * of which `--scale` takes a share.
 */
interface Figures {
  accuracy: number;
  /** Share answered by the surest, as long as 98 in 100 of these are right. */
  coverage98: number;
  trainMs: number;
  messageMs: number;
}

interface Round {
  language: string;
  train: Labelled[];
  test: Labelled[];
}

await runBench(async () => {
  const { json, scale, train, test, locale } = readOptions();
  const rounds = train && test ? readFiles(train, test, locale) : readSamples(scale);
  const results = new Map<string, Figures>();
  // A contender talks while it loads; standard output belongs to the figures.
  const say = console.log;
  console.log = console.error;
  for (const [name, contender] of Object.entries(contenders)) results.set(name, await run(contender, rounds));
  console.log = say;
  tell(results, createReport(json));
});

function readFiles(train: string, test: string, language: string): Round[] {
  const read = (path: string) => {
    if (!existsSync(path)) throw new UsageError(`There is no file ${path}.`);
    return readLabelled(readFileSync(path, 'utf8'));
  };
  return [{ language, train: read(train), test: read(test) }];
}

/** Every language's examples in four folds: nine of each FAQ are learnt from, three asked. */
function readSamples(scale: number): Round[] {
  return samples.slice(0, Math.ceil(samples.length * scale)).flatMap(({ language, faqs, asked }) =>
    [0, 1, 2, 3].map((fold) => {
      const rows = faqs.flatMap((faq, column) =>
        [...faq.examples, ...moreExamples[language]![column]!].map((text, i) => ({
          text,
          intent: faq.id,
          held: i % 4 === fold,
        })),
      );
      const test = rows.filter((row) => row.held);
      if (fold === 0) test.push(...asked.map(([text, intent]) => ({ text, intent, held: true })));
      return { language, train: rows.filter((row) => !row.held), test };
    }),
  );
}

async function run(contender: Contender, rounds: Round[]): Promise<Figures> {
  const judged: { score: number; right: boolean }[] = [];
  let training = 0;
  let answering = 0;
  for (const { language, train, test } of rounds) {
    const started = performance.now();
    const answer = await contender(train, language);
    const trained = performance.now();
    for (const { text, intent } of test) {
      const said = await answer(text);
      judged.push({ score: said.score, right: said.intent === intent });
    }
    training += trained - started;
    answering += performance.now() - trained;
  }
  return {
    accuracy: judged.filter((one) => one.right).length / judged.length,
    coverage98: coverageAt(judged, 0.98),
    trainMs: training,
    messageMs: answering / judged.length,
  };
}

/** Messages of equal score are answered together: no threshold parts them. */
function coverageAt(judged: { score: number; right: boolean }[], precision: number): number {
  const sorted = [...judged].sort((a, b) => b.score - a.score);
  let right = 0;
  let covered = 0;
  sorted.forEach((one, i) => {
    if (one.right) right += 1;
    if (sorted[i + 1]?.score !== one.score && right / (i + 1) >= precision) covered = i + 1;
  });
  return covered / sorted.length;
}

/** One line per figure; `floor` is the best of the others, `ratio` ours to it (for times, below 1 is faster). */
function tell(results: Map<string, Figures>, report: (figure: Figure) => void): void {
  const ours = results.get('causerie')!;
  const others = [...results].filter(([name]) => name !== 'causerie');
  const units = { accuracy: 'share', coverage98: 'share', trainMs: 'ms', messageMs: 'ms' } as const;
  for (const figure of Object.keys(units) as (keyof Figures)[]) {
    const unit = units[figure];
    const values = others.map(([, figures]) => figures[figure]);
    const floor = unit === 'ms' ? Math.min(...values) : Math.max(...values);
    report({ name: `language/causerie/${figure}`, value: ours[figure], unit, floor });
    for (const [name, figures] of others)
      report({ name: `language/${name}/${figure}`, value: figures[figure], unit });
  }
}
