import type { SlaState } from '@causerie/protocol';
import { describe, expect, it } from 'vitest';
import { currentTarget, urgencyOf } from './currentTarget.ts';

const at = (minute: number) => new Date(minute * 60_000).toISOString();
const target = (name: SlaState['target'], state: SlaState['state'], due: number): SlaState => ({
  target: name,
  state,
  dueAt: at(due),
  warnAt: at(due * 0.75),
});
const row = (...targets: SlaState[]) => ({
  sla: { policyId: 'p', policyName: 'Standard', targets },
  waitingSince: at(0) as string | null,
  status: 'open' as const,
});

describe('what is due next', () => {
  const both = row(target('next_response', 'running', 20), target('resolution', 'running', 100));

  it('is the running one that is due first', () => {
    expect(currentTarget(both)?.target).toBe('next_response');
    expect(
      currentTarget(row(target('first_response', 'met', 10), target('resolution', 'paused', 50))),
    ).toBeUndefined();
    expect(currentTarget({ ...both, sla: null })).toBeUndefined();
  });

  it('is no response once the answer is written, whatever the row still says', () => {
    expect(currentTarget({ ...both, waitingSince: null })?.target).toBe('resolution');
    expect(currentTarget({ ...both, status: 'resolved' })).toBeUndefined();
  });

  it('turns amber, then red', () => {
    const current = currentTarget(both)!;
    const urgency = (minute: number) => urgencyOf(current, minute * 60_000);
    expect([14, 15, 19.9, 20].map(urgency)).toEqual(['calm', 'amber', 'amber', 'red']);
  });
});
