/** What is admitted at once is done within about so long; the rest is told to come back. Milliseconds. */
const DONE_WITHIN_MS = 700;
/** As many are admitted however slow it went last: two full batches. */
const LEAST_ADMITTED = 1000;
/** Before anything was measured, and at most: more would cost memory. */
const FIRST_ADMITTED = 4000;
const MOST_ADMITTED = 20_000;
/** How long there must be something to do without a break before it tells how fast we are. */
const MEASURED_OVER_MS = 200;
/** A socket may have so many under way even when room is short: more than any person has. */
const SHARE = 4;
/** Others are told that we refuse until so long after the last refusal. */
const REFUSING_FOR_MS = 1000;

/** One socket's messages under way. */
export type GateTicket = { underWay: number };

/**
 * Decides which messages are taken on, when they arrive and before anything is spent on them. Little's law: what is under
 * way divided by what gets done in a second is how long the newest will take, so the room is what was last done in
 * `DONE_WITHIN_MS` of uninterrupted work. Everything counts from its arrival to its answer, wherever it waits in between.
 * The second half of the room is for sockets that have little under way, so that those who flood are refused before others are.
 */
export class SendGate {
  readonly #now: () => number;
  #underWay = 0;
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
    const isShort = this.#underWay >= this.#room / 2;
    return this.#underWay < this.#room && !(isShort && ticket.underWay >= SHARE);
  }

  /** A message was taken on; `leave` must follow once it is answered. */
  enter(ticket: GateTicket): void {
    if (this.#underWay === 0) this.#beginMeasuring();
    this.#underWay += 1;
    ticket.underWay += 1;
  }

  leave(ticket: GateTicket): void {
    ticket.underWay -= 1;
    this.#underWay -= 1;
    this.#done += 1;
    this.#measure();
  }

  refused(): void {
    this.#refusedAt = this.#now();
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
