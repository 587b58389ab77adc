import { existsSync, readFileSync } from 'node:fs';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { extname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Bus } from './bus.ts';
import { handle } from './routes.ts';
import type { World } from './world.ts';

/** The built console; DIST for a build beside the usual one. */
const dist = process.env.DIST ?? fileURLToPath(new URL('../dist/', import.meta.url));
const types: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.svg': 'image/svg+xml',
  '.json': 'application/json',
};

/** The policy that the real server sends. */
const policy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "font-src 'self'",
  "img-src 'self' data: blob:",
  "media-src 'self' blob:",
  "connect-src 'self' ws: wss:",
  "frame-src 'self'",
  "base-uri 'none'",
  "form-action 'self'",
  "frame-ancestors 'none'",
].join('; ');

const picture = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 800 600"><rect width="800" height="600" fill="#e9dcc9"/><path d="M250 430 330 200h140l80 230z" fill="#c98b52"/><path d="m400 200-14 90 26 50-20 90" stroke="#5b3a1e" stroke-width="5" fill="none"/><rect x="385" y="430" width="30" height="110" fill="#7d5a3c"/></svg>`;

export async function serve(world: World, bus: Bus, request: IncomingMessage, response: ServerResponse) {
  const url = new URL(request.url ?? '/', 'http://localhost');
  if (url.pathname.startsWith('/v1/')) {
    const body = await readBody(request);
    const { status, value } = await handle(world, bus, request.method ?? 'GET', url, request, body);
    response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(value ?? {}));
    return;
  }
  if (url.pathname.startsWith('/files/')) {
    const stored = world.files.get(url.pathname);
    response.writeHead(200, { 'content-type': stored?.mime ?? 'image/svg+xml' }).end(stored?.body ?? picture);
    return;
  }
  const path = join(dist, url.pathname);
  const file =
    url.pathname !== '/' && path.startsWith(dist) && existsSync(path) ? path : join(dist, 'index.html');
  const content = readFileSync(file);
  response
    .writeHead(200, {
      'content-type': types[extname(file)] ?? 'application/octet-stream',
      'content-security-policy': policy,
      'cache-control': 'no-cache',
    })
    .end(content);
}

async function readBody(request: IncomingMessage): Promise<Buffer> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part as Buffer);
  return Buffer.concat(parts);
}
