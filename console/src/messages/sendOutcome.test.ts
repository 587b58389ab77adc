import { expect, it } from 'vitest';
import { listenForOutcomes } from './sendOutcome.ts';

/** As much of a client as tells of messages. */
function fakeClient() {
  const listeners = new Map<string, Set<(payload: never) => void>>();
  return {
    on: (event: string, listener: (payload: never) => void) => {
      const all = listeners.get(event) ?? new Set();
      listeners.set(event, all.add(listener));
      return () => void all.delete(listener);
    },
    emit: (event: string, entryId: string) => {
      for (const listener of listeners.get(event) ?? []) listener({ entryId } as never);
    },
    count: () => [...listeners.values()].reduce((sum, all) => sum + all.size, 0),
  };
}

it('tells that one arrived, also when that was known before it was asked for', async () => {
  const client = fakeClient();
  const outcomes = listenForOutcomes(client);
  client.emit('acknowledged', 'early');
  const late = outcomes.of('late');
  client.emit('acknowledged', 'another');
  client.emit('acknowledged', 'late');
  expect(await outcomes.of('early')).toBe(true);
  expect(await late).toBe(true);
});

it('tells that one was refused, and that one which waits is neither', async () => {
  const client = fakeClient();
  const outcomes = listenForOutcomes(client);
  const waiting = outcomes.of('waiting');
  client.emit('failed', 'refused');
  expect(await outcomes.of('refused')).toBe(false);
  expect(await Promise.race([waiting, Promise.resolve('not yet')])).toBe('not yet');
});

it('listens no longer than it is asked to', () => {
  const client = fakeClient();
  listenForOutcomes(client).stop();
  expect(client.count()).toBe(0);
});
