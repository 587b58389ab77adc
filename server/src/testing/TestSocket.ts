import {
  type ClientFrame,
  type Content,
  PROTOCOL_VERSION,
  type ServerFrame,
  type ServerFrameOf,
} from '@causerie/protocol';
import { type ClientOptions, WebSocket } from 'ws';
import { uuid } from '../lib/uuid.ts';
import { pause } from './waitUntil.ts';

export type Hello = Partial<Omit<Extract<ClientFrame, { type: 'hello' }>, 'type'>> & {
  role: 'visitor' | 'agent';
};
export type Sending = {
  conversationId: string;
  entryId?: string;
  kind?: 'message' | 'note';
  text?: string;
  content?: Content;
};
export type Settled = ServerFrameOf<'ack'> | ServerFrameOf<'nack'>;

const PATIENCE_MS = 20_000;

/** A raw client of the socket protocol: remembers every frame, and can wait for one that came or is to come. */
export class TestSocket {
  readonly socket: WebSocket;
  readonly frames: ServerFrame[] = [];
  readonly closed: Promise<{ code: number; reason: string }>;
  onFrame: ((frame: ServerFrame) => void) | undefined;
  readonly #watchers = new Set<() => void>();
  #ended: string | undefined;

  constructor(url: string, options: ClientOptions = {}) {
    this.socket = new WebSocket(`${url.replace(/^http/, 'ws')}/socket`, options);
    this.closed = new Promise((resolve) =>
      this.socket.once('close', (code, reason) => {
        this.#ended = `${code} ${reason}`;
        this.#tell();
        resolve({ code, reason: String(reason) });
      }),
    );
    this.socket.on('error', () => {});
    this.socket.on('message', (data) => {
      const frame = JSON.parse(String(data)) as ServerFrame;
      this.frames.push(frame);
      this.onFrame?.(frame);
      this.#tell();
    });
  }

  /** Opens, says hello and waits for the welcome; rejects with the reason of a refusal. */
  static async open(url: string, hello: Hello, options: ClientOptions = {}): Promise<TestSocket> {
    const opened = new TestSocket(url, options);
    opened.hello(hello);
    await opened.welcomed();
    return opened;
  }

  hello(hello: Hello): void {
    this.send({ type: 'hello', version: PROTOCOL_VERSION, client: 'test/1', ...hello });
  }

  async welcomed(): Promise<ServerFrameOf<'welcome'>> {
    const frame = await this.waitFor((f) => f.type === 'welcome' || f.type === 'refused');
    if (frame.type === 'refused') throw new Error(`refused: ${frame.reason}`);
    return frame as ServerFrameOf<'welcome'>;
  }

  get isOpen(): boolean {
    return this.socket.readyState === WebSocket.OPEN;
  }

  /** Sends at once, or as soon as the socket is open. What cannot be sent any more is lost, as on any network. */
  send(frame: ClientFrame): void {
    this.sendText(JSON.stringify(frame));
  }

  sendText(text: string | Buffer): void {
    if (this.isOpen) this.socket.send(text);
    else if (this.socket.readyState === WebSocket.CONNECTING) {
      this.socket.once('open', () => this.socket.send(text));
    }
  }

  /** Writes a message or note and waits for what became of it. */
  async write({
    conversationId,
    entryId = uuid(),
    kind = 'message',
    text = 'hello',
    content,
  }: Sending): Promise<Settled> {
    const ref = uuid();
    this.send({
      type: 'send',
      ref,
      conversationId,
      entryId,
      kind,
      content: content ?? { kind: 'text', text },
    });
    return (await this.waitFor((f) => (f.type === 'ack' || f.type === 'nack') && f.ref === ref)) as Settled;
  }

  /** The same where anything but an acknowledgement is a failure; a busy machine is asked again, as every client does. */
  async say(sending: Sending): Promise<ServerFrameOf<'ack'>> {
    const same = { ...sending, entryId: sending.entryId ?? uuid() };
    let settled = await this.write(same);
    while (settled.type === 'nack' && settled.code === 'overloaded') {
      await pause(settled.retryAfterMs ?? 500);
      settled = await this.write(same);
    }
    if (settled.type === 'nack') throw new Error(`nack: ${settled.code} ${settled.message}`);
    return settled;
  }

  async subscribe(
    conversationId: string,
    have?: { seq: number; version: number },
  ): Promise<ServerFrameOf<'subscribed'>> {
    const from = this.frames.length;
    this.send({ type: 'subscribe', topic: 'conversation', conversationId, ...(have && { have }) });
    return (await this.waitFor(
      (f) => f.type === 'subscribed' && f.conversation.id === conversationId,
      from,
    )) as ServerFrameOf<'subscribed'>;
  }

  async followRows(since?: string): Promise<ServerFrameOf<'rows'>> {
    const from = this.frames.length;
    this.send({ type: 'subscribe', topic: 'conversations', ...(since !== undefined && { since }) });
    return (await this.waitFor(
      (f) => f.type === 'rows' && f.watermark !== undefined,
      from,
    )) as ServerFrameOf<'rows'>;
  }

  /** The first frame from number `from` on that matches, waiting for it if need be. */
  async waitFor(match: (frame: ServerFrame) => boolean, from = 0): Promise<ServerFrame> {
    let next = from;
    const look = () => {
      while (next < this.frames.length) {
        const frame = this.frames[next]!;
        next += 1;
        if (match(frame)) return frame;
      }
      return undefined;
    };
    return new Promise((resolve, reject) => {
      const timer = setTimeout(
        () => end(() => reject(new Error(`No such frame: ${match}. Last: ${this.#last()}`))),
        PATIENCE_MS,
      );
      const end = (how: () => void) => {
        clearTimeout(timer);
        this.#watchers.delete(check);
        how();
      };
      const check = () => {
        const found = look();
        if (found) end(() => resolve(found));
        else if (this.#ended !== undefined)
          end(() => reject(new Error(`Closed (${this.#ended}) before: ${match}`)));
      };
      this.#watchers.add(check);
      check();
    });
  }

  all<T extends ServerFrame['type']>(type: T): ServerFrameOf<T>[] {
    return this.frames.filter((frame) => frame.type === type) as ServerFrameOf<T>[];
  }

  /** Cuts the line without a word. */
  drop(): void {
    this.socket.terminate();
  }

  async close(): Promise<void> {
    this.socket.close();
    await this.closed;
  }

  #tell(): void {
    for (const watcher of [...this.#watchers]) watcher();
  }

  #last(): string {
    return this.frames
      .slice(-3)
      .map((f) => JSON.stringify(f).slice(0, 200))
      .join('\n');
  }
}
