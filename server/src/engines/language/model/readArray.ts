import { align } from './encodeModel.ts';

/** Bytes, and how far they were read. */
export interface Reader {
  bytes: Uint8Array;
  at: number;
}

const sizes = { i32: 4, f32: 4, i8: 1, u8: 1 };

export function readArray(reader: Reader, kind: keyof typeof sizes, length: number) {
  const { buffer, byteOffset } = reader.bytes;
  const size = length * sizes[kind];
  if (reader.at + size > reader.bytes.length) throw new RangeError('language model cut short');
  const from = byteOffset + reader.at;
  reader.at += align(size);
  if (kind === 'i32') return new Int32Array(buffer, from, length);
  if (kind === 'f32') return new Float32Array(buffer, from, length);
  return kind === 'u8' ? new Uint8Array(buffer, from, length) : new Int8Array(buffer, from, length);
}
