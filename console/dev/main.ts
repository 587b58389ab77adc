import { createServer } from 'node:http';
import { type WebSocket, WebSocketServer } from 'ws';
import { makeBus, type Socket } from './bus.ts';
import { fill, pick } from './fill.ts';
import { serve } from './http.ts';
import { live } from './phrases.ts';
import { serveSocket } from './socket.ts';
import { append, makeWorld, newConversation } from './world.ts';

/**
 * A server to develop the console against: the HTTP surface and the socket protocol over data in memory.
 * `node dev/main.ts [full|empty|new] [--port=4180] [--busy]`; `--busy`: customers write all the time.
 */
const [kind = 'full'] = process.argv.slice(2).filter((a) => !a.startsWith('--'));
const port = Number(process.argv.find((a) => a.startsWith('--port='))?.slice(7) ?? 4180);
const world = makeWorld(kind as 'full' | 'empty' | 'new');
if (kind === 'full') fill(world);
const bus = makeBus(world);

const server = createServer((request, response) => {
  // Only for tests: a customer writes, a colleague looks.
  if (request.url?.startsWith('/dev/')) return void response.end(String(act(request.url)));
  serve(world, bus, request, response).catch((failure) => {
    console.error(failure);
    if (!response.headersSent) response.writeHead(500);
    response.end('{}');
  });
});
const sockets = new WebSocketServer({ server, path: '/socket' });
sockets.on('connection', (socket: WebSocket) => serveSocket(world, bus, socket as Socket));
server.listen(port, () => console.log(`http://localhost:${port} (${kind})`));

function act(path: string) {
  const url = new URL(path, 'http://localhost');
  const id = url.searchParams.get('id');
  const conversation = id ? world.conversations.get(id) : undefined;
  if (url.pathname === '/dev/new') return newChat(url.searchParams.get('text') ?? 'Hello, is anybody there?');
  if (url.pathname === '/dev/drop') for (const socket of bus.sockets) socket.terminate();
  if (!conversation) return 'ok';
  const author = { kind: 'contact' as const, id: conversation.contact.id };
  if (url.pathname === '/dev/write') {
    const text = url.searchParams.get('text') ?? 'Hello?';
    const written = append(world, conversation, author, { kind: 'message', content: { kind: 'text', text } });
    bus.announce(written.conversation, written.entry);
  }
  if (url.pathname === '/dev/typing') bus.typing(conversation.id, author, true);
  if (url.pathname === '/dev/look') {
    const typing = url.searchParams.has('typing');
    const viewers = world.members.slice(1, 3).map((m) => ({ userId: m.userId, name: m.name, typing }));
    bus.all({
      type: 'viewers',
      conversationId: conversation.id,
      viewers: typing ? viewers.slice(0, 1) : viewers,
    });
  }
  return 'ok';
}

function newChat(text: string): string {
  const contact = pick([...world.contacts.values()]);
  const started = newConversation(world, contact, Date.now());
  const author = { kind: 'contact' as const, id: contact.id };
  const written = append(world, { ...started, mode: 'live' }, author, {
    kind: 'message',
    content: { kind: 'text', text },
  });
  bus.announce(written.conversation, written.entry);
  return written.conversation.id;
}

if (process.argv.includes('--busy')) {
  setInterval(() => {
    const open = [...world.conversations.values()].filter((c) => c.status === 'open');
    const conversation = pick(open);
    const author = { kind: 'contact' as const, id: conversation.contact.id };
    const text = pick(live[conversation.contact.language as 'en' | 'fr'] ?? live.en);
    bus.typing(conversation.id, author, true);
    setTimeout(() => {
      const current = world.conversations.get(conversation.id)!;
      const written = append(world, current, author, { kind: 'message', content: { kind: 'text', text } });
      bus.announce(written.conversation, written.entry);
    }, 2500);
  }, 6000);
}
