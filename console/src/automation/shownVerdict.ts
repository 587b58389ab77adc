import type { FaqDecision } from '@causerie/protocol';

/**
 * Whether a decision is shown as right or wrong. Of what was left to people it is known whether the best guess had fitted, which is no
 * mistake of anybody's: only what a person said of it counts.
 */
export function shownVerdict({
  decision,
  right,
  verdict,
}: Pick<FaqDecision, 'decision' | 'right' | 'verdict'>): boolean | null {
  return decision === 'leave' && verdict === null ? null : right;
}
