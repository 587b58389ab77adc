import type { Conversation } from '@causerie/protocol';
import {
  belongs,
  changesSince,
  comparePlaces,
  type ListFilter,
  listRows,
  type Place,
  placeOf,
  type Rows,
} from './rows.ts';

type Cut = { rows: Rows; end: string; members: ReadonlySet<string> | undefined; list: Conversation[] };

/** More changes than this at once are cheaper from scratch. */
const MOST_STEPS = 500;

/**
 * `listRows`, remembering the last list of each filter: after a few changes of a hundred thousand rows only those are
 * looked at. The result is the same as from scratch; a new array whenever it differs.
 */
export function createListCutter() {
  const cuts = new Map<string, Cut>();
  return (
    rows: Rows,
    filter: ListFilter,
    me: string,
    end?: Place,
    members?: ReadonlySet<string>,
  ): Conversation[] => {
    const key = JSON.stringify([filter, me]);
    const place = JSON.stringify(end ?? null);
    const last = cuts.get(key);
    if (last?.rows === rows && last.end === place && last.members === members) return last.list;
    const changed =
      last && last.end === place && last.members === members
        ? changesSince(rows, last.rows, MOST_STEPS)
        : undefined;
    const list =
      last && changed
        ? step(last.list, last.rows, rows, changed, (row) => isIn(row, filter, me, end, members), filter.sort)
        : listRows(rows, filter, me, end, members);
    cuts.set(key, { rows, end: place, members, list });
    return list;
  };
}

function isIn(
  row: Conversation,
  filter: ListFilter,
  me: string,
  end: Place | undefined,
  members: ReadonlySet<string> | undefined,
): boolean {
  if (!belongs(row, filter, me, members)) return false;
  return !end || comparePlaces(placeOf(row, filter.sort), end, filter.sort) <= 0;
}

function step(
  list: Conversation[],
  before: Rows,
  after: Rows,
  changed: Iterable<string>,
  isInList: (row: Conversation) => boolean,
  sort: ListFilter['sort'],
): Conversation[] {
  const next = [...list];
  const find = (row: Conversation) => {
    const place = placeOf(row, sort);
    let [low, high] = [0, next.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (comparePlaces(placeOf(next[middle]!, sort), place, sort) < 0) low = middle + 1;
      else high = middle;
    }
    return low;
  };
  for (const id of changed) {
    const old = before.conversations.get(id);
    if (old && isInList(old)) {
      const at = find(old);
      if (next[at]?.id === id) next.splice(at, 1);
    }
  }
  for (const id of changed) {
    const row = after.conversations.get(id);
    if (row && isInList(row)) next.splice(find(row), 0, row);
  }
  return next;
}
