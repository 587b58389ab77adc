import { expect, it } from 'vitest';
import { VirtualClock } from '../test/virtualClock.ts';
import { ReadCursors } from './readCursors.ts';

function cursors() {
  const clock = new VirtualClock();
  const said: [string, number][] = [];
  const reads = new ReadCursors(clock, (frame) => {
    if (frame.type === 'read') said.push([frame.conversationId, frame.seq]);
    return true;
  });
  return { clock, reads, said };
}

it('says the furthest once, and again after a reconnect while the server has told nothing', async () => {
  const { clock, reads, said } = cursors();
  reads.set('a', 2);
  reads.set('a', 5);
  reads.set('a', 3);
  await clock.advance(1000);
  expect(said).toEqual([['a', 5]]);
  reads.online();
  expect(said).toEqual([
    ['a', 5],
    ['a', 5],
  ]);
});

it('does not say again what the server has, but what lies beyond', async () => {
  const { clock, reads, said } = cursors();
  reads.set('a', 5);
  reads.settled('a', 4);
  reads.set('b', 2);
  await clock.advance(1000);
  reads.settled('b', 2);
  said.length = 0;
  reads.online();
  expect(said).toEqual([['a', 5]]);
});

it('marked as unread, nothing is said of what was read before, and reading it once more is', async () => {
  const { clock, reads, said } = cursors();
  reads.set('a', 5);
  reads.settled('a', Number.POSITIVE_INFINITY);
  await clock.advance(1000);
  reads.online();
  expect(said).toEqual([]);
  reads.set('a', 5);
  await clock.advance(1000);
  expect(said).toEqual([['a', 5]]);
});
