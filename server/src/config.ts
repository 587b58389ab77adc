import { isIP } from 'node:net';
import { resolve } from 'node:path';
import { parseAddress } from './lib/parseAddress.ts';

/** Every setting, with what it is for. Read once at the start; a wrong one stops the program with its name. */
export type Config = {
  /** TCP port of HTTP and sockets. */
  port: number;
  host: string;
  /** Folder of the embedded database and of files. */
  dataDir: string;
  /** Your own PostgreSQL (15 or newer). Absent: the embedded one. */
  databaseUrl: string | undefined;
  /** Redis or Valkey between several nodes. One node needs none. */
  redisUrl: string | undefined;
  /** Where files are kept instead of the data folder: a bucket of a store that speaks S3. */
  bucket:
    | { endpoint: string; bucket: string; region: string; accessKeyId: string; secretAccessKey: string }
    | undefined;
  /** Seconds over which a node that ends sends its sockets away, so that the others are not asked by all at once. */
  drainSeconds: number;
  /** Address under which people reach this server; links in mails begin with it. */
  publicUrl: string;
  /** `smtp://user:password@host:587`. Absent: no mail leaves, and the console says so. */
  smtpUrl: string | undefined;
  /** Sender of mails: `Maison Lumen <chat@example.com>`. */
  mailFrom: string;
  /** Domain whose mails come to `MAIL_IN_PORT`, so that answers by mail land in the conversation and bounces on the message. */
  mailReplyDomain: string | undefined;
  /** TCP port on which mails for that domain are taken (SMTP). Absent: none are. */
  mailInPort: number | undefined;
  /** Private networks that webhooks and other calls to the outside may reach: `10.0.0.0/8, 192.168.1.5`, or `all`. */
  outgoingAllowPrivate: string | undefined;
  /** Trust `X-Forwarded-*` of a proxy in front: `true`, or addresses of the proxies. */
  trustProxy: boolean | string;
  /** Frames a second that one socket may go on sending; four seconds' worth at once. */
  socketFramesPerSecond: number;
  /** Show the demo shop and caught mails under /demo/. */
  demo: boolean;
  logLevel: string;
  /** Bearer token that `/metrics` wants. Absent: it answers this machine only. */
  metricsToken: string | undefined;
  roles: { web: boolean; worker: boolean };
};

/** Reads the settings from the environment. Throws an Error that names the variable. */
export function readConfig(env: NodeJS.ProcessEnv = process.env): Config {
  const port = readInteger(env, 'PORT', 4300, 0, 65_535);
  const publicUrl = (env.PUBLIC_URL ?? `http://localhost:${port}`).replace(/\/+$/, '');
  if (!/^https?:\/\/[^/]+$/.test(publicUrl))
    throw new Error(`PUBLIC_URL must be an origin like https://chat.example.com, not ${publicUrl}`);
  return {
    port,
    host: env.HOST ?? '0.0.0.0',
    dataDir: resolve(env.CAUSERIE_DATA ?? '.data/causerie'),
    databaseUrl: readAddress(
      env,
      'DATABASE_URL',
      ['postgres:', 'postgresql:'],
      'postgres://user:password@host:5432/name',
    ),
    redisUrl: readAddress(env, 'REDIS_URL', ['redis:', 'rediss:'], 'redis://host:6379'),
    bucket: readBucket(env),
    drainSeconds: readInteger(env, 'DRAIN_SECONDS', env.REDIS_URL ? 5 : 0, 0, 600),
    publicUrl,
    smtpUrl: readAddress(env, 'SMTP_URL', ['smtp:', 'smtps:'], 'smtp://user:password@host:587'),
    mailFrom: env.MAIL_FROM ?? 'Causerie <causerie@localhost.localdomain>',
    mailReplyDomain: env.MAIL_REPLY_DOMAIN || undefined,
    mailInPort: env.MAIL_IN_PORT ? readInteger(env, 'MAIL_IN_PORT', 0, 0, 65_535) : undefined,
    outgoingAllowPrivate: env.OUTGOING_ALLOW_PRIVATE || undefined,
    trustProxy: readTrustProxy(env.TRUST_PROXY),
    socketFramesPerSecond: readInteger(env, 'SOCKET_FRAMES_PER_SECOND', 50, 1, 1_000_000),
    demo: env.CAUSERIE_DEMO === '1',
    logLevel: readLogLevel(env.LOG_LEVEL),
    metricsToken: env.METRICS_TOKEN || undefined,
    roles: readRoles(env.CAUSERIE_ROLES),
  };
}

