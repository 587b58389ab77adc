import { expect, test } from 'vitest';
import { Emitter } from './emitter.ts';

test('listeners get what is emitted until they are taken away; the same one may be added twice', () => {
  const emitter = new Emitter<{ a: number; b: string }>();
  const seen: number[] = [];
  const listener = (value: number) => seen.push(value);
  const stop = emitter.on('a', listener);
  emitter.on('a', listener);
  emitter.emit('a', 1);
  stop();
  stop();
  emitter.emit('a', 2);
  emitter.emit('b', 'nobody listens');
  expect(seen).toEqual([1, 1, 2]);
});

test('a listener that is taken away while it is called is still called this time, and others too', () => {
  const emitter = new Emitter<{ a: number }>();
  const seen: string[] = [];
  const stop = emitter.on('a', () => {
    seen.push('first');
    stop();
  });
  emitter.on('a', () => seen.push('second'));
  emitter.emit('a', 1);
  emitter.emit('a', 1);
  expect(seen).toEqual(['first', 'second', 'second']);
});
