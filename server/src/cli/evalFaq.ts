import { readFileSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { type Decision, decide } from '../engines/language/decide.ts';
import { type Evaluation, evaluate } from '../engines/language/evaluate/evaluate.ts';
import type { Prediction } from '../engines/language/evaluate/measure.ts';
import { type LabelledText, readLabelled } from '../engines/language/evaluate/readLabelled.ts';

/** `npm run eval:faq`: how well the language engine does on labelled messages. `--help` lists the options. */
const help = `npm run eval:faq -- --train FILE [--test FILE] [--history FILE] [--titles FILE] [--locale xx] [--folds N]
  [--none NAME] [--seed N] [--predictions OUT.tsv] [--json]

--train, --test  TSV "text<TAB>intent", header optional; without --test, cross-validation on --train
--history        past messages without labels, one a line (columns behind a tab are not read)
--titles         TSV "intent<TAB>title"
--locale         language of the messages; found out where it is missing
--folds          of the cross-validation, 5
--none           the intent that means that no FAQ fits, "oos"
--seed           of every random choice, 1
--predictions    writes text, gold, best, probability, none_probability, decision_at_98, decision_at_95 for each message
--json           prints one JSON object`;

const options = readOptions();
const { evaluation, predictions } = evaluate({
  train: readFile(options.train!),
  test: options.test ? readFile(options.test) : undefined,
  history: options.history ? readLines(options.history).map((line) => line.split('\t')[0]!) : undefined,
  titles: options.titles ? readTitles(options.titles) : undefined,
  locale: options.locale,
  folds: Number(options.folds ?? 5),
  none: options.none ?? 'oos',
  seed: Number(options.seed ?? 1),
  clock: () => performance.now(),
});
if (options.predictions)
  writeFileSync(options.predictions, formatPredictions(predictions, options.none ?? 'oos'));
const report = present(evaluation);
if (options.json) console.log(JSON.stringify(report));
else for (const [name, value] of Object.entries(report)) console.log(`${name.padEnd(20)} ${value ?? '-'}`);

function readOptions() {
  const { values } = parseArgs({
    options: {
      train: { type: 'string' },
      test: { type: 'string' },
      history: { type: 'string' },
      titles: { type: 'string' },
      locale: { type: 'string' },
      folds: { type: 'string' },
      none: { type: 'string' },
      seed: { type: 'string' },
      predictions: { type: 'string' },
      json: { type: 'boolean' },
      help: { type: 'boolean' },
    },
  });
  if (values.help || !values.train) {
    console.log(help);
    process.exit(values.help ? 0 : 2);
  }
  return values;
}

function readFile(path: string): LabelledText[] {
  try {
    return readLabelled(readFileSync(path, 'utf8'));
  } catch (error) {
    console.error(`${path}: ${error instanceof Error ? error.message : String(error)}`);
    process.exit(2);
  }
}

function readLines(path: string): string[] {
  return readFileSync(path, 'utf8').split(/\r?\n/).filter(Boolean);
}

function readTitles(path: string): Map<string, string> {
  return new Map(readLines(path).map((line) => line.split('\t') as [string, string]));
}

/** Shares with four decimals, times in milliseconds with three; null where nothing was to be measured. */
function present(found: Evaluation) {
  const share = (value: number) => (Number.isNaN(value) ? null : Math.round(value * 1e4) / 1e4);
  const time = (value: number) => (Number.isNaN(value) ? null : Math.round(value * 1e3) / 1e3);
  return {
    messages: found.messages,
    accuracy: share(found.accuracy),
    macro_f1: share(found.macroF1),
    ece: share(found.ece),
    coverage_98: share(found.coverage98),
    precision_98: share(found.precision98),
    coverage_95: share(found.coverage95),
    precision_95: share(found.precision95),
    none_auroc: share(found.noneAuroc),
    none_recall_95: share(found.noneRecallAt95),
    train_ms: time(found.train),
    calibrate_ms: time(found.calibrate),
    predict_p50_ms: time(found.predictP50),
    predict_p99_ms: time(found.predictP99),
    model_bytes: found.modelBytes,
  };
}

function formatPredictions(all: Prediction[], none: string): string {
  const lines = all.map((one) =>
    [
      one.text,
      one.gold ?? none,
      one.best ?? none,
      one.probability.toFixed(6),
      one.none.toFixed(6),
      decideAt(one, one.answerAt98),
      decideAt(one, one.answerAt95),
    ].join('\t'),
  );
  const heading = 'text\tgold\tbest\tprobability\tnone_probability\tdecision_at_98\tdecision_at_95';
  return `${[heading, ...lines].join('\n')}\n`;
}

/** Answered from the threshold on; below, what a low cost of being wrong would choose of the rest. */
function decideAt(one: Prediction, threshold: number): Decision['kind'] {
  if (one.best !== undefined && one.probability >= threshold) return 'answer';
  const candidates = one.ranked.map((ranked) => ({ ...ranked, cost: 'low' as const }));
  return decide(candidates, { answerAt: 2 }).kind;
}
