import { createWorld, newId, type World } from './world.ts';

/** A client that holds a conversation with entries `1` to `count`. */
export async function holding(
  count: number,
  world: World = createWorld(),
  role: 'visitor' | 'agent' = 'visitor',
) {
  const id = newId();
  for (let i = 1; i <= count; i++) world.server.store.write(id, newId(), `${i}`);
  const client = await world.online({ role });
  const timeline = client.conversation(id);
  await world.clock.advance(50);
  return { ...world, id, client, timeline, store: world.server.store };
}

/** Entries as `words` shows them, each with its number for a text. */
export const numbers = (from: number, to: number): string[] =>
  Array.from({ length: to - from + 1 }, (_, i) => `${from + i} ${from + i}`);