function readLogLevel(text: string | undefined): string {
  const levels = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'];
  const level = text || 'warn';
  if (!levels.includes(level)) throw new Error(`LOG_LEVEL must be one of ${levels.join(', ')}, not ${level}`);
  return level;
}

/** `true`, `false`, or the proxies: addresses, networks, or the names that Fastify knows for private ones. */
function readTrustProxy(text: string | undefined): boolean | string {
  if (!text || text === 'false') return false;
  if (text === 'true') return true;
  const isProxy = (each: string): boolean => {
    const [address = '', bits, ...more] = each.trim().split('/');
    if (bits === undefined && ['loopback', 'linklocal', 'uniquelocal'].includes(address)) return true;
    const version = isIP(address);
    const most = version === 4 ? 32 : 128;
    return (
      version > 0 && more.length === 0 && (bits === undefined || (/^\d{1,3}$/.test(bits) && +bits <= most))
    );
  };
  if (!text.split(',').every(isProxy))
    throw new Error(`TRUST_PROXY must be true, false or addresses like 10.0.0.0/8, 192.168.1.5, not ${text}`);
  return text;
}

function readInteger(
  env: NodeJS.ProcessEnv,
  name: string,
  standard: number,
  least: number,
  most: number,
): number {
  const value = env[name] === undefined || env[name] === '' ? standard : Number(env[name]);
  if (!Number.isInteger(value) || value < least || value > most) {
    throw new Error(`${name} must be a whole number from ${least} to ${most}, not ${env[name]}`);
  }
  return value;
}

/** An address of that kind, or the path of a socket. What was given is not repeated: it may hold a password. */
function readAddress(
  env: NodeJS.ProcessEnv,
  name: 'DATABASE_URL' | 'REDIS_URL' | 'SMTP_URL',
  protocols: string[],
  example: string,
): string | undefined {
  const address = env[name] || undefined;
  if (address === undefined) return undefined;
  if (name !== 'SMTP_URL' && address.startsWith('/')) return address;
  const url = parseAddress(address);
  if (!url || !protocols.includes(url.protocol))
    throw new Error(`${name} must be an address like ${example}`);
  return address;
}

/** All or nothing: files that go to a place nobody meant are worse than a program that does not start. */
function readBucket(env: NodeJS.ProcessEnv): Config['bucket'] {
  const names = ['S3_ENDPOINT', 'S3_BUCKET', 'S3_ACCESS_KEY_ID', 'S3_SECRET_ACCESS_KEY'] as const;
  if (!names.some((name) => env[name]) && !env.S3_REGION) return undefined;
  const missing = names.find((name) => !env[name]);
  if (missing) throw new Error(`${missing} is missing: a bucket for files needs ${names.join(', ')}`);
  const endpoint = env.S3_ENDPOINT!.replace(/\/+$/, '');
  if (!/^https?:\/\/[^/]+$/.test(endpoint))
    throw new Error(`S3_ENDPOINT must be an origin like https://s3.example.com, not ${endpoint}`);
  if (!/^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/.test(env.S3_BUCKET!))
    throw new Error(`S3_BUCKET must be the name of a bucket, not ${env.S3_BUCKET}`);
  return {
    endpoint,
    bucket: env.S3_BUCKET!,
    region: env.S3_REGION || 'us-east-1',
    accessKeyId: env.S3_ACCESS_KEY_ID!,
    secretAccessKey: env.S3_SECRET_ACCESS_KEY!,
  };
}

function readRoles(text = 'web,worker'): Config['roles'] {
  const roles = text.split(',').map((role) => role.trim());
  const unknown = roles.find((role) => role !== 'web' && role !== 'worker');
  if (unknown !== undefined) throw new Error(`CAUSERIE_ROLES must be web, worker or both, not ${unknown}`);
  return { web: roles.includes('web'), worker: roles.includes('worker') };
}
