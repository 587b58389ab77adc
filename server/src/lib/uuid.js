import { randomUUIDv7 } from 'node:crypto';
/** A new id. Version 7: ordered by time, so that new rows land at the end of every index. */
export const uuid = () => randomUUIDv7();
/** The bytes of a UUID, for compact keys. */
export const uuidToBytes = (id) => Buffer.from(id.replaceAll('-', ''), 'hex');
export function uuidFromBytes(bytes) {
    const hex = bytes.toString('hex');
    return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20, 32)].join('-');
}
