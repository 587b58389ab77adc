import type { Redis } from 'ioredis';
import { uuid } from '../lib/uuid.ts';
import type { Bus, BusEvents, BusListener, BusMessage } from './bus.ts';

/** One publication: the n-th of that node. A gap in `n` is a loss. Without messages: a heartbeat, which repeats the last `n`. */
type Packet = { node: string; n: number; messages: BusMessage[] };

/** Milliseconds. `beat`: between heartbeats. `deafAfter`: without our own, what others say does not reach us either. `goneAfter`: without another's, it is gone. */
export type BusTimes = { beat: number; deafAfter: number; goneAfter: number };

const standardTimes: BusTimes = { beat: 1000, deafAfter: 3500, goneAfter: 10_000 };
const CHANNEL = 'causerie/bus';
/** Publications that Redis has not taken yet. More are dropped: whoever misses them sees it by their number. */
const MOST_UNDER_WAY = 2000;

type Log = { error(details: object, text: string): void };

/**
 * The bus of several nodes: publish and subscribe of Redis or Valkey. Redis keeps nothing and may forget or be away, so
 * each node numbers its publications and repeats the last number in a heartbeat every second: whoever sees a gap, hears
 * nothing of itself, or hears again after a silence says `lost`. What happens in one turn of the event loop leaves as one publication.
 */
export class RedisBus implements Bus {
  readonly node = uuid();
  readonly shared = true;
  readonly #publisher: Redis;
  readonly #subscriber: Redis;
  readonly #listeners = new Set<BusListener>();
  readonly #heard = new Map<string, { n: number; at: number }>();
  readonly #timer: NodeJS.Timeout;
  readonly #log: Log;
  readonly #times: BusTimes;
  #events: BusEvents | undefined;
  #outgoing: BusMessage[] = [];
  #n = 0;
  #underWay = 0;
  #ownBeatAt = Date.now();
  #connected = false;

  private constructor(publisher: Redis, subscriber: Redis, log: Log, times: BusTimes) {
    this.#publisher = publisher;
    this.#subscriber = subscriber;
    this.#log = log;
    this.#times = times;
    for (const connection of [publisher, subscriber]) {
      connection.on('error', (err) => this.#log.error({ err }, 'the connection to Redis failed'));
    }
    subscriber.on('ready', () => {
      subscriber
        .subscribe(CHANNEL)
        .catch((err: unknown) => log.error({ err }, 'subscribing to the bus failed'));
    });
    subscriber.on('message', (_channel, text) => this.#receive(text));
    this.#timer = setInterval(() => this.#beat(), times.beat);
  }

  /** `connect` makes a connection to the Redis of the settings. Does not wait for Redis: without it the node works alone until it comes. */
  static start(connect: () => Redis, log: Log, times = standardTimes): RedisBus {
    return new RedisBus(connect(), connect(), log, times);
  }

  get connected(): boolean {
    return this.#connected;
  }

  publish(messages: BusMessage[]): void {
    for (const message of messages) this.#deliver(message, this.node);
    if (messages.length === 0) return;
    if (this.#outgoing.length === 0) setImmediate(() => this.#flush());
    this.#outgoing.push(...messages);
  }

  subscribe(listener: BusListener): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  watch(events: BusEvents): void {
    this.#events = events;
  }

  async close(): Promise<void> {
    clearInterval(this.#timer);
    this.#flush();
    this.#listeners.clear();
    this.#subscriber.disconnect();
    // Waits for what was published, but not for a Redis that is away.
    await Promise.race([
      this.#publisher.quit().catch(() => {}),
      new Promise((resolve) => setTimeout(resolve, 500)),
    ]);
    this.#publisher.disconnect();
  }

  #deliver(message: BusMessage, from: string): void {
    for (const listener of this.#listeners) listener(message, from);
  }

  #flush(): void {
    if (this.#outgoing.length === 0) return;
    this.#n += 1;
    this.#send({ node: this.node, n: this.#n, messages: this.#outgoing });
    this.#outgoing = [];
  }

  #send(packet: Packet): void {
    if (this.#underWay >= MOST_UNDER_WAY) return;
    this.#underWay += 1;
    this.#publisher
      .publish(CHANNEL, JSON.stringify(packet))
      // A refusal shows to others as a gap, and to us as the silence of our own heartbeat.
      .catch(() => {})
      .finally(() => {
        this.#underWay -= 1;
      });
  }

  #beat(): void {
    this.#send({ node: this.node, n: this.#n, messages: [] });
    const now = Date.now();
    if (this.#connected && now - this.#ownBeatAt > this.#times.deafAfter) {
      this.#connected = false;
      this.#log.error({}, 'Redis is away: other nodes are followed through the database until it is back');
      this.#events?.lost();
    }
    if (!this.#connected) return;
    for (const [node, { at }] of this.#heard) {
      if (now - at <= this.#times.goneAfter) continue;
      this.#heard.delete(node);
      this.#events?.nodeGone(node);
    }
  }

  #receive(text: string): void {
    const { node, n, messages } = JSON.parse(text) as Packet;
    if (node === this.node) {
      this.#hearOurselves();
      return;
    }
    // Nobody here listens yet: the answer of a node that was asked now would reach nobody, and it is asked but once.
    if (!this.#events) return;
    const known = this.#heard.get(node);
    this.#heard.set(node, { n: Math.max(n, known?.n ?? 0), at: Date.now() });
    // A heartbeat repeats the number, and what Redis held back may come late: neither is a loss.
    const next = messages.length > 0 ? n - 1 : n;
    if (known === undefined) this.#ask(node);
    else if (next > known.n) {
      this.#events?.lost();
      this.#ask(node);
    }
    for (const message of messages) this.#deliver(message, node);
  }

  /** Asks a node that we do not know, or have missed something of, for what is true of it now. */
  #ask(node: string): void {
    this.publish([{ type: 'who', node }]);
  }

  #hearOurselves(): void {
    this.#ownBeatAt = Date.now();
    if (this.#connected) return;
    this.#connected = true;
    // While we could not hear, others may have come, gone, and said things.
    const now = Date.now();
    for (const heard of this.#heard.values()) heard.at = now;
    this.#events?.lost();
  }
}
