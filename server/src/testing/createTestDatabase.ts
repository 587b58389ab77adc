import type { Pool, PoolConfig } from 'pg';
import { inject } from 'vitest';
import { createPool } from '../db/pool.ts';
import { uuid } from '../lib/uuid.ts';
import { withDatabase } from './globalSetup.ts';

export type TestDatabase = { pool: Pool; connection: PoolConfig; drop(): Promise<void> };

/** A database of its own for a test file, migrated; `drop` it at the end. `empty`: without the migrations. */
export async function createTestDatabase(options: { empty?: boolean } = {}): Promise<TestDatabase> {
  const server = inject('database');
  const name = `test_${uuid().replaceAll('-', '')}`;
  await runOnce(server, `create database ${name} template ${options.empty ? 'template0' : server.template}`);
  const connection = withDatabase(server, name);
  const pool = createPool(connection);
  return {
    pool,
    connection,
    async drop() {
      await pool.end();
      await runOnce(server, `drop database ${name} with (force)`);
    },
  };
}

/** The same database over connections of one's own; `drop` only gives those back. */
export async function joinTestDatabase({ connection }: TestDatabase): Promise<TestDatabase> {
  const pool = createPool(connection);
  return { pool, connection, drop: () => pool.end() };
}

async function runOnce(server: Parameters<typeof withDatabase>[0], statement: string): Promise<void> {
  const admin = createPool({ ...withDatabase(server, 'postgres'), max: 1 });
  try {
    await admin.query(statement);
  } finally {
    await admin.end();
  }
}
