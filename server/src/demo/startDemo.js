import { join } from 'node:path';
import { createDb } from '../db/transaction.ts';
import { demoRoutes } from './demoRoutes.ts';
import { startMailCatcher } from './mailCatcher.ts';
import { seed } from './seed.ts';
/** What the demo adds to the program: a mail server that catches, the shop, and a sample company on the first start. */
export async function startDemo(config, pool, log) {
  const catcher = config.smtpUrl
    ? undefined
    : await startMailCatcher(join(config.dataDir, 'mails.json'), log);
  return {
    settings: catcher ? { smtpUrl: catcher.url, mailFrom: 'Maison Lumen <chat@maison-lumen.example>' } : {},
    options: { workerEveryMs: 1000 },
    addRoutes({ app }) {
      app.register(async (scope) => demoRoutes(scope, { db: createDb(pool), catcher }));
    },
    async started({ doors }) {
      if (await seed(doors)) console.log('The sample company Maison Lumen is there.');
      console.log(`Shop: ${config.publicUrl}/demo/   Mails: ${config.publicUrl}/demo/mails`);
      console.log('Sign in as amelie@example.com with the password causerie-demo');
    },
    close: async () => catcher?.close(),
  };
}
