let lastMs = 0;
let counter = 0;

/**
 * A UUID of version 7 (RFC 9562, section 5.7), always greater than the one before it in this process: within a
 * millisecond, and when the clock is set back, the 12 bits after the time count on (section 6.2, method 1). The
 * outbox relies on it: the order of ids is the order of writing.
 */
export function uuidv7(nowMs: number = Date.now()): string {
  if (nowMs > lastMs) {
    lastMs = Math.floor(nowMs);
    counter = randomBits(11);
  } else if (++counter > 0xfff) {
    lastMs++;
    counter = 0;
  }
  const time = hex(lastMs, 12);
  const tail = hex(0x8000 + randomBits(14), 4);
  return `${time.slice(0, 8)}-${time.slice(8)}-7${hex(counter, 3)}-${tail}-${hex(randomBits(24), 6)}${hex(randomBits(24), 6)}`;
}

const hex = (value: number, digits: number): string => value.toString(16).padStart(digits, '0');

/** React Native has no `crypto` unless a polyfill brings it; ids are no secrets, so `Math.random` will do there. */
function randomBits(bits: number): number {
  const source = globalThis.crypto;
  const word = source ? source.getRandomValues(new Uint32Array(1))[0]! : Math.random() * 2 ** 32;
  return Math.floor(word) >>> (32 - bits);
}
