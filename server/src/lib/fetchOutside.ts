import { lookup } from 'node:dns/promises';
import { request as httpRequest, type IncomingMessage, type RequestOptions } from 'node:http';
import { request as httpsRequest } from 'node:https';
import { isIP } from 'node:net';
import { type AllowedAddresses, isReachable } from './publicAddress.ts';

/** Why a request to the outside came to nothing. `reason` may be shown: it tells nothing of our network. */
export class OutsideError extends Error {
  readonly reason: 'url' | 'address' | 'name' | 'connection' | 'timeout' | 'certificate';
  constructor(reason: OutsideError['reason'], message: string, cause?: unknown) {
    super(message, { cause });
    this.name = 'OutsideError';
    this.reason = reason;
  }
}

export type OutsideRequest = {
  method: 'GET' | 'POST';
  headers?: Record<string, string>;
  body?: string | Buffer;
  /** Milliseconds for all of it: name, connection, answer. */
  timeoutMs: number;
  /** Bytes of the answer that are kept; the rest is not read. */
  mostBytes: number;
  allowed: AllowedAddresses;
};

export type OutsideAnswer = {
  status: number;
  headers: Record<string, string>;
  body: Buffer;
  durationMs: number;
};

/**
 * The one way in which the server calls an address that somebody typed in. It never reaches private addresses (loopback,
 * local networks, cloud metadata) unless they are allowed: every address that the name stands for is checked, and the
 * connection goes to the one that was checked, so that a name cannot answer differently the second time. Redirects are
 * answers like any other: they are not followed. Throws OutsideError.
 */
export async function fetchOutside(url: string, options: OutsideRequest): Promise<OutsideAnswer> {
  const started = performance.now();
  const target = checkUrl(url, options.allowed);
  const signal = AbortSignal.timeout(options.timeoutMs);
  try {
    const address = await resolveOnce(target.hostname, options.allowed, signal);
    const answer = await send(target, address, options, signal);
    return { ...answer, durationMs: Math.round(performance.now() - started) };
  } catch (thrown) {
    if (thrown instanceof OutsideError) throw thrown;
    if (signal.aborted) throw new OutsideError('timeout', `No answer within ${options.timeoutMs / 1000} s.`);
    throw describeFailure(thrown as Error);
  }
}

/** The parts of an address that can be judged without asking anybody. Throws OutsideError. */
export function checkUrl(url: string, allowed: AllowedAddresses): URL {
  const target = URL.parse(url);
  if (!target || (target.protocol !== 'https:' && target.protocol !== 'http:'))
    throw new OutsideError('url', 'The address must begin with https:// or http://.');
  if (target.username || target.password)
    throw new OutsideError('url', 'The address must not carry a name or password.');
  const literal = target.hostname.replace(/^\[|\]$/g, '');
  if (isIP(literal) && !isReachable(literal, allowed)) refuse(target.hostname);
  if (/(^|\.)localhost\.?$/i.test(target.hostname) && !isReachable('127.0.0.1', allowed))
    refuse(target.hostname);
  return target;
}

function refuse(hostname: string): never {
  throw new OutsideError('address', `${hostname} is not an address of the public Internet.`);
}

type Address = { address: string; family: number };

/** All addresses of the name must be reachable: one that is half inside is a trick. */
async function resolveOnce(
  hostname: string,
  allowed: AllowedAddresses,
  signal: AbortSignal,
): Promise<Address> {
  const literal = hostname.replace(/^\[|\]$/g, '');
  if (isIP(literal)) return { address: literal, family: isIP(literal) };
  const aborted = new Promise<never>((_, reject) =>
    signal.addEventListener('abort', () => reject(signal.reason as Error), { once: true }),
  );
  const found = await Promise.race([lookup(hostname, { all: true }), aborted]);
  const [first] = found;
  if (!first) throw new OutsideError('name', `${hostname} has no address.`);
  if (!found.every(({ address }) => isReachable(address, allowed))) refuse(hostname);
  return first;
}

function send(
  target: URL,
  { address, family }: Address,
  { method, headers, body, mostBytes }: OutsideRequest,
  signal: AbortSignal,
): Promise<Omit<OutsideAnswer, 'durationMs'>> {
  const request = target.protocol === 'https:' ? httpsRequest : httpRequest;
  const options: RequestOptions = {
    method,
    signal,
    agent: false,
    headers: { ...headers, ...(body !== undefined && { 'content-length': Buffer.byteLength(body) }) },
    // The checked address, whatever the name says by now.
    lookup: (_name, wanted, done) =>
      wanted.all ? done(null, [{ address, family }]) : done(null, address, family),
  };
  return new Promise((resolve, reject) => {
    const sending = request(target, options, (answer) => void read(answer, mostBytes).then(resolve, reject));
    sending.on('error', reject);
    sending.end(body);
  });
}

async function read(answer: IncomingMessage, mostBytes: number): Promise<Omit<OutsideAnswer, 'durationMs'>> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of answer as AsyncIterable<Buffer>) {
    chunks.push(chunk);
    size += chunk.length;
    if (size >= mostBytes) break;
  }
  answer.destroy();
  return {
    status: answer.statusCode ?? 0,
    headers: Object.fromEntries(
      Object.entries(answer.headers).map(([name, value]) => [name, [value].flat().join(', ')]),
    ),
    body: Buffer.concat(chunks).subarray(0, mostBytes),
  };
}

function describeFailure(error: Error & { code?: string }): OutsideError {
  const code = error.code ?? '';
  if (code === 'ENOTFOUND' || code === 'EAI_AGAIN')
    return new OutsideError('name', 'The name of the server is not known.', error);
  if (/CERT|TLS|SSL|ALTNAME|SELF_SIGNED|UNABLE_TO_VERIFY/.test(code))
    return new OutsideError('certificate', `The certificate of the server is not valid (${code}).`, error);
  return new OutsideError('connection', `The connection failed (${code || error.message}).`, error);
}
