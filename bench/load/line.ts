import { once } from 'node:events';
import { WebSocket } from 'ws';

/**
 * A raw client of the protocol, as cheap as it can be: the load shares the machine with what it measures, so frames are
 * told apart by their first bytes and read only as far as needed.
 */
export class Line {
  readonly socket: WebSocket;
  onFrame: (type: string, data: Buffer) => void = () => {};
  readonly #waiting = new Map<string, (text: string) => void>();

  constructor(url: string, headers: Record<string, string> = {}) {
    this.socket = new WebSocket(`${url.replace(/^http/, 'ws')}/socket`, {
      headers,
      perMessageDeflate: false,
      skipUTF8Validation: true,
    });
    this.socket.on('message', (data: Buffer) => {
      const type = typeOf(data);
      const waiting = this.#waiting.size > 0 ? this.#waiting.get(type) : undefined;
      if (waiting) {
        this.#waiting.delete(type);
        waiting(String(data));
      } else this.onFrame(type, data);
    });
    this.socket.on('error', () => {});
  }

  static async open(url: string, hello: object, headers: Record<string, string> = {}): Promise<Line> {
    const line = new Line(url, headers);
    await once(line.socket, 'open');
    const answer = Promise.race([line.next('welcome'), line.next('refused')]);
    line.send({ type: 'hello', version: 1, client: 'bench/1', ...hello });
    const text = await answer;
    if (text.includes('"refused"')) throw new Error(text);
    return line;
  }

  send(frame: object): void {
    this.socket.send(JSON.stringify(frame));
  }

  /** The next frame of this type, as text. One waits at a time. */
  next(type: string): Promise<string> {
    return new Promise((resolve) => this.#waiting.set(type, resolve));
  }

  close(): void {
    this.socket.terminate();
  }
}

/** `{"type":"ack",...` -> `ack`. The server writes the type first. */
function typeOf(data: Buffer): string {
  const head = data.toString('latin1', 9, 29);
  return head.slice(0, head.indexOf('"'));
}

/** The id of the entry that an `entry` frame begins with. */
export function entryIdOf(data: Buffer): string {
  const at = data.indexOf('"id":"', 20);
  return data.toString('latin1', at + 6, at + 42);
}
