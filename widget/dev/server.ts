import { randomUUID } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { extname, join } from 'node:path';
import type { VisitorSession } from '@causerie/protocol';
import { hostPage } from './hostPage.ts';
import { sockets, stored, weather } from './socket.ts';
import { answer, change, inboxOf, record, talkOf, type Visitor, visitorOf, visitors } from './world.ts';

/**
 * The built widget on a pretend server (port 4900), and a shop with a strict policy on another origin (port 4901).
 * For looking, and for screenshots: `npm run build -w widget && npm run dev -w widget`.
 */
const PORT = Number(process.env.PORT ?? 4900);
type SessionRequest = { token?: string; inboxKey: string; identityToken?: string; resumeToken?: string };
const dist = join(import.meta.dirname, '../dist');
const types: Record<string, string> = {
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.json': 'application/json',
};
/** What the real server should send with frame.html. */
export const framePolicy =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' https: blob:; media-src 'self' blob:; connect-src 'self'; form-action 'none'; base-uri 'none'";

const server = createServer((request, response) => {
  void route(request, response).catch((error: unknown) => {
    console.error(error);
    response.writeHead(500).end();
  });
});
server.on('upgrade', (request, socket, head) => {
  sockets.handleUpgrade(request, socket, head, (ws) => sockets.emit('connection', ws, request));
});
server.listen(PORT, () => console.log(`widget server http://localhost:${PORT}`));
createServer((request, response) => hostPage(request, response, `http://localhost:${PORT}`)).listen(
  PORT + 1,
  () => console.log(`host page     http://localhost:${PORT + 1}/`),
);

async function route(request: IncomingMessage, response: ServerResponse): Promise<unknown> {
  const url = new URL(request.url ?? '/', 'http://x');
  const path = url.pathname;
  const json = (body: unknown, status = 200) =>
    response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
  if (path === '/widget.js' || path.startsWith('/widget/assets/') || path === '/widget/frame.html')
    return serve(path, response);
  if (path.startsWith('/dev/')) return json(control(url));
  if (path.startsWith('/files/')) return sendFile(path, response);
  if (path.startsWith('/r/'))
    return response
      .writeHead(302, { location: `/widget/frame.html?inbox=kinds&standalone=1#resume=${path.slice(3)}` })
      .end();
  const inboxKey = /^\/widget\/v1\/inboxes\/(.+)$/.exec(path)?.[1];
  if (inboxKey) return json(inboxOf(inboxKey));
  const body = await bodyOf(request);
  const visitor = visitors.get((request.headers.authorization ?? '').slice(7));
  if (path === '/widget/v1/session') return json(openSession(JSON.parse(`${body}`) as SessionRequest));
  if (!visitor) return json({ error: { code: 'unauthorised', message: '' } }, 401);
  if (path === '/widget/v1/visitor') {
    visitor.email = (JSON.parse(`${body}`) as { email?: string }).email ?? visitor.email;
    return json(presented(visitor, ''));
  }
  if (path === '/widget/v1/files') return json(store(body));
  const [, id, action] = /^\/widget\/v1\/conversations\/([^/]+)\/(close|transcript)$/.exec(path) ?? [];
  const talk = visitor.talks.get(id ?? '');
  if (!talk) return json({ error: { code: 'not_found', message: path } }, 404);
  if (action === 'close') {
    change(visitor, talk, { status: 'resolved' });
    record(visitor, talk, { event: { type: 'resolved' } });
    record(visitor, talk, {
      from: 'system',
      content: { kind: 'rating', question: 'How did we do?', scale: 5 },
    });
  } else
    record(visitor, talk, {
      event: { type: 'transcript_sent', address: visitor.email ?? 'you@example.com' },
    });
  return json({}, action === 'close' ? 200 : 202);
}

