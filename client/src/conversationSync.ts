import type {
  ClientFrame,
  Conversation,
  Delivery,
  Entry,
  ServerFrameOf,
  VisitorConversation,
} from '@causerie/protocol';
import { Alarm } from './alarm.ts';
import { backOffDelay } from './backOffDelay.ts';
import { EntryLog } from './entryLog.ts';
import type { Clock } from './types.ts';

export type AnyConversation = Conversation | VisitorConversation;

type SyncParts = {
  id: string;
  clock: Clock;
  random: () => number;
  /** False when there is no connection. */
  request: (frame: ClientFrame) => boolean;
  /** An entry has become part of the log held here. */
  onEntry: (entry: Entry) => void;
  /** Everything up to `seq` is here. */
  onCaughtUp: (seq: number) => void;
  onChange: () => void;
};

type LiveFrame = ServerFrameOf<'entry'> | ServerFrameOf<'conversation'> | ServerFrameOf<'delivery'>;

/** How many entries a fresh subscription and a page of history bring. */
const PAGE = 50;
/** A request that is not answered after this long is made again. */
const ANSWER_MS = 10_000;
/** How long an entry may be behind the news of it before it counts as lost. */
const LAG_MS = 1_000;
const repeatMs = { first: 500, most: 20_000 };

/**
 * Keeps one conversation equal to the server's, over any number of connections. `off`: no connection. `asking`:
 * subscribed, answer awaited; live frames are staged meanwhile and applied after it, so that there is no window
 * between the two. `live`: frames apply as they come. `missing`: the server knows no such conversation (yet).
 */
export class ConversationSync {
  readonly log = new EntryLog();
  conversation: AnyConversation | undefined;
  deliveries: readonly Delivery[] = [];
  /** Entries before the first one held exist. */
  more = false;
  phase: 'off' | 'asking' | 'live' | 'missing' = 'off';
  /** What the server last said; stays while it is asked again. */
  missing = false;
  readonly #parts: SyncParts;
  /** The next step: asking again, or looking whether a late entry has come. */
  readonly #alarm: Alarm;
  readonly #historyAlarm: Alarm;
  #staged: LiveFrame[] = [];
  /** Parts of the awaited answer that came before its `subscribed`. */
  #pieces: ServerFrameOf<'entries'>[] = [];
  /**
   * Everything that changed up to this version is here. Newer versions may have been seen, but a frame between may
   * have been lost with the connection, so only an answer to a subscription moves it.
   */
  #completeVersion = 0;
  /** The newest seq heard of in any way. */
  #rumoured = 0;
  #tries = 0;
  #history: { promise: Promise<void>; done: () => void } | undefined;

  constructor(parts: SyncParts) {
    this.#parts = parts;
    this.#alarm = new Alarm(parts.clock);
    this.#historyAlarm = new Alarm(parts.clock);
  }

  get loadingOlder(): boolean {
    return this.#history !== undefined;
  }

