import { type AnswersReport, describeAnswers } from '../answers/describeAnswers.ts';
import { type Asked, byPlace } from '../asked/findAsked.ts';
import type { Grouping } from '../group/groupAsked.ts';
import { findTrend, type Trend } from '../measure/findTrend.ts';
import { pickExamples } from './pickExamples.ts';

/** Messages of one meaning in one language. */
export interface QuestionGroup {
  /** The message most typical of it. */
  name: string;
  language: string;
  /** How often it was asked. */
  volume: number;
  /** Of these, first messages of a conversation, and questions (a first message may be one). */
  firstMessages: number;
  questions: number;
  conversations: number;
  trend: Trend;
  /** How often in each hour of the day, from midnight. */
  hours: number[];
  /** Up to 20 different wordings, the most typical first, then such as add something. */
  examples: string[];
  /** The same, each where it was written first. */
  typical: Asked[];
  answers: AnswersReport;
  asked: Asked[];
}

export interface DescribeOptions {
  seed: number;
  /** Milliseconds since 1970, of the first and the last turn. */
  from: number;
  to: number;
  /** Groups asked less often are left out. */
  leastVolume: number;
  /** Of the clock by which hours are told. */
  utcOffsetMinutes: number;
}

/** All groups, the most asked first. */
export function describeGroups(groupings: Grouping[], options: DescribeOptions): QuestionGroup[] {
  return groupings
    .flatMap((grouping) => listGroups(grouping, options))
    .sort((a, b) => b.volume - a.volume || (a.name < b.name ? -1 : a.name > b.name ? 1 : 0));
}

function listGroups(grouping: Grouping, options: DescribeOptions): QuestionGroup[] {
  const members = new Map<number, number[]>();
  grouping.asked.forEach((_, i) => {
    const label = grouping.labels[grouping.wordings[i]!]!;
    const known = members.get(label);
    if (known) known.push(i);
    else members.set(label, [i]);
  });
  return [...members.values()]
    .filter((own) => own.length >= options.leastVolume)
    .map((own) => describeGroup(grouping, own, options));
}

function describeGroup(grouping: Grouping, members: number[], options: DescribeOptions): QuestionGroup {
  const asked = members.map((i) => grouping.asked[i]!).sort(byPlace);
  const typical = pickExamples(grouping, members);
  const examples = typical.map((one) => one.text);
  const hours = Array.from({ length: 24 }, () => 0);
  for (const one of asked) hours[hourOf(one.at, options.utcOffsetMinutes)]!++;
  return {
    name: examples[0]!,
    language: grouping.language,
    volume: asked.length,
    firstMessages: asked.filter((one) => one.first).length,
    questions: asked.filter((one) => one.question).length,
    conversations: new Set(asked.map((one) => one.conversation)).size,
    trend: findTrend(
      asked.map((one) => one.at),
      options.from,
      options.to,
    ),
    hours,
    examples,
    typical,
    answers: describeAnswers(asked, grouping.language, options.seed),
    asked,
  };
}

function hourOf(at: number, utcOffsetMinutes: number): number {
  const hour = Math.floor(at / 3600_000 + utcOffsetMinutes / 60) % 24;
  return hour < 0 ? hour + 24 : hour;
}
