import { crc32 } from 'node:zlib';

/** A file of an archive: its name with `/` between folders, and its bytes, piece by piece. */
export type ZipEntry = { name: string; pieces: AsyncIterable<Uint8Array> | Iterable<Uint8Array> };

/** Sizes and places are 32 bits wide without the Zip64 extension, which is not written. */
const MOST_BYTES = 0xffff_ffff;
const MOST_ENTRIES = 0xffff;
const UTF8_AND_DESCRIPTOR = 0x0808;

type Written = { name: Buffer; crc: number; size: number; at: number };

/**
 * An archive (ZIP, APPNOTE 6.3) of these files as they are, not compressed, in pieces: sizes follow each file's bytes, so
 * that nothing need stand in memory. Throws a RangeError beyond 4 GB or 65,535 files.
 */
export async function* writeZip(
  entries: AsyncIterable<ZipEntry> | Iterable<ZipEntry>,
  at: Date,
): AsyncGenerator<Uint8Array> {
  const stamp = dosTime(at);
  const written: Written[] = [];
  let place = 0;
  const taken = (bytes: Uint8Array) => {
    place += bytes.length;
    if (place > MOST_BYTES) throw new RangeError('The archive would be larger than 4 GB.');
    return bytes;
  };
  for await (const { name, pieces } of entries) {
    const file: Written = { name: Buffer.from(name), crc: 0, size: 0, at: place };
    yield taken(header(0x04034b50, file, stamp, 'local'));
    for await (const piece of pieces) {
      file.crc = crc32(piece, file.crc);
      file.size += piece.length;
      yield taken(piece);
    }
    yield taken(descriptor(file));
    written.push(file);
    if (written.length > MOST_ENTRIES) throw new RangeError('The archive would have more than 65,535 files.');
  }
  const directory = place;
  for (const file of written) yield taken(header(0x02014b50, file, stamp, 'central'));
  yield ending(written.length, directory, place - directory);
}

/** What stands before a file's bytes, where sizes are not known yet; and the same in the directory, where they are. */
function header(
  signature: number,
  file: Written,
  stamp: [number, number],
  kind: 'local' | 'central',
): Buffer {
  const isCentral = kind === 'central';
  const fields: [2 | 4, number][] = [
    [4, signature],
    ...((isCentral ? [[2, 20]] : []) as [2, number][]),
    [2, 20],
    [2, UTF8_AND_DESCRIPTOR],
    [2, 0],
    [2, stamp[0]],
    [2, stamp[1]],
    [4, isCentral ? file.crc : 0],
    [4, isCentral ? file.size : 0],
    [4, isCentral ? file.size : 0],
    [2, file.name.length],
    [2, 0],
    ...((isCentral
      ? [
          [2, 0],
          [2, 0],
          [2, 0],
          [4, 0],
          [4, file.at],
        ]
      : []) as [2 | 4, number][]),
  ];
  return Buffer.concat([pack(fields), file.name]);
}

const descriptor = ({ crc, size }: Written): Buffer =>
  pack([
    [4, 0x08074b50],
    [4, crc],
    [4, size],
    [4, size],
  ]);

const ending = (many: number, directory: number, size: number): Buffer =>
  pack([
    [4, 0x06054b50],
    [2, 0],
    [2, 0],
    [2, many],
    [2, many],
    [4, size],
    [4, directory],
    [2, 0],
  ]);

/** Numbers of two or four bytes, the lowest byte first. */
function pack(fields: [2 | 4, number][]): Buffer {
  const bytes = Buffer.alloc(fields.reduce((sum, [width]) => sum + width, 0));
  let place = 0;
  for (const [width, value] of fields) place = bytes.writeUIntLE(value, place, width);
  return bytes;
}

/** Time and date as MS-DOS had them, in UTC: two seconds are the finest. */
function dosTime(at: Date): [number, number] {
  const year = Math.max(1980, at.getUTCFullYear());
  return [
    (at.getUTCHours() << 11) | (at.getUTCMinutes() << 5) | (at.getUTCSeconds() >> 1),
    ((year - 1980) << 9) | ((at.getUTCMonth() + 1) << 5) | at.getUTCDate(),
  ];
}
