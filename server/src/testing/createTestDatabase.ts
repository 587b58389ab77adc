import type { Pool, PoolConfig } from 'pg';
import { inject } from 'vitest';
import { createPool } from '../db/pool.ts';
import { uuid } from '../lib/uuid.ts';
import { templateName, withDatabase } from './globalSetup.ts';

export type TestDatabase = { pool: Pool; connection: PoolConfig; drop(): Promise<void> };

/** A database of its own for a test file, migrated; `drop` it at the end. Fails the file if a connection was left behind. */
export async function createTestDatabase(): Promise<TestDatabase> {
  const server = inject('database');
  const name = `test_${uuid().replaceAll('-', '')}`;
  const admin = createPool({ ...withDatabase(server, 'postgres'), max: 1 });
  await admin.query(`create database ${name} template ${templateName}`);
  const connection = withDatabase(server, name);
  const pool = createPool(connection);
  return {
    pool,
    connection,
    async drop() {
      await pool.end();
      await admin.query(`drop database ${name} with (force)`);
      await admin.end();
    },
  };
}
