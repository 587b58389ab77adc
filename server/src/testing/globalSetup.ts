import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { startEmbeddedPostgres } from '../db/embedded/startEmbeddedPostgres.ts';
import { migrate } from '../db/migrate.ts';
import { createPool } from '../db/pool.ts';
import { uuid } from '../lib/uuid.ts';

type TestServer = { host?: string; user?: string; connectionString?: string };

declare module 'vitest' {
  export interface ProvidedContext {
    database: TestServer & { template: string };
  }
}

/** One PostgreSQL for the whole run, with a migrated template that each test file clones. `TEST_DATABASE_URL`: use that server. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const { server, stop } = await startServer(process.env.TEST_DATABASE_URL);
  // Tests start the program as a process dozens of times: compiled by the first that ends in order, read by all others.
  const compiled = mkdtempSync(join(tmpdir(), 'causerie-compiled-'));
  process.env.NODE_COMPILE_CACHE = compiled;
  // Of this run alone: others may be testing on the same server.
  const template = `causerie_template_${uuid().slice(-12)}`;
  const admin = createPool({ ...withDatabase(server, 'postgres'), max: 1 });
  await admin.query(`create database ${template}`);
  const pool = createPool(withDatabase(server, template));
  await migrate(pool);
  await pool.end();
  project.provide('database', { ...server, template });
  return async () => {
    await admin.query(`drop database ${template} with (force)`);
    await admin.end();
    await stop();
    rmSync(compiled, { recursive: true, force: true });
  };
}

async function startServer(url: string | undefined): Promise<{ server: TestServer; stop(): Promise<void> }> {
  if (url) return { server: { connectionString: url }, stop: async () => {} };
  const dataDir = mkdtempSync(join(tmpdir(), 'causerie-test-'));
  const embedded = await startEmbeddedPostgres({ dataDir, fsync: false });
  return {
    server: { host: embedded.connection.host, user: embedded.connection.user },
    async stop() {
      await embedded.stop();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}

export function withDatabase(server: TestServer, database: string): TestServer & { database?: string } {
  if (!server.connectionString) return { host: server.host, user: server.user, database };
  const url = new URL(server.connectionString);
  url.pathname = `/${database}`;
  return { connectionString: url.href };
}
