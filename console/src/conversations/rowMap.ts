import type { Conversation } from '@causerie/protocol';

/** Changes that are kept beside the bulk before they are put into it. */
const MOST_BESIDE = 1000;

/**
 * Conversations by id, immutable: a change makes a new map that shares the bulk with the old one and keeps the difference
 * beside it. So one change of a hundred thousand rows costs as much as one of a hundred, and two maps can tell quickly in
 * what they differ.
 */
export class RowMap implements ReadonlyMap<string, Conversation> {
  readonly #bulk: ReadonlyMap<string, Conversation>;
  readonly #beside: ReadonlyMap<string, Conversation>;
  readonly size: number;

  constructor(
    bulk: ReadonlyMap<string, Conversation> = new Map(),
    beside: ReadonlyMap<string, Conversation> = new Map(),
  ) {
    this.#bulk = bulk;
    this.#beside = beside;
    let fresh = 0;
    for (const id of beside.keys()) if (!bulk.has(id)) fresh++;
    this.size = bulk.size + fresh;
  }

  /** The map with these rows in place of those of the same id. */
  with(rows: readonly Conversation[]): RowMap {
    const beside = new Map(this.#beside);
    for (const row of rows) beside.set(row.id, row);
    if (beside.size <= MOST_BESIDE) return new RowMap(this.#bulk, beside);
    const bulk = new Map(this.#bulk);
    for (const [id, row] of beside) bulk.set(id, row);
    return new RowMap(bulk);
  }

  /** The map without these ids. Rare, so that it may cost as much as the map is large. */
  without(ids: readonly string[]): RowMap {
    const bulk = new Map(this.entries());
    for (const id of ids) bulk.delete(id);
    return new RowMap(bulk);
  }

  /** The ids in which this map differs from an earlier one, or undefined where that is not known quickly. */
  changesSince(before: RowMap): string[] | undefined {
    if (before.#bulk !== this.#bulk) return undefined;
    const ids = new Set([...this.#beside.keys(), ...before.#beside.keys()]);
    return [...ids].filter((id) => this.get(id) !== before.get(id));
  }

  get(id: string): Conversation | undefined {
    return this.#beside.get(id) ?? this.#bulk.get(id);
  }

  has(id: string): boolean {
    return this.#beside.has(id) || this.#bulk.has(id);
  }

  *entries(): MapIterator<[string, Conversation]> {
    for (const [id, row] of this.#bulk) yield [id, this.#beside.get(id) ?? row];
    for (const [id, row] of this.#beside) if (!this.#bulk.has(id)) yield [id, row];
  }

  *keys(): MapIterator<string> {
    for (const [id] of this.entries()) yield id;
  }

  *values(): MapIterator<Conversation> {
    for (const [, row] of this.entries()) yield row;
  }

  [Symbol.iterator](): MapIterator<[string, Conversation]> {
    return this.entries();
  }

  forEach(
    work: (row: Conversation, id: string, map: ReadonlyMap<string, Conversation>) => void,
    self?: unknown,
  ): void {
    for (const [id, row] of this.entries()) work.call(self, row, id, this);
  }
}
