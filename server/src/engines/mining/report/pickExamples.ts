import { type Asked, byPlace } from '../asked/findAsked.ts';
import type { Grouping } from '../group/groupAsked.ts';
import { cosineOf } from '../group/joinPoints.ts';

const mostExamples = 20;
/** Wordings looked at, the most typical first. */
const mostLookedAt = 200;
/** How much being unlike the examples already picked counts beside being typical. */
const variety = 0.5;

/**
 * Messages of a group, each of another wording: the most typical first, then always the one that is typical and yet
 * unlike those picked so far (maximal marginal relevance: Carbonell and Goldstein 1998).
 */
export function pickExamples(grouping: Grouping, members: number[]): Asked[] {
  const typical = rankTypical(grouping, members).slice(0, mostLookedAt);
  const picked: number[] = [];
  const nearest = typical.map(() => 0);
  while (picked.length < Math.min(mostExamples, typical.length)) {
    let best = -1;
    let most = Number.NEGATIVE_INFINITY;
    typical.forEach(({ likeness }, i) => {
      const worth = likeness - variety * nearest[i]!;
      if (picked.includes(i) || worth <= most) return;
      most = worth;
      best = i;
    });
    picked.push(best);
    typical.forEach(({ wording }, i) => {
      nearest[i] = Math.max(nearest[i]!, cosineOf(grouping.points, wording, typical[best]!.wording));
    });
  }
  const wordings = nameWordings(grouping, members);
  return picked.map((i) => wordings.get(typical[i]!.wording)!);
}

interface Typical {
  wording: number;
  /** To the mean of all messages of the group. */
  likeness: number;
}

function rankTypical({ wordings, points }: Grouping, members: number[]): Typical[] {
  const { dimensions, values } = points;
  const mean = new Float64Array(dimensions);
  const own = [...members].map((i) => wordings[i]!).sort((a, b) => a - b);
  for (const wording of own)
    for (let d = 0; d < dimensions; d++) mean[d]! += values[wording * dimensions + d]! / own.length;
  return [...new Set(own)]
    .map((wording) => {
      let likeness = 0;
      for (let d = 0; d < dimensions; d++) likeness += mean[d]! * values[wording * dimensions + d]!;
      return { wording, likeness };
    })
    .sort((a, b) => b.likeness - a.likeness || a.wording - b.wording);
}

/** Each wording as it was written first. */
function nameWordings({ asked, wordings }: Grouping, members: number[]): Map<number, Asked> {
  const first = new Map<number, number>();
  for (const i of members) {
    const known = first.get(wordings[i]!);
    if (known === undefined || byPlace(asked[i]!, asked[known]!) < 0) first.set(wordings[i]!, i);
  }
  return new Map([...first].map(([wording, i]) => [wording, asked[i]!]));
}
