import { type Asked, findAsked } from './asked/findAsked.ts';
import { type Grouping, groupAsked } from './group/groupAsked.ts';
import { describeGroups, type QuestionGroup } from './report/describeGroups.ts';
import { type Candidate, rankCandidates } from './report/rankCandidates.ts';
import type { Turn } from './turn.ts';

/** What was found in past conversations. */
export interface Mining {
  conversations: number;
  /** First messages and questions. */
  asked: Asked[];
  /** The most asked first; groups of less than `leastVolume` are left out. */
  groups: QuestionGroup[];
  /** The same groups by what automating them would save. */
  candidates: Candidate[];
  /** All of it with the points, for measuring. */
  groupings: Grouping[];
}

export interface MiningOptions {
  /** The same turns and seed give the same result. */
  seed?: number;
  leastVolume?: number;
  /** Of the clock by which hours are told; minutes east of UTC. */
  utcOffsetMinutes?: number;
  /** Called with the share of the work done, as it took on measured histories; may throw to stop. */
  onProgress?: (share: number) => void;
}

/** Reading what was asked and grouping it take about these shares of the time; describing the groups the rest. */
const READING_PART = 0.03;
const GROUPING_PART = 0.94;

/** Finds what customers ask most, how alike the agents' answers are, and what automating would save. Pure. */
export function mineTurns(turns: Turn[], options: MiningOptions = {}): Mining {
  const { seed = 1, leastVolume = 3, utcOffsetMinutes = 0, onProgress = () => {} } = options;
  let from = turns[0]?.at ?? 0;
  let to = from;
  for (const { at } of turns) {
    from = Math.min(from, at);
    to = Math.max(to, at);
  }
  const asked = findAsked(turns);
  onProgress(READING_PART);
  const groupings = groupAsked(asked, seed, (share) => onProgress(READING_PART + GROUPING_PART * share));
  const groups = describeGroups(groupings, { seed, from, to, leastVolume, utcOffsetMinutes });
  const conversations = new Set(turns.map((turn) => turn.conversation)).size;
  const candidates = rankCandidates(groups, { from, to }, seed);
  onProgress(1);
  return { conversations, asked, groups, candidates, groupings };
}
