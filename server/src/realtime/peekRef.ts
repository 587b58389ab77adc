/** How our clients begin a message; the longest `ref` that the protocol allows. */
const BEGINNING = Buffer.from('{"type":"send","ref":"');
const LONGEST_REF = 64;
const [QUOTE, BACKSLASH] = [0x22, 0x5c];

/**
 * The `ref` of a message that is not read otherwise, so that it can be refused for less than reading it would cost.
 * Undefined where it is not written the way our clients do: that must be read to be understood.
 */
export function peekRef(bytes: Buffer): string | undefined {
  if (
    bytes.length <= BEGINNING.length ||
    bytes.compare(BEGINNING, 0, BEGINNING.length, 0, BEGINNING.length) !== 0
  )
    return undefined;
  const end = bytes.subarray(0, BEGINNING.length + LONGEST_REF + 1).indexOf(QUOTE, BEGINNING.length);
  if (end <= BEGINNING.length || bytes.subarray(BEGINNING.length, end).includes(BACKSLASH)) return undefined;
  const ref = bytes.toString('latin1', BEGINNING.length, end);
  // What is not plain must be read, too.
  return /^[\x20-\x7e]+$/.test(ref) ? ref : undefined;
}
