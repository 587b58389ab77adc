import type { Entry } from '@causerie/protocol';
import { expect } from 'vitest';

/** Fails unless the entries are numbered 1, 2, 3 ... in this order, each id once. */
export function expectGapless(entries: Entry[]): void {
  expect(entries.map((entry) => entry.seq)).toEqual(entries.map((_, i) => i + 1));
  const ids = entries.filter((entry) => entry.kind !== 'hidden').map((entry) => entry.id);
  expect(new Set(ids).size).toBe(ids.length);
}

export const textsOf = (entries: Entry[]): string[] =>
  entries.flatMap((entry) => (entry.content?.kind === 'text' ? [entry.content.text] : []));

/** `message`, `note`, `hidden`, or the event's type. */
export const kindsOf = (entries: Entry[]): string[] =>
  entries.map((entry) => entry.event?.type ?? entry.kind);
