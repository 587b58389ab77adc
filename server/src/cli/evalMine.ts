import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import type { Agreement } from '../engines/mining/measure/compareGroups.ts';
import { labelTurns } from '../engines/mining/measure/labelTurns.ts';
import { measureGroupings } from '../engines/mining/measure/measureGroupings.ts';
import { mineTurns } from '../engines/mining/mineTurns.ts';
import { readTurns } from '../engines/mining/readTurns.ts';
import type { QuestionGroup } from '../engines/mining/report/describeGroups.ts';
import type { Candidate } from '../engines/mining/report/rankCandidates.ts';

/** `npm run eval:mine`: what customers ask most in past conversations, and what could be answered without a person. */
const help = `npm run eval:mine -- --input FILE.jsonl [--gold FILE] [--seed N] [--least N] [--json]

--input  JSONL, one turn a line: {conversation, at, author: contact|agent|bot, agent?, text}
--gold   right groups: TSV "text<TAB>intent" or "conversation<TAB>intent", JSONL {conversation?, text?, intent},
         or one label a line for each of the contacts' turns; adds V-measure and pairwise F1 beside k-means
--seed   of every random choice, 1
--least  groups asked less often are not listed, 3
--json   prints one JSON object`;

const options = readOptions();
const started = performance.now();
const turns = readOr(options.input!, readTurns);
const labels = options.gold ? readOr(options.gold, (content) => labelTurns(turns, content)) : undefined;
const seed = Number(options.seed ?? 1);
const mining = mineTurns(turns, { seed, leastVolume: Number(options.least ?? 3) });
const took = performance.now() - started;
const measured = labels && measureGroupings(mining.groupings, labels, seed);
if (options.json) console.log(JSON.stringify(presentAll()));
else printAll();

function readOptions() {
  const { values } = parseArgs({
    options: {
      input: { type: 'string' },
      gold: { type: 'string' },
      seed: { type: 'string' },
      least: { type: 'string' },
      json: { type: 'boolean' },
      help: { type: 'boolean' },
    },
  });
  if (values.help || !values.input) {
    console.log(help);
    process.exit(values.help ? 0 : 2);
  }
  return values;
}

function readOr<T>(path: string, read: (content: string) => T): T {
  try {
    return read(readFileSync(path, 'utf8'));
  } catch (error) {
    console.error(`${path}: ${error instanceof Error ? error.message : String(error)}`);
    process.exit(2);
  }
}

function round(value: number, places = 4): number {
  return Math.round(value * 10 ** places) / 10 ** places;
}

function presentAll() {
  return {
    turns: turns.length,
    conversations: mining.conversations,
    asked: mining.asked.length,
    took_ms: Math.round(took),
    ...(measured && {
      labels: measured.found.labels,
      labelled: measured.found.messages,
      found: presentAgreement(measured.found),
      kmeans: presentAgreement(measured.kMeans),
      v_measure: round(measured.found.vMeasure),
      pairwise_f1: round(measured.found.pairF1),
    }),
    groups: mining.groups.map(presentGroup),
    candidates: mining.candidates.map(presentCandidate),
  };
}

function presentAgreement(agreement: Agreement) {
  return {
    groups: agreement.groups,
    v_measure: round(agreement.vMeasure),
    homogeneity: round(agreement.homogeneity),
    completeness: round(agreement.completeness),
    pairwise_f1: round(agreement.pairF1),
    pairwise_precision: round(agreement.pairPrecision),
    pairwise_recall: round(agreement.pairRecall),
  };
}

function presentGroup(group: QuestionGroup) {
  const { answers, trend } = group;
  return {
    name: group.name,
    language: group.language,
    volume: group.volume,
    first_messages: group.firstMessages,
    questions: group.questions,
    conversations: group.conversations,
    trend: {
      direction: trend.direction,
      p: round(trend.pValue),
      slope: round(trend.slope),
      weekly: trend.weekly,
    },
    hours: group.hours,
    examples: group.examples,
    answers: {
      answered: answers.answered,
      agents: answers.agents,
      identity: round(answers.identity),
      exact: round(answers.exact),
      same: round(answers.same),
      typical: answers.typical ?? null,
      minutes: round(answers.minutes, 2),
    },
  };
}

function presentCandidate(candidate: Candidate) {
  const { right, minutes } = candidate;
  return {
    name: candidate.group.name,
    language: candidate.group.language,
    right: { share: round(right.share), low: round(right.low), high: round(right.high) },
    cost: candidate.cost,
    per_month: round(candidate.perMonth, 1),
    minutes_per_month: {
      expected: round(minutes.expected, 1),
      low: round(minutes.low, 1),
      high: round(minutes.high, 1),
    },
    ready: candidate.ready,
    snippet: candidate.snippet ?? null,
    faq: candidate.faq,
  };
}

function printAll(): void {
  console.log(
    `${turns.length} turns, ${mining.conversations} conversations, ${mining.asked.length} asked, ` +
      `${mining.groups.length} groups, ${(took / 1000).toFixed(1)} s`,
  );
  if (measured)
    for (const [name, found] of [
      ['found', measured.found] as const,
      ['k-means, true k', measured.kMeans] as const,
    ])
      console.log(
        `${name.padEnd(16)} ${found.groups} groups  V-measure ${found.vMeasure.toFixed(4)}  pairwise F1 ${found.pairF1.toFixed(4)}`,
      );
  console.log('\nvolume  same  min/month (95 of 100)   most typical message');
  for (const { group, minutes } of mining.candidates.slice(0, 50))
    console.log(
      `${String(group.volume).padStart(6)}  ${group.answers.identity.toFixed(2)}  ` +
        `${minutes.expected.toFixed(0).padStart(6)} (${minutes.low.toFixed(0)} to ${minutes.high.toFixed(0)})`.padEnd(
          24,
        ) +
        ` ${group.name.slice(0, 80)}`,
    );
}
