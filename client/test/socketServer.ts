import type { AddressInfo } from 'node:net';
import { type WebSocket, WebSocketServer } from 'ws';
import { FakeServer } from './fakeServer.ts';

/** The fake server behind a real WebSocket server in this process, on a free port of the loopback. */
export async function startSocketServer() {
  const fake = new FakeServer();
  const sockets = new Set<WebSocket>();
  let port = 0;
  let listening: WebSocketServer | undefined;

  async function start(): Promise<void> {
    const server = new WebSocketServer({ host: '127.0.0.1', port });
    server.on('connection', (socket) => {
      const peer = fake.accept({ send: (data) => socket.send(data), close: () => socket.close() });
      sockets.add(socket);
      socket.on('message', (data) => peer.receive(String(data)));
      socket.on('close', () => {
        sockets.delete(socket);
        peer.gone();
      });
    });
    await new Promise((resolve) => server.once('listening', resolve));
    port = (server.address() as AddressInfo).port;
    listening = server;
  }

  async function stop(): Promise<void> {
    for (const socket of sockets) socket.terminate();
    await new Promise((resolve) => listening?.close(resolve));
  }

  await start();
  return {
    fake,
    sockets,
    url: `ws://127.0.0.1:${port}/socket`,
    /** Ends all connections and comes back on the same port. */
    start,
    stop,
    /** Connections stay open and nothing passes any more in either direction. */
    stall: () => {
      for (const socket of sockets) {
        socket.pause();
        socket.send = () => {};
      }
    },
    [Symbol.asyncDispose]: stop,
  };
}
