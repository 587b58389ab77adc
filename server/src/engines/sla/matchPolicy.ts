import type { SlaPolicy } from '@causerie/protocol';

type Conditions = Pick<SlaPolicy, 'inboxIds' | 'priorities' | 'labels'>;
type Matched = { inboxId: string; priority: SlaPolicy['priorities'][number]; labels: readonly string[] };

/** The first policy, in the order given, whose conditions the conversation meets. An empty list asks for nothing. */
export function matchPolicy<P extends Conditions>(
  policies: readonly P[],
  { inboxId, priority, labels }: Matched,
): P | undefined {
  return policies.find(
    (policy) =>
      asks(policy.inboxIds, [inboxId]) && asks(policy.priorities, [priority]) && asks(policy.labels, labels),
  );
}

const asks = <T>(wanted: readonly T[], has: readonly T[]): boolean =>
  wanted.length === 0 || wanted.some((one) => has.includes(one));
