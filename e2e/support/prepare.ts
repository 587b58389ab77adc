import { rmSync } from 'node:fs';
import { Server } from './Server.ts';

/** Makes the sample company once; every file of tests begins with a copy of its data. */
async function prepare(): Promise<() => Promise<void>> {
  const server = await Server.start({ demo: true });
  await server.pause();
  process.env.CAUSERIE_E2E_SAMPLE = server.dataDir;
  return async () => {
    rmSync(server.dataDir, { recursive: true, force: true });
  };
}

// biome-ignore lint/style/noDefaultExport: Playwright wants it so
export default prepare;
