import type { Author } from '@causerie/protocol';
import { Alarm } from './alarm.ts';
import type { Clock, TimelineSnapshot } from './types.ts';

type Typist = TimelineSnapshot['typing'][number];

/** Nobody types for longer than this without saying so again. */
const TYPING_MS = 6_000;

/** Who is typing in one conversation. Forgets by itself, so that a lost "stopped" does no harm. */
export class TypingAuthors {
  /** A new array on every change. */
  list: readonly Typist[] = [];
  readonly #clock: Clock;
  readonly #onChange: () => void;
  readonly #alarms = new Map<string, Alarm>();

  constructor(clock: Clock, onChange: () => void) {
    this.#clock = clock;
    this.#onChange = onChange;
  }

  set({ kind, id, name }: Author, typing: boolean): void {
    const key = `${kind} ${id}`;
    const known = this.#alarms.get(key);
    const others = this.list.filter((typist) => typist.kind !== kind || typist.id !== id);
    if (!typing) {
      known?.stop();
      if (this.#alarms.delete(key)) this.#show(others);
      return;
    }
    const alarm = known ?? new Alarm(this.#clock);
    this.#alarms.set(key, alarm);
    alarm.start(TYPING_MS, () => this.set({ kind, id }, false));
    if (!known) this.#show([...others, { kind, id, name }]);
  }

  clear(): void {
    for (const alarm of this.#alarms.values()) alarm.stop();
    this.#alarms.clear();
    if (this.list.length) this.#show([]);
  }

  #show(list: readonly Typist[]): void {
    this.list = list;
    this.#onChange();
  }
}
