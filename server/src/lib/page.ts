/** What a list may be asked for: how many, and after which id. */
export type PageQuery = { limit?: number | undefined; cursor?: string | undefined };

/** Lists of settings (members, teams, keys) are short: most are whole on their first page. */
export const STANDARD_PAGE = 200;

/** A page out of rows that were read with one more than the limit, so that their number tells whether more follow. */
export function pageOf<T>(rows: T[], limit: number, idOf: (row: T) => string): { items: T[]; next?: string } {
  const items = rows.slice(0, limit);
  const last = rows.length > limit ? items.at(-1) : undefined;
  return { items, ...(last && { next: idOf(last) }) };
}
