import { request } from './http.ts';
import type { Page } from './types.ts';

/** Short lists that the console needs whole (people, teams, keys): follows the cursor to the end. */
export async function everyPage<T>(path: string): Promise<T[]> {
  const items: T[] = [];
  let next: string | undefined;
  do {
    const page: Page<T> = await request('GET', next ? `${path}?cursor=${encodeURIComponent(next)}` : path);
    items.push(...page.items);
    next = page.next;
  } while (next);
  return items;
}
