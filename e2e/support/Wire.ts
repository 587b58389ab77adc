import { once } from 'node:events';
import { createServer, connect as dial, type Server as NetServer, type Socket } from 'node:net';

/** A line between a browser and the server that can go silent without closing, as a bad network does. */
export class Wire {
  readonly #server: NetServer;
  readonly #sockets = new Set<Socket>();
  #silent = false;
  #broken = false;

  private constructor(server: NetServer) {
    this.#server = server;
  }

  static async before(port: number): Promise<Wire> {
    const server = createServer((near) => wire.#join(near, port));
    const wire = new Wire(server);
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    return wire;
  }

  get url(): string {
    const address = this.#server.address();
    return `http://localhost:${typeof address === 'object' && address ? address.port : 0}`;
  }

  /** Nothing passes any more, in either direction; nobody is told. */
  stall(): void {
    this.#silent = true;
    for (const socket of this.#sockets) socket.pause();
  }

  /** Every connection breaks, and new ones do too. */
  cut(): void {
    this.#broken = true;
    for (const socket of this.#sockets) socket.destroy();
  }

  /** New connections pass again; those that were stalled are gone, as after a change of network. */
  recover(): void {
    for (const socket of this.#sockets) socket.destroy();
    this.#silent = false;
    this.#broken = false;
  }

  async close(): Promise<void> {
    for (const socket of this.#sockets) socket.destroy();
    this.#server.close();
    await once(this.#server, 'close');
  }

  #join(near: Socket, port: number): void {
    if (this.#broken) return void near.destroy();
    const far = dial(port, '127.0.0.1');
    for (const [from, to] of [
      [near, far],
      [far, near],
    ] as const) {
      this.#sockets.add(from);
      from.on('data', (data) => void to.write(data));
      from.on('end', () => void to.end());
      from.on('error', () => void to.destroy());
      from.on('close', () => void this.#sockets.delete(from));
      if (this.#silent) from.pause();
    }
  }
}
