import { Alarm } from './alarm.ts';
import type { Clock } from './types.ts';

/** How often "is typing" is said again while it is true; well under the time after which others forget it. */
const REPEAT_MS = 3_000;
/** A pause in typing after which we say that it has stopped. */
const PAUSE_MS = 5_000;

/** Turns keystrokes into few frames: typing now and then, and stopped once. */
export class TypingSignal {
  readonly #clock: Clock;
  readonly #pause: Alarm;
  readonly #send: (typing: boolean) => void;
  /** When it was last said; undefined while we are not typing. */
  #saidAt: number | undefined;

  constructor(clock: Clock, send: (typing: boolean) => void) {
    this.#clock = clock;
    this.#pause = new Alarm(clock);
    this.#send = send;
  }

  /** `active`: a key was pressed. Not `active`: the text was sent or thrown away. */
  set(active: boolean): void {
    const now = this.#clock.now();
    if (!active) {
      this.#pause.stop();
      if (this.#saidAt !== undefined) this.#send(false);
      this.#saidAt = undefined;
      return;
    }
    this.#pause.start(PAUSE_MS, () => this.set(false));
    if (this.#saidAt !== undefined && now - this.#saidAt < REPEAT_MS) return;
    this.#saidAt = now;
    this.#send(true);
  }

  /** The connection is gone, and with it what we said; the next keystroke says it again. */
  reset(): void {
    this.#pause.stop();
    this.#saidAt = undefined;
  }
}
