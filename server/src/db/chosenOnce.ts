/**
 * The beginning of a statement that changes or deletes rows which it chooses first: as `chosen`, what `select` gives, which ends with
 * `for update` or the like. Rows in others' hands are skipped. Chosen once (`materialized`), whatever the plan: one made while nothing
 * waited chose anew for each row of a backlog, for minutes, and took all of it.
 */
export const chosenOnce = (select: string): string => `with chosen as materialized (${select} skip locked)`;
