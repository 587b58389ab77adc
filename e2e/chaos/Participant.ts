import {
  type Client,
  type Clock,
  createClient,
  type HelloOptions,
  type Timeline,
  type WebSocketLike,
} from '@causerie/client';
import type { Entry } from '@causerie/protocol';
import { WebSocket } from 'ws';
import type { History } from './findProblems.ts';
import type { Link } from './Link.ts';

/** One person at the system: the SDK as it is shipped, behind a link that can be disturbed, and a history of what it did and saw. */
export class Participant {
  readonly name: string;
  readonly link: Link;
  readonly #client: Client;
  readonly #timelines = new Map<string, Timeline>();
  readonly #history: Omit<History, 'shown'>;
  readonly #texts = new Map<string, string>();
  #clockJumpMs = 0;
  #written = 0;

  constructor(name: string, link: Link, url: string, hello: HelloOptions, cookie?: string) {
    this.name = name;
    this.link = link;
    this.#history = { client: name, written: [], acknowledged: [], failed: [] };
    this.#client = createClient({
      url,
      hello: () => hello,
      webSocket: webSocketWith(cookie),
      clock: this.#clock(),
      heartbeatMs: 2000,
      heartbeatTimeoutMs: 2000,
      backOffMs: { first: 100, most: 2000 },
    });
    this.#client.on('acknowledged', ({ entryId, conversationId, askedId, seq }) => {
      const text = this.#texts.get(entryId);
      if (text !== undefined) this.#history.acknowledged.push({ text, conversationId, seq });
      if (askedId !== conversationId) this.#timelines.delete(askedId);
      this.hold(conversationId);
    });
    this.#client.on('failed', ({ entryId, code }) => {
      const text = this.#texts.get(entryId) ?? entryId;
      this.#history.failed.push({ text, code });
    });
    this.#client.connect();
  }

  get waiting(): number {
    return this.#client.waiting;
  }

  get state(): string {
    return this.#client.state;
  }

  get conversations(): string[] {
    return [...this.#timelines.keys()];
  }

  hold(conversationId: string): void {
    if (!this.#timelines.has(conversationId))
      this.#timelines.set(conversationId, this.#client.conversation(conversationId));
  }

  /** Writes something that nobody else writes. */
  async write(conversationId: string): Promise<void> {
    this.#written += 1;
    const text = `${this.name} ${this.#written}`;
    this.#history.written.push({ text, conversationId });
    const timeline = this.#client.conversation(conversationId);
    const { entryId } = await timeline.send({ kind: 'text', text });
    this.#texts.set(entryId, text);
    this.hold(conversationId);
  }

  /** Agents hold every conversation of which they see a row. */
  follow(watermark: string): void {
    this.#client.on('rows', ({ conversations }) => {
      for (const { id } of conversations) this.hold(id);
    });
    this.#client.followConversations(watermark);
  }

  jumpClock(byMs: number): void {
    this.#clockJumpMs += byMs;
  }

  wake(): void {
    this.#client.wake();
  }

  /** Entries as they are shown, of each conversation that is held. */
  history(): History {
    const shown = [...this.#timelines]
      // A conversation that was asked for and became another one has no log of its own.
      .filter(([, timeline]) => !timeline.snapshot.missing)
      .map(([id, timeline]): [string, Entry[]] => [
        id,
        timeline.snapshot.items.flatMap((item) => (item.state === 'confirmed' ? [item.entry] : [])),
      ])
      .filter(([, entries]) => entries.length > 0);
    return { ...this.#history, shown: new Map(shown) };
  }

  close(): void {
    this.#client.close();
  }

  /** A wall clock that can jump; timers run on. */
  #clock(): Clock {
    return {
      now: () => Date.now() + this.#clockJumpMs,
      setTimeout: (callback, ms) => setTimeout(callback, ms),
      clearTimeout: (timer) => clearTimeout(timer as NodeJS.Timeout),
    };
  }
}

/** Agents are known by their cookie, which only this kind of socket can send. */
function webSocketWith(cookie: string | undefined): WebSocketLike {
  return class extends WebSocket {
    constructor(url: string) {
      super(url, { perMessageDeflate: false, headers: { ...(cookie && { cookie }) } });
    }
  } as unknown as WebSocketLike;
}
