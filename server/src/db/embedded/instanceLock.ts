import { rmSync } from 'node:fs';
import { connect, createServer, type Server } from 'node:net';

/** One that was just killed may take a moment to be gone. */
const PATIENCE_MS = 1500;

/**
 * One program per data folder. The lock is a listening socket in the private folder: the system lets go of it with
 * the process, however that ends, and a socket that nobody answers on is a dead one's and is taken over.
 */
export async function takeInstanceLock(path: string, dataDir: string): Promise<{ release(): void }> {
  const until = Date.now() + PATIENCE_MS;
  for (;;) {
    const server = await listen(path);
    if (server) return { release: () => void server.close() };
    if (!(await isAlive(path))) rmSync(path, { force: true });
    else if (Date.now() < until) await new Promise((resolve) => setTimeout(resolve, 50));
    else {
      throw new Error(
        `Another Causerie already uses the data folder ${dataDir}. Stop it, or set CAUSERIE_DATA to another folder.`,
      );
    }
  }
}

function listen(path: string): Promise<Server | undefined> {
  return new Promise((resolve, reject) => {
    const server = createServer((socket) => socket.end());
    server.once('error', (error: NodeJS.ErrnoException) =>
      error.code === 'EADDRINUSE' ? resolve(undefined) : reject(error),
    );
    server.listen(path, () => {
      server.unref();
      resolve(server);
    });
  });
}

function isAlive(path: string): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(path);
    socket.once('connect', () => {
      socket.destroy();
      resolve(true);
    });
    socket.once('error', () => resolve(false));
  });
}
