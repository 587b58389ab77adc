import type { DeskActor } from '../actor.ts';
import { visibleTo } from '../conversations/mayRead.ts';
import type { ResolvedFilters } from './resolveFilters.ts';

/** Which conversations `c` a search looks at: what the filters ask, what the reader may see, no spam unless asked for. */
export function conversationConditions(
  actor: DeskActor,
  filters: ResolvedFilters,
  param: (value: unknown) => string,
): string[] {
  const showsSpam = filters.understood.some(
    (each) => each.name === 'is' && each.value.toLowerCase() === 'spam',
  );
  return [
    ...filters.conditions.map((condition) => condition(param)),
    visibleTo(actor, param) ?? 'true',
    ...(showsSpam ? [] : ['not c.spam']),
    // What was said stands in exactly one log that goes on: where it was written, or copied to by a merge.
    'c.merged_into is null',
  ];
}
