import { randomUUIDv7 as uuid } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:http';
import pg from 'pg';
import { type WebSocket, WebSocketServer } from 'ws';
import { answerRequests } from '../support/startPart.ts';
import { Batcher, floorTables } from './batcher.ts';

/**
 * The bare parts, put together the shortest way: `ws`, one batch statement, one Buffer for all who listen. It speaks as
 * much of the protocol as the load needs, believes everything, and checks nothing: what no product can be faster than.
 */
const rooms = new Map<string, Set<WebSocket>>();
const known = new Set<string>();
let durable = true;
let client: pg.Client;
let batcher: Batcher;
let sequence = 0;

type Frame = {
  type: string;
  ref?: string;
  at?: number;
  conversationId: string;
  entryId: string;
  content: { kind: string; text: string };
};

answerRequests({
  async listen({ database }: { database: pg.ClientConfig }) {
    client = new pg.Client(database);
    await client.connect();
    await client.query(floorTables);
    await client.query(
      'set enable_seqscan = off; set enable_hashjoin = off; set enable_mergejoin = off; set jit = off; set plan_cache_mode = force_generic_plan',
    );
    batcher = new Batcher(client);
    const server = createServer();
    const sockets = new WebSocketServer({ server, perMessageDeflate: false });
    sockets.on('connection', (socket) => serve(socket));
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    return { url: `http://127.0.0.1:${(server.address() as { port: number }).port}` };
  },
  /** Without: as fast as sockets alone are. */
  setDurable({ value }: { value: boolean }) {
    durable = value;
  },
  /** Rows per second with so many callers, none of them a socket. */
  async inserts({ callers, seconds }: { callers: number; seconds: number }) {
    const ids = Array.from({ length: callers }, () => uuid());
    for (const id of ids) await ensure(id);
    const content = JSON.stringify({ kind: 'text', text: 'x'.repeat(300) });
    const [started, until] = [performance.now(), performance.now() + seconds * 1000];
    let count = 0;
    const lane = async (conversationId: string) => {
      while (performance.now() < until) {
        await batcher.append({
          conversationId,
          clientId: uuid(),
          authorId: conversationId,
          content,
        });
        count += 1;
      }
    };
    await Promise.all(ids.map(lane));
    return { rate: count / ((performance.now() - started) / 1000) };
  },
});

function serve(socket: WebSocket): void {
  socket.on('message', (data) => {
    const frame = JSON.parse(String(data)) as Frame;
    if (frame.type === 'send') void take(socket, frame);
    else if (frame.type === 'subscribe') {
      join(frame.conversationId, socket);
      socket.send(JSON.stringify({ type: 'subscribed', conversationId: frame.conversationId }));
    } else if (frame.type === 'ping') socket.send(JSON.stringify({ type: 'pong', at: frame.at }));
    else if (frame.type === 'hello') socket.send('{"type":"welcome"}');
  });
  socket.on('close', () => {
    for (const room of rooms.values()) room.delete(socket);
  });
}

function join(conversationId: string, socket: WebSocket): void {
  const room = rooms.get(conversationId);
  if (room) room.add(socket);
  else rooms.set(conversationId, new Set([socket]));
}

async function take(socket: WebSocket, { ref, conversationId, entryId, content }: Frame): Promise<void> {
  join(conversationId, socket);
  sequence += 1;
  if (durable) await store(conversationId, entryId, JSON.stringify(content));
  const at = new Date().toISOString();
  const entry = { conversationId, seq: sequence, id: entryId, at, kind: 'message', content };
  const frame = Buffer.from(JSON.stringify({ type: 'entry', entry }));
  for (const member of rooms.get(conversationId)!) member.send(frame, { binary: false });
  socket.send(JSON.stringify({ type: 'ack', ref, entryId, conversationId, seq: sequence, at }));
}

async function store(conversationId: string, clientId: string, content: string): Promise<void> {
  if (!known.has(conversationId)) await ensure(conversationId);
  await batcher.append({ conversationId, clientId, authorId: conversationId, content });
}

async function ensure(conversationId: string): Promise<void> {
  await client.query('insert into bench_floor.conversations (id) values ($1) on conflict do nothing', [
    conversationId,
  ]);
  known.add(conversationId);
}
