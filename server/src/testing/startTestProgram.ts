import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { FastifyBaseLogger } from 'fastify';
import { pino } from 'pino';
import { compose, type Program } from '../compose.ts';
import { type Config, readConfig } from '../config.ts';
import { createTestDatabase, joinTestDatabase, type TestDatabase } from './createTestDatabase.ts';

export type TestProgram = Program & { database: TestDatabase; url: string; stop(): Promise<void> };

/** The whole program on a free port and a database of its own, or as one more node `on` that of another. */
export async function startTestProgram(
  settings: Partial<Config> = {},
  on?: TestDatabase,
  log: FastifyBaseLogger = pino({ level: process.env.TEST_LOG ?? 'fatal' }),
): Promise<TestProgram> {
  const database = on ? await joinTestDatabase(on) : await createTestDatabase();
  const dataDir = mkdtempSync(join(tmpdir(), 'causerie-files-'));
  const config: Config = {
    ...readConfig({ PORT: '0', HOST: '127.0.0.1', CAUSERIE_DATA: dataDir }),
    ...settings,
  };
  const program = await compose(config, database.pool, log, {
    workerEveryMs: 50,
    // A dead node and a dead Redis are noticed sooner than outside tests.
    busTimes: { beat: 100, deafAfter: 600, goneAfter: 1500 },
  });
  const url = await program.listen();
  return {
    ...program,
    database,
    url,
    async stop() {
      await program.close();
      await database.drop();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}
