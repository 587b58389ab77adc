import type { Entry } from '@causerie/protocol';

/** A confirmed line of a thread. One object per entry for as long as the log lives, so that views can compare. */
export type ConfirmedItem = { state: 'confirmed'; entry: Entry };

/**
 * A part of a conversation's log without a hole: entries `first` to `last`, each exactly once. Whatever is offered
 * (repeats, parts that overlap, parts out of order), this stays true; what does not connect is not taken.
 */
export class EntryLog {
  #items: ConfirmedItem[] = [];

  /** Oldest seq held, 0 when empty. */
  get first(): number {
    return this.#items[0]?.entry.seq ?? 0;
  }

  /** Newest seq held, 0 when empty. */
  get last(): number {
    return this.#items.at(-1)?.entry.seq ?? 0;
  }

  /** A copy: one array of pointers, whatever the length. */
  get items(): ConfirmedItem[] {
    return this.#items.slice();
  }

  has(entryId: string): boolean {
    return this.#items.some((item) => item.entry.id === entryId);
  }

  /** The next entry; to an empty log that is entry 1, because only `replace` may begin elsewhere. */
  append(entry: Entry): 'applied' | 'known' | 'gap' {
    const { last } = this;
    if (entry.seq <= last) return 'known';
    if (entry.seq > last + 1) return 'gap';
    this.#items.push(confirm(entry));
    return 'applied';
  }

  /** Takes what connects at either end; returns the entries that are new here, oldest first. */
  merge(entries: readonly Entry[]): Entry[] {
    const sorted = [...entries].sort((a, b) => a.seq - b.seq);
    const newer = sorted.filter((entry) => this.append(entry) === 'applied');
    const older: Entry[] = [];
    let next = this.first - 1;
    for (const entry of sorted.reverse()) {
      if (entry.seq !== next) continue;
      older.push(entry);
      next--;
    }
    older.reverse();
    if (older.length) {
      this.#items = [...older.map(confirm), ...this.#items];
    }
    return [...older, ...newer];
  }

  /** Forgets everything and begins anew with the newest unbroken run of `entries`. */
  replace(entries: readonly Entry[]): Entry[] {
    const newest = entries.reduce<Entry | undefined>((a, b) => (a && a.seq > b.seq ? a : b), undefined);
    this.#items = newest ? [confirm(newest)] : [];
    this.merge(entries);
    return this.#items.map((item) => item.entry);
  }
}

const confirm = (entry: Entry): ConfirmedItem => ({ state: 'confirmed', entry });
