import type { Content, SendFrame } from '@causerie/protocol';
import { createClient } from '../src/client.ts';
import type { Client, ClientOptions, OutboxStorage, StoredMessage, TimelineItem } from '../src/types.ts';
import { uuidv7 } from '../src/uuidv7.ts';
import { agentId } from './fakeLog.ts';
import { FakeServer } from './fakeServer.ts';
import { MemoryNetwork } from './memoryNetwork.ts';
import { VirtualClock } from './virtualClock.ts';

export type World = ReturnType<typeof createWorld>;

/** A fake server, a network and time, all in memory and all obeying the test. */
export function createWorld(random: () => number = () => 0.5) {
  const clock = new VirtualClock();
  const server = new FakeServer((work, ms) => clock.setTimeout(work, ms));
  const network = new MemoryNetwork(clock, server);

  /** A client that is not connected yet; on a network of its own where one is given. */
  function client(
    options: Partial<ClientOptions> & { on?: MemoryNetwork; role?: 'visitor' | 'agent' } = {},
  ): Client {
    const { on = network, role = 'visitor', ...rest } = options;
    return createClient({
      url: 'ws://fake/socket',
      hello: () =>
        role === 'visitor'
          ? { role, token: 'token', client: 'test/1' }
          : { role, workspaceId: agentId, token: agentId, client: 'test/1' },
      webSocket: on.webSocket,
      clock,
      random,
      ...rest,
    });
  }

  /** A connected client. */
  async function online(options: Parameters<typeof client>[0] = {}): Promise<Client> {
    const created = client(options);
    created.connect();
    await clock.advance(50);
    return created;
  }

  return {
    clock,
    server,
    network,
    client,
    online,
    createNetwork: () => new MemoryNetwork(clock, server),
    /** What the server was sent, by message text. */
    sends: () => server.received.filter((frame): frame is SendFrame => frame.type === 'send'),
  };
}

export const text = (words: string): Content => ({ kind: 'text', text: words });

export const newId = (): string => uuidv7();

/** A thread as words: `2 hello` for entry 2, `~ hello` for a pending message, `! hello` for a failed one. */
export function words(items: readonly TimelineItem[]): string[] {
  return items.map((item) => {
    if (item.state === 'confirmed') return `${item.entry.seq} ${wordsOf(item.entry.content)}`;
    return `${item.state === 'pending' ? '~' : '!'} ${wordsOf(item.message.content)}`;
  });
}

const wordsOf = (content: Content | undefined): string =>
  content?.kind === 'text' ? content.text : (content?.kind ?? 'nothing');

/** A storage as a browser's: shared, asynchronous, calls take effect in order. */
export function sharedStorage(
  clock: VirtualClock,
  delayMs = 2,
): OutboxStorage & { kept: Map<string, StoredMessage> } {
  const kept = new Map<string, StoredMessage>();
  const later = <T>(work: () => T): Promise<T> =>
    new Promise((resolve) => void clock.setTimeout(() => resolve(work()), delayMs));
  return {
    kept,
    load: () => later(() => structuredClone([...kept.values()])),
    put: (message) => later(() => void kept.set(message.entryId, structuredClone(message))),
    remove: (entryId) => later(() => void kept.delete(entryId)),
  };
}

/** The messages of a log of the server, as words. */
export const logWords = (log: { entries: { content?: unknown }[] } | undefined): string[] =>
  (log?.entries ?? []).map(({ content }) => (content as { text: string }).text);

/** What a promise that needs a little time to pass resolves to. */
export async function settled<T>(
  clock: { advance(ms: number): Promise<void> },
  promise: Promise<T>,
): Promise<T> {
  await clock.advance(10);
  return promise;
}
