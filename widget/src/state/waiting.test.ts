import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { Messenger } from './messenger.ts';
import { Waiting } from './waiting.ts';

/** The part of a messenger that `Waiting` talks to. */
function stub() {
  const told: string[] = [];
  const kept = new Map<string, string>();
  const state: { connection: string; session?: { contactId?: string } } = { connection: 'idle' };
  const patch = vi.fn(async () => undefined);
  const messenger = {
    client: { page: (url: string) => told.push(url) },
    memory: {
      get: (key: string) => kept.get(key),
      set: (key: string, value?: string) => (value ? kept.set(key, value) : kept.delete(key)),
    },
    store: { state },
    patch,
  } as unknown as Messenger;
  return { messenger, told, kept, state, patch };
}

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const page = (n: number) => ({ url: `https://a.example/${n}`, title: `${n}` });

it('tells each connection all pages, in order, until there is a contact; then each once', async () => {
  const { messenger, told, kept, state } = stub();
  const waiting = new Waiting(messenger);
  waiting.visit(page(1));
  await vi.advanceTimersByTimeAsync(10);
  waiting.visit(page(2));
  await vi.advanceTimersByTimeAsync(2000);
  expect(told).toEqual([]);

  state.connection = 'online';
  waiting.tell();
  await vi.advanceTimersByTimeAsync(500);
  expect(told).toEqual([page(1).url, page(2).url]);

  state.connection = 'idle';
  waiting.disconnected();
  // A later page of the site: a new frame, the same browser.
  const later = new Waiting(messenger);
  later.visit(page(3));
  await vi.advanceTimersByTimeAsync(10);
  state.connection = 'online';
  later.tell();
  await vi.advanceTimersByTimeAsync(500);
  expect(told.slice(2)).toEqual([page(1).url, page(2).url, page(3).url]);

  state.session = { contactId: 'c' };
  later.tell();
  later.visit(page(4));
  await vi.advanceTimersByTimeAsync(2000);
  expect(told.slice(5)).toEqual([page(4).url]);
  expect(kept.has('pages')).toBe(false);
});

it('waits for the title, and says what the site says of the visitor once', async () => {
  const { messenger, told, state, patch } = stub();
  state.connection = 'online';
  const waiting = new Waiting(messenger);
  waiting.visit(page(1));
  await vi.advanceTimersByTimeAsync(10);
  waiting.visit({ ...page(2), title: 'old title' });
  waiting.visit(page(2));
  await vi.advanceTimersByTimeAsync(2000);
  expect(told).toEqual([page(1).url, page(2).url]);

  waiting.describe({ name: 'Léa' });
  expect(patch).not.toHaveBeenCalled();
  state.session = { contactId: 'c' };
  waiting.tell();
  waiting.tell();
  expect(patch.mock.calls).toEqual([[{ name: 'Léa' }]]);
});