  /** Asks for what is missing; also the answer to a gap. */
  subscribe(): void {
    const { id, request } = this.#parts;
    const seq = this.log.last;
    if (this.phase === 'off' || this.phase === 'missing') this.#staged = [];
    this.#pieces = [];
    this.phase = 'asking';
    request({
      type: 'subscribe',
      topic: 'conversation',
      conversationId: id,
      ...(seq ? { have: { seq, version: this.#completeVersion } } : { limit: PAGE }),
    });
    this.#alarm.start(ANSWER_MS, () => this.subscribe());
  }

  offline(): void {
    this.phase = 'off';
    this.#alarm.stop();
    this.#historyAlarm.stop();
    this.#rumoured = 0;
    this.#tries = 0;
  }

  /** Not needed any more. */
  end(): void {
    this.offline();
    this.#endHistory();
  }

  subscribed(frame: ServerFrameOf<'subscribed'>): void {
    const answer = [...this.#pieces, frame];
    const entries = answer.flatMap((part) => part.entries);
    const fresh = frame.reset || this.log.last === 0;
    if (frame.reset) {
      this.deliveries = [];
      this.conversation = undefined;
      this.#rumoured = 0;
      this.#endHistory();
    }
    const { first } = this.log;
    const added = fresh ? this.log.replace(entries) : this.log.merge(entries);
    // Of an answer with older entries than we had, `more` speaks of those; of other answers it means nothing.
    if (fresh || this.log.first < first) this.more = frame.more;
    this.#pieces = [];
    this.phase = 'live';
    this.missing = false;
    this.#alarm.stop();
    this.#replaceConversation(frame.conversation);
    this.#mergeDeliveries(answer.flatMap((part) => part.deliveries));
    for (const entry of added) this.#parts.onEntry(entry);
    this.#unstage();
    if (this.phase === 'live') this.#close(frame.conversation);
    this.#parts.onChange();
  }

  /** The answer has been taken in: is it all that it claims to be? */
  #close({ lastSeq, version }: AnyConversation): void {
    if (this.log.last < lastSeq) {
      this.#askAgain();
      return;
    }
    this.#completeVersion = version;
    this.#tries = 0;
    this.#parts.onCaughtUp(this.log.last);
    if (this.#history) this.#askHistory();
  }

  /** The server will not have us. For other reasons than that there is nothing here, that may pass. */
  unsubscribed(code: string): void {
    if (!/not_found|forbidden/.test(code)) {
      this.#askAgain();
      return;
    }
    this.phase = 'missing';
    this.missing = true;
    this.#alarm.stop();
    this.#endHistory();
    this.#parts.onCaughtUp(0);
    this.#parts.onChange();
  }

  live(frame: LiveFrame): void {
    if (this.phase === 'missing') this.subscribe();
    if (this.phase !== 'live') this.#staged.push(frame);
    else this.#apply(frame);
  }

  /** Older entries that were asked for, or missed ones that the server sends by itself. */
  entries(frame: ServerFrameOf<'entries'>): void {
    if (frame.ref === undefined && this.phase === 'asking') {
      this.#pieces.push(frame);
      return;
    }
    const older = frame.ref !== undefined;
    if (older && !(this.#history && frame.ref === this.#historyRef())) return;
    for (const entry of this.log.merge(frame.entries)) this.#parts.onEntry(entry);
    this.#mergeDeliveries(frame.deliveries);
    if (older) {
      this.more = frame.more;
      this.#endHistory();
    }
    this.#parts.onChange();
  }

  /** The log is said to reach up to `seq`. */
  expect(seq: number): void {
    this.#rumoured = Math.max(this.#rumoured, seq);
    if (this.phase === 'missing') this.subscribe();
    if (this.phase !== 'live') return;
    if (this.log.last >= seq) this.#parts.onCaughtUp(this.log.last);
    else if (!this.#alarm.running) {
      this.#alarm.start(LAG_MS, () => {
        if (this.log.last < this.#rumoured) this.#askAgain();
      });
    }
  }

  /** Resolves when they are here, or cannot be had. */
  loadOlder(): Promise<void> {
    if (this.#history) return this.#history.promise;
    if (!this.more) return Promise.resolve();
    let done = (): void => {};
    const promise = new Promise<void>((resolve) => {
      done = resolve;
    });
    this.#history = { promise, done };
    this.#askHistory();
    this.#parts.onChange();
    return promise;
  }

  historyRefused(retryAfterMs: number | undefined): void {
    if (!this.#history) return;
    if (retryAfterMs !== undefined) this.#historyAlarm.start(retryAfterMs, () => this.#askHistory());
    else {
      this.#endHistory();
      this.#parts.onChange();
    }
  }

  #apply(frame: LiveFrame): void {
    if (frame.type === 'delivery') this.#mergeDeliveries([frame.delivery]);
    else {
      if (frame.type === 'entry') {
        const outcome = this.log.append(frame.entry);
        if (outcome === 'applied') this.#parts.onEntry(frame.entry);
        if (outcome === 'gap') {
          this.#staged = [frame];
          this.#askAgain();
          return;
        }
      }
      this.#replaceConversation(frame.conversation);
      this.expect(frame.conversation.lastSeq);
    }
    this.#parts.onChange();
  }

  #unstage(): void {
    const staged = this.#staged;
    this.#staged = [];
    // Through `live`, because one of them may show a gap; the others then wait for that to be closed.
    for (const frame of staged) this.live(frame);
  }

  /** At once when something was lost; later each time when asking has not helped. */
  #askAgain(): void {
    this.phase = 'asking';
    this.#pieces = [];
    if (this.#tries++ === 0) this.subscribe();
    else this.#alarm.start(backOffDelay(this.#tries, repeatMs, this.#parts.random), () => this.subscribe());
    this.#parts.onChange();
  }

  #replaceConversation(conversation: AnyConversation): void {
    if (this.conversation && this.conversation.version >= conversation.version) return;
    this.conversation = conversation;
  }

  /** A delivery's status only moves forward: an older version never replaces a newer one. */
  #mergeDeliveries(deliveries: readonly Delivery[]): void {
    const known = new Map(this.deliveries.map((delivery) => [delivery.id, delivery]));
    let changed = false;
    for (const delivery of deliveries) {
      const old = known.get(delivery.id);
      if (old && old.version >= delivery.version) continue;
      known.set(delivery.id, delivery);
      changed = true;
    }
    if (!changed) return;
    this.deliveries = [...known.values()].sort((a, b) => a.firstSeq - b.firstSeq || (a.id < b.id ? -1 : 1));
  }

  /** Names the page by where it ends, so that an answer that no longer connects is not taken for it. */
  #historyRef(): string {
    return `${this.#parts.id}:${this.log.first}`;
  }

  #askHistory(): void {
    const { id, request } = this.#parts;
    if (this.phase !== 'live') return;
    request({
      type: 'history',
      ref: this.#historyRef(),
      conversationId: id,
      before: this.log.first,
      limit: PAGE,
    });
    this.#historyAlarm.start(ANSWER_MS, () => this.#askHistory());
  }

  #endHistory(): void {
    this.#historyAlarm.stop();
    this.#history?.done();
    this.#history = undefined;
  }
}
