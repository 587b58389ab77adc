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
  readonly #alarm: Alarm;
  readonly #onChange: () => void;
  readonly #until = new Map<string, { typist: Typist; until: number }>();

  constructor(clock: Clock, onChange: () => void) {
    this.#clock = clock;
    this.#alarm = new Alarm(clock);
    this.#onChange = onChange;
  }

  set(author: Author, typing: boolean): void {
    const key = `${author.kind} ${author.id}`;
    const { kind, id, name } = author;
    const known = this.#until.get(key);
    if (typing) {
      const until = this.#clock.now() + TYPING_MS;
      this.#until.set(key, { typist: known?.typist ?? { kind, id, name }, until });
    } else this.#until.delete(key);
    if (typing !== Boolean(known)) this.#changed();
    this.#watch();
  }

  clear(): void {
    this.#alarm.stop();
    if (!this.#until.size) return;
    this.#until.clear();
    this.#changed();
  }

  #watch(): void {
    const next = Math.min(...[...this.#until.values()].map(({ until }) => until));
    this.#alarm.stop();
    if (next === Number.POSITIVE_INFINITY) return;
    this.#alarm.start(next - this.#clock.now(), () => {
      for (const [key, { until }] of this.#until) if (until <= this.#clock.now()) this.#until.delete(key);
      this.#changed();
      this.#watch();
    });
  }

  #changed(): void {
    this.list = [...this.#until.values()].map(({ typist }) => typist);
    this.#onChange();
  }
}
