import { type Client, createClient } from '@causerie/client';
import { indexedDbOutbox } from '@causerie/client/indexeddb';

export type ClientParts = { outbox: string; token: () => Promise<string>; language: () => string };

/** The SDK, connected to the server that served this frame. */
export function makeClient({ outbox, token, language }: ClientParts): Client {
  return createClient({
    url: `${location.origin.replace(/^http/, 'ws')}/socket`,
    outbox: indexedDbOutbox(outbox),
    hello: async () => ({
      role: 'visitor',
      token: await token(),
      client: `widget/${__VERSION__}`,
      language: language(),
    }),
  });
}
