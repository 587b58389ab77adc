import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Server } from './Server.ts';

/** Makes the sample company once; every file of tests begins with a copy of its data, and with the program compiled. */
async function prepare(): Promise<() => Promise<void>> {
  const compiled = mkdtempSync(join(tmpdir(), 'causerie-e2e-compiled-'));
  process.env.CAUSERIE_E2E_COMPILED = compiled;
  const server = await Server.start({ demo: true });
  await server.pause();
  process.env.CAUSERIE_E2E_SAMPLE = server.dataDir;
  return async () => {
    for (const folder of [server.dataDir, compiled]) rmSync(folder, { recursive: true, force: true });
  };
}

// biome-ignore lint/style/noDefaultExport: Playwright wants it so
export default prepare;
