import type { Filter, FilterTest, ViewSort } from '@causerie/protocol';
import { type FilterContext, filterSql } from '../filters/filterSql.ts';

/** Views that the rows alone cannot decide: a filter of somebody's own, or what depends on the reader. */
export type DecidedView =
  | { kind: 'saved'; filter: Filter; sort: ViewSort }
  | { kind: 'mentions' }
  | { kind: 'following' };

/**
 * The view as a condition on the conversation `c` and its contact `ct`. The same one decides a page, a count and what
 * a change means for a list that is on somebody's screen, so that the three cannot disagree.
 */
export function viewCondition(view: DecidedView, context: FilterContext): string {
  const { param, userId } = context;
  switch (view.kind) {
    case 'mentions':
      return `not c.spam and c.merged_into is null and exists (select from notifications n where n.workspace_id = c.workspace_id
        and n.conversation_id = c.id and n.user_id = ${param(userId ?? null)}::uuid and n.kind = 'mention')`;
    case 'following':
      return `not c.spam and c.status <> 'resolved' and exists (select from conversation_followers f
        where f.workspace_id = c.workspace_id and f.conversation_id = c.id and f.user_id = ${param(userId ?? null)}::uuid)`;
    case 'saved':
      return [
        'c.merged_into is null',
        ...(asksFor(view.filter, 'conversation.status') ? [] : [`c.status in ('open', 'pending')`]),
        ...(asksFor(view.filter, 'conversation.spam') ? [] : ['not c.spam']),
        ...(view.sort === 'waiting' ? ['c.waiting_since is not null'] : []),
        ...(view.sort === 'due' ? ['c.sla_due_at is not null'] : []),
        filterSql(view.filter, context),
      ].join(' and ');
  }
}

const testsOf = (filter: Filter): FilterTest[] =>
  filter.tests.flatMap((test) => ('tests' in test ? test.tests : [test]));

const asksFor = (filter: Filter, property: string): boolean =>
  testsOf(filter).some((test) => test.property === property);

/** Whether the view shows each reader something else. */
export const dependsOnReader = (filter: Filter): boolean =>
  testsOf(filter).some((test) => [test.value].flat().includes('me'));

const active = new Set<unknown>(['open', 'pending', 'snoozed']);

/**
 * Whether the view has a count: only if it is certain to hold nothing but what is not resolved, and no spam. Those are
 * few enough to be counted again and again, however many millions are done with.
 */
export function isCounted(filter: Filter): boolean {
  if (asksFor(filter, 'conversation.spam')) return false;
  if (!asksFor(filter, 'conversation.status')) return true;
  return (
    filter.match === 'all' &&
    filter.tests.some(
      (test) =>
        'property' in test &&
        test.property === 'conversation.status' &&
        test.operator === 'is' &&
        [test.value].flat().every((status) => active.has(status)),
    )
  );
}
