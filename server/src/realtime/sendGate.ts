/** What is admitted at once is done within about so long; the rest is told to come back. Milliseconds. */
const DONE_WITHIN_MS = 700;
/** As many are admitted however slow it went last: two full batches. */
const LEAST_ADMITTED = 1000;
/** Before anything was measured, and at most: more would cost memory. */
const FIRST_ADMITTED = 4000;
const MOST_ADMITTED = 20_000;
/** How long there must be something to do without a break before it tells how fast we are. */
const MEASURED_OVER_MS = 200;
/** A socket may have so many under way even when room is short. */
const LEAST_SHARE = 4;
/** Others are told that we refuse until so long after the last refusal. */
const REFUSING_FOR_MS = 1000;

/** One socket's messages under way. */
export type GateTicket = { underWay: number };

/**
 * Decides which messages are taken on, when they arrive and before anything is spent on them. Little's law: what is under
 * way divided by what gets done in a second is how long the newest will take, so the room is what was last done in
 * `DONE_WITHIN_MS` of uninterrupted work. Everything counts from its arrival to its answer, wherever it waits in between.
 * When half of the room is taken no socket may hold more than its share, so that one that floods is refused before others are.
 */
export class SendGate {
  readonly #now: () => number;
  #underWay = 0;
  /** Sockets with something under way. */
  #busySockets = 0;
  #perMs = 0;
  #busySince = 0;
  #done = 0;
  #room = FIRST_ADMITTED;
  #refusedAt = -Infinity;

  constructor(now: () => number = () => performance.now()) {
    this.#now = now;
  }

  /** How many messages have arrived and are not answered yet. */
  get underWay(): number {
    return this.#underWay;
  }

  /** How many may be. */
  get room(): number {
    return this.#room;
  }

  /** Somebody was refused a moment ago. */
  get isRefusing(): boolean {
    return this.#now() - this.#refusedAt < REFUSING_FOR_MS;
  }

  /** False: refuse it, and say so by `refused`. */
  admits(ticket: GateTicket): boolean {
    if (this.#underWay < this.#room / 2) return true;
    return this.#underWay < this.#room && !this.#hasItsShare(ticket);
  }

  /** A message was taken on; `leave` must follow once it is answered. */
  enter(ticket: GateTicket): void {
    if (this.#underWay === 0) this.#beginMeasuring();
    this.#underWay += 1;
    if (ticket.underWay === 0) this.#busySockets += 1;
    ticket.underWay += 1;
  }

  leave(ticket: GateTicket): void {
    ticket.underWay -= 1;
    if (ticket.underWay === 0) this.#busySockets -= 1;
    this.#underWay -= 1;
    this.#done += 1;
    this.#measure();
  }

  refused(): void {
    this.#refusedAt = this.#now();
  }

  #hasItsShare({ underWay }: GateTicket): boolean {
    // One more than there are, so that there is always room for another.
    return underWay >= LEAST_SHARE && underWay >= this.#room / (this.#busySockets + 1);
  }

  #beginMeasuring(): void {
    this.#busySince = this.#now();
    this.#done = 0;
  }

  /** Only while there is always something to do: what an idle server gets done says nothing. */
  #measure(): void {
    if (this.#underWay === 0) return;
    const took = this.#now() - this.#busySince;
    if (took < MEASURED_OVER_MS) return;
    const perMs = this.#done / took;
    this.#perMs = this.#perMs === 0 ? perMs : (this.#perMs + perMs) / 2;
    this.#room = Math.min(MOST_ADMITTED, Math.max(LEAST_ADMITTED, Math.round(this.#perMs * DONE_WITHIN_MS)));
    this.#beginMeasuring();
  }
}