function openSession({ token, inboxKey, identityToken, resumeToken }: SessionRequest): VisitorSession {
  const visitor = visitorOf(identityToken ? `id-${identityToken}` : token, inboxKey);
  if (identityToken && !visitors.has(`id-${identityToken}`)) {
    visitors.delete(visitor.token);
    visitor.token = `id-${identityToken}`;
    visitor.contactId ??= randomUUID();
    visitors.set(visitor.token, visitor);
  }
  const resumed = resumeToken ? [...visitor.talks.keys()].at(-1) : undefined;
  return { ...presented(visitor, inboxKey), resumed };
}

function presented(visitor: Visitor, key: string): VisitorSession {
  const conversations = [...visitor.talks.values()].map((t) => t.conversation);
  conversations.sort((a, b) => (a.updatedAt < b.updatedAt ? 1 : -1));
  return {
    token: visitor.token,
    contactId: visitor.contactId,
    email: visitor.email,
    inbox: inboxOf(key),
    conversations,
  };
}

/** /dev/say?text=..., /dev/typing, /dev/drop, /dev/silent?on=1, /dev/quiet: what an agent or the network does, for all visitors. */
function control(url: URL): object {
  if (url.pathname === '/dev/drop') for (const socket of sockets.clients) socket.terminate();
  if (url.pathname === '/dev/silent') weather.silent = url.searchParams.has('on');
  if (url.pathname === '/dev/quiet') weather.autoAnswer = false;
  for (const visitor of visitors.values()) {
    const talk = [...visitor.talks.values()].at(-1);
    if (url.pathname === '/dev/new') answer(visitor, talkOf(visitor, randomUUID()));
    if (talk && url.pathname === '/dev/say')
      record(visitor, talk, {
        from: 'agent',
        content: { kind: 'text', text: url.searchParams.get('text') ?? 'Hello?' },
      });
  }
  return { ok: true };
}

function serve(path: string, response: ServerResponse): void {
  const file = join(dist, path === '/widget.js' ? path : path.slice('/widget'.length));
  if (!existsSync(file)) return void response.writeHead(404).end();
  response.writeHead(200, {
    'content-type': types[extname(file)] ?? 'application/octet-stream',
    'x-content-type-options': 'nosniff',
    ...(file.endsWith('.html') ? { 'content-security-policy': framePolicy } : {}),
  });
  response.end(readFileSync(file));
}

function sendFile(path: string, response: ServerResponse): void {
  const up = stored.get(path.split('/').at(-1) ?? '');
  if (up) return void response.writeHead(200, { 'content-type': up.mime }).end(up.body);
  if (path.endsWith('.svg'))
    return void response.writeHead(200, { 'content-type': 'image/svg+xml' }).end(picture(path));
  response.writeHead(404).end();
}

/** A drawing that differs by name. */
function picture(path: string): string {
  const hue = [...path].reduce((sum, c) => sum + c.charCodeAt(0) * 7, 0) % 360;
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 640 420"><rect width="640" height="420" fill="hsl(${hue} 40% 86%)"/><rect y="300" width="640" height="120" fill="hsl(${hue} 30% 70%)"/><path d="M320 300V170M250 170h140l-30-80h-80z" stroke="hsl(${hue} 45% 30%)" stroke-width="10" fill="hsl(${hue} 70% 60%)"/></svg>`;
}

function store(body: Buffer): object {
  const head = `${body.subarray(0, 600).toString('latin1')}`;
  const name = Buffer.from(/filename="([^"]*)"/.exec(head)?.[1] ?? 'file', 'latin1').toString();
  const mime = /content-type: ([^\r\n]+)/i.exec(head)?.[1] ?? 'application/octet-stream';
  const start = body.indexOf('\r\n\r\n') + 4;
  const content = body.subarray(start, body.lastIndexOf('\r\n--'));
  const id = randomUUID();
  stored.set(id, { name, mime, body: content });
  const kind = ['image', 'audio', 'video'].find((k) => mime.startsWith(k)) ?? 'file';
  return { id, name, mime, size: content.length, kind, url: `/files/up/${id}` };
}

async function bodyOf(request: IncomingMessage): Promise<Buffer> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part as Buffer);
  return Buffer.concat(parts);
}
