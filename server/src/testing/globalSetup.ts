import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { startEmbeddedPostgres } from '../db/embedded/startEmbeddedPostgres.ts';
import { migrate } from '../db/migrate.ts';
import { createPool } from '../db/pool.ts';

declare module 'vitest' {
  export interface ProvidedContext {
    database: { host?: string; user?: string; connectionString?: string };
  }
}

export const templateName = 'causerie_template';

/** One PostgreSQL for the whole run, with a migrated template that each test file clones. `TEST_DATABASE_URL`: use that server. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const url = process.env.TEST_DATABASE_URL;
  const dataDir = mkdtempSync(join(tmpdir(), 'causerie-test-'));
  const embedded = url ? undefined : await startEmbeddedPostgres({ dataDir, fsync: false });
  const server = embedded
    ? { host: embedded.connection.host!, user: embedded.connection.user! }
    : { connectionString: url! };
  const admin = createPool({ ...server, ...(embedded && { database: 'postgres' }) });
  await admin.query(`drop database if exists ${templateName} with (force)`);
  await admin.query(`create database ${templateName}`);
  const template = createPool(withDatabase(server, templateName));
  await migrate(template);
  await template.end();
  await admin.end();
  project.provide('database', server);
  return async () => {
    await embedded?.stop();
    rmSync(dataDir, { recursive: true, force: true });
  };
}

export function withDatabase(
  server: { host?: string; user?: string; connectionString?: string },
  database: string,
) {
  if (!server.connectionString) return { ...server, database };
  const url = new URL(server.connectionString);
  url.pathname = `/${database}`;
  return { connectionString: url.href };
}
