import { randomUUIDv7 } from 'node:crypto';

/** A new id. Version 7: ordered by time, so that new rows land at the end of every index. */
export const uuid = (): string => randomUUIDv7();

/** As many, each after the one before: those that are made within a millisecond are in no order by themselves. */
export const uuids = (count: number): string[] => Array.from({ length: count }, uuid).sort();

/** The bytes of a UUID, for compact keys. */
export const uuidToBytes = (id: string): Buffer => Buffer.from(id.replaceAll('-', ''), 'hex');

export function uuidFromBytes(bytes: Buffer): string {
  const hex = bytes.toString('hex');
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20, 32)].join(
    '-',
  );
}
