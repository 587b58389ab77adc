import { Readable } from 'node:stream';

/** A body that is sent as it is read. Waits for its first piece: what goes wrong until then is still told by an answer of its own. */
export async function onceBegun(pieces: AsyncGenerator<string>): Promise<Readable> {
  const first = await pieces.next();
  return Readable.from(
    (async function* () {
      if (first.done) return;
      yield first.value;
      yield* pieces;
    })(),
  );
}
