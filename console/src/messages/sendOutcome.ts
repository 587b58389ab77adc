import type { Client } from '@causerie/client';

/**
 * What became of messages that are written from now on: true once the server has one, false where it refused it. While
 * the connection is gone nothing is told yet; `stop` ends the listening.
 */
export function listenForOutcomes(client: Pick<Client, 'on'>) {
  const known = new Map<string, boolean>();
  const waiting = new Map<string, (arrived: boolean) => void>();
  const tell =
    (arrived: boolean) =>
    ({ entryId }: { entryId: string }) => {
      known.set(entryId, arrived);
      waiting.get(entryId)?.(arrived);
    };
  const stops = [client.on('acknowledged', tell(true)), client.on('failed', tell(false))];
  return {
    of: (entryId: string): Promise<boolean> =>
      new Promise((resolve) => {
        const outcome = known.get(entryId);
        if (outcome === undefined) waiting.set(entryId, resolve);
        else resolve(outcome);
      }),
    stop: () => {
      for (const stop of stops) stop();
    },
  };
}
