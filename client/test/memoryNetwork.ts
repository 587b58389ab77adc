import type { Clock, WebSocketLike } from '../src/types.ts';
import type { FakeServer, Link } from './fakeServer.ts';

/** One end of a socket that lives in memory; what is sent arrives later, in order, until the line stalls or is cut. */
type Line = {
  stalled: boolean;
  /** Both ends learn of it. */
  cut(): void;
};

/** A network between clients and a fake server: sockets with a latency that can be stalled, cut and kept down. */
export class MemoryNetwork {
  /** Refuses new connections. */
  down = false;
  /** New connections open but carry nothing. */
  deaf = false;
  latencyMs = 5;
  opened = 0;
  readonly lines = new Set<Line>();
  readonly #clock: Clock;
  readonly #server: FakeServer;

  constructor(clock: Clock, server: FakeServer) {
    this.#clock = clock;
    this.#server = server;
  }

  /** The network swallows everything from now on, and says nothing. */
  stall(): void {
    for (const line of this.lines) line.stalled = true;
  }

  cut(): void {
    for (const line of [...this.lines]) line.cut();
  }

  /** The constructor to give to a client. */
  get webSocket(): WebSocketLike {
    const network = this;
    return class {
      readyState = 0;
      onopen: ((event: never) => void) | null = null;
      onmessage: ((event: never) => void) | null = null;
      onclose: ((event: never) => void) | null = null;
      onerror: ((event: never) => void) | null = null;
      readonly #link: ReturnType<MemoryNetwork['open']>;
      constructor(_url: string) {
        this.#link = network.open({
          opened: () => {
            this.readyState = 1;
            this.onopen?.(undefined as never);
          },
          received: (data) => this.onmessage?.({ data } as never),
          closed: () => {
            this.readyState = 3;
            this.onclose?.({ code: 1006 } as never);
          },
        });
      }
      send(data: string): void {
        if (this.readyState !== 1) throw new Error('not open');
        this.#link.send(data);
      }
      close(): void {
        this.readyState = 3;
        this.#link.close();
      }
    };
  }

  open(client: { opened(): void; received(data: string): void; closed(): void }) {
    let alive = true;
    let peer: ReturnType<FakeServer['accept']> | undefined;
    const line: Line = { stalled: this.deaf, cut: () => end(true) };
    const later = (work: () => void) => {
      this.#clock.setTimeout(() => {
        if (alive && !line.stalled) work();
      }, this.latencyMs);
    };
    const end = (tell: boolean) => {
      if (!alive) return;
      alive = false;
      this.lines.delete(line);
      peer?.gone();
      if (tell) this.#clock.setTimeout(() => client.closed(), 0);
    };
    const link: Link = {
      send: (data) => later(() => client.received(data)),
      // After what was sent before it.
      close: () => later(() => end(true)),
    };
    this.opened++;
    if (this.down) this.#clock.setTimeout(() => end(true), this.latencyMs);
    else {
      this.lines.add(line);
      this.#clock.setTimeout(() => {
        if (!alive) return;
        peer = this.#server.accept(link);
        client.opened();
      }, this.latencyMs);
    }
    return {
      send: (data: string) => later(() => peer?.receive(data)),
      close: () => {
        if (!line.stalled) end(false);
        // A stalled line does not carry the news: the server finds out by itself, much later, or never.
        alive = false;
        this.lines.delete(line);
      },
    };
  }
}
