import { join } from 'node:path';
import type { Pool } from 'pg';
import type { Program } from '../compose.ts';
import type { Config } from '../config.ts';
import { createDb } from '../db/transaction.ts';
import type { App } from '../http/app.ts';
import { decidePast } from './decidePast.ts';
import { demoRoutes } from './demoRoutes.ts';
import { startMailCatcher } from './mailCatcher.ts';
import { seed } from './seed.ts';

export type Demo = {
  settings: Partial<Config>;
  options: { workerEveryMs?: number };
  addRoutes(program: Program): void;
  /** After the port is open. */
  started(program: Program): Promise<void>;
  close(): Promise<void>;
};

/** What the demo adds to the program: a mail server that catches, the shop, and a sample company on the first start. */
export async function startDemo(config: Config, pool: Pool, log: (error: Error) => void): Promise<Demo> {
  const catcher = config.smtpUrl
    ? undefined
    : await startMailCatcher(join(config.dataDir, 'mails.json'), log);
  const ending = new AbortController();
  return {
    settings: catcher
      ? {
          smtpUrl: catcher.url,
          mailFrom: 'Maison Lumen <chat@maison-lumen.example>',
          mailReplyDomain: 'maison-lumen.example',
          mailInPort: config.mailInPort ?? 0,
        }
      : {},
    options: { workerEveryMs: 1000 },
    addRoutes({ app, mailInPort }) {
      app.register(async (scope) =>
        demoRoutes(scope as unknown as App, { db: createDb(pool), catcher, mailInPort }),
      );
    },
    async started({ doors }) {
      if (await seed(doors)) console.log('The sample company Maison Lumen is there.');
      // In the background: the shop need not wait for it.
      decidePast(doors.core, doors.models, ending.signal).catch((error) => {
        // What is left undone is done at the next start.
        if (!ending.signal.aborted) log(error);
      });
      console.log(`Shop: ${config.publicUrl}/demo/   Mails: ${config.publicUrl}/demo/mails`);
      console.log('Sign in as amelie@example.com with the password causerie-demo');
    },
    async close() {
      ending.abort();
      await catcher?.close();
    },
  };
}
