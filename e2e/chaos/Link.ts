import { once } from 'node:events';
import type { IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { WebSocket, WebSocketServer } from 'ws';

/**
 * The network between one client and the nodes: a proxy that reads frames, so that it can also repeat them. Each new
 * connection goes to the next node. What is stalled arrives late, all at once, as from a network that comes back.
 */
export class Link {
  delayMs = 0;
  /** How likely a frame of the client is sent twice. */
  doubling = 0;
  readonly #server = new WebSocketServer({ port: 0, host: '127.0.0.1', perMessageDeflate: false });
  readonly #nodes: () => string[];
  readonly #random: () => number;
  readonly #sockets = new Set<WebSocket>();
  /** Resolves when what is stalled may flow. */
  #gate: PromiseWithResolvers<void> | undefined;
  #next: number;

  constructor(nodes: () => string[], random: () => number) {
    this.#nodes = nodes;
    this.#random = random;
    this.#next = Math.floor(random() * 2);
    this.#server.on('connection', (client, request) => this.#join(client, request));
  }

  async listen(): Promise<string> {
    if (!this.#server.address()) await once(this.#server, 'listening');
    return `ws://127.0.0.1:${(this.#server.address() as AddressInfo).port}/socket`;
  }

  /** Both ends lose their connection at once. */
  cut(): void {
    for (const socket of this.#sockets) socket.terminate();
  }

  stall(): void {
    this.#gate ??= Promise.withResolvers();
  }

  flow(): void {
    this.#gate?.resolve();
    this.#gate = undefined;
  }

  async close(): Promise<void> {
    this.flow();
    this.cut();
    this.#server.close();
  }

  #join(client: WebSocket, request: IncomingMessage): void {
    const nodes = this.#nodes();
    const node = nodes[this.#next++ % nodes.length]!;
    const { cookie } = request.headers;
    const upstream = new WebSocket(`${node.replace('http', 'ws')}/socket`, {
      perMessageDeflate: false,
      headers: { ...(cookie && { cookie }) },
    });
    const [up, down] = [this.#pipeTo(upstream), this.#pipeTo(client)];
    client.on('message', (data) => {
      const text = String(data);
      const times = this.#random() < this.doubling && !text.includes('"hello"') ? 2 : 1;
      for (let n = 0; n < times; n += 1) up(text);
    });
    upstream.on('message', (data) => down(String(data)));
    for (const [one, other] of [
      [client, upstream],
      [upstream, client],
    ] as const) {
      this.#sockets.add(one);
      one.on('error', () => {});
      one.on('close', () => {
        this.#sockets.delete(one);
        // The last words of a node are read before the line is closed.
        setTimeout(() => other.terminate(), this.delayMs + 5);
      });
    }
  }

  /** One direction of a connection: whatever is done to it, what went in first comes out first. */
  #pipeTo(to: WebSocket): (data: string) => void {
    let before = Promise.resolve();
    return (data) => {
      const delay = pause(this.delayMs);
      before = before.then(async () => {
        await delay;
        await this.#gate?.promise;
        if (to.readyState === WebSocket.CONNECTING) await once(to, 'open').catch(() => {});
        if (to.readyState === WebSocket.OPEN) to.send(data);
      });
    };
  }
}
