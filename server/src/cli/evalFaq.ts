import { readFileSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { textForEmbedding } from '../core/embeddings/textForEmbedding.ts';
import { type Decision, decide } from '../engines/language/decide.ts';
import { type Evaluation, evaluate, textsToEvaluate } from '../engines/language/evaluate/evaluate.ts';
import type { Measures, Prediction } from '../engines/language/evaluate/measure.ts';
import { type LabelledText, readLabelled } from '../engines/language/evaluate/readLabelled.ts';
import { askForEmbeddings } from '../lib/askForEmbeddings.ts';

/** `npm run eval:faq`: how well the language engine does on labelled messages. `--help` lists the options. */
const help = `npm run eval:faq -- --train FILE [--test FILE] [--history FILE] [--titles FILE] [--locale xx] [--folds N]
  [--none NAME] [--seed N] [--predictions OUT.tsv] [--json] [--embeddings URL --embeddings-model NAME [--embeddings-key-env VARIABLE]]

--train, --test  TSV "text<TAB>intent", header optional; without --test, cross-validation on --train
--history        past messages without labels, one a line (columns behind a tab are not read)
--titles         TSV "intent<TAB>title"
--locale         language of the messages; found out where it is missing
--folds          of the cross-validation, 5
--none           the intent that means that no FAQ fits, "oos"
--seed           of every random choice, 1
--predictions    writes text, gold, best, probability, none_probability, decision_at_98, decision_at_95 for each message
--json           prints one JSON object
--embeddings     base address of an endpoint that speaks OpenAI's API (http://localhost:11434/v1): what the engine does with its vectors,
                 and, as without_..., what the same model does for messages without one. All texts of the files are sent there
--embeddings-model    the name of the model there
--embeddings-key-env  the environment variable that has the key, where one is needed`;

/** As many as text-embeddings-inference takes at once. */
const BATCH = 32;
const options = readOptions();
const files = {
  train: readFile(options.train!),
  test: options.test ? readFile(options.test) : undefined,
  titles: options.titles ? readTitles(options.titles) : undefined,
};
const { evaluation, predictions } = evaluate({
  ...files,
  history: options.history ? readLines(options.history).map((line) => line.split('\t')[0]!) : undefined,
  locale: options.locale,
  folds: Number(options.folds ?? 5),
  none: options.none ?? 'oos',
  seed: Number(options.seed ?? 1),
  clock: () => performance.now(),
  embeddings: options.embeddings ? await embedAll(textsToEvaluate(files)) : undefined,
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
      embeddings: { type: 'string' },
      'embeddings-model': { type: 'string' },
      'embeddings-key-env': { type: 'string' },
      help: { type: 'boolean' },
    },
  });
  if (values.help || !values.train) {
    console.log(help);
    process.exit(values.help ? 0 : 2);
  }
  return values;
}

/** In order, a batch at a time; ends the program where the endpoint does not answer as it should. */
async function embedAll(texts: string[]) {
  const model = options['embeddings-model'];
  const variable = options['embeddings-key-env'];
  if (!model) return give('--embeddings wants --embeddings-model');
  if (variable && !process.env[variable]) return give(`${variable} is not set`);
  const endpoint = { url: options.embeddings!, model, apiKey: (variable && process.env[variable]) || null };
  const vectors = new Map<string, Float32Array>();
  for (let at = 0; at < texts.length; at += BATCH) {
    const batch = texts.slice(at, at + BATCH);
    const found = await askForEmbeddings(endpoint, batch.map(textForEmbedding), {
      timeoutMs: 60_000,
      allowed: 'all',
    }).catch((error: Error) => give(`${options.embeddings}: ${error.message}`));
    batch.forEach((text, i) => {
      vectors.set(text, found[i]!);
    });
  }
  return { model, vectors };
}

function give(message: string): never {
  console.error(message);
  process.exit(2);
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
    ...(options.embeddings && { embeddings: found.without ? 'used' : 'unhelpful' }),
    ...(found.without && presentWithout(found.without, share)),
  };
}

function presentWithout(found: Measures, share: (value: number) => number | null) {
  return {
    without_accuracy: share(found.accuracy),
    without_ece: share(found.ece),
    without_coverage_98: share(found.coverage98),
    without_precision_98: share(found.precision98),
    without_coverage_95: share(found.coverage95),
    without_precision_95: share(found.precision95),
    without_none_auroc: share(found.noneAuroc),
    without_none_recall_95: share(found.noneRecallAt95),
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
