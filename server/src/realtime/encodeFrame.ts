import type { ServerFrame } from '@causerie/protocol';

/** First byte of a whole text message (RFC 6455 section 5.2: FIN and opcode 1). */
const FINAL_TEXT = 0x81;

/**
 * The bytes of a frame as they go over the wire: header and text in one piece, so that a frame for many is framed once,
 * not once for each who gets it. What a server sends is not masked (RFC 6455 section 5.1), so it is the same for all.
 */
export function encodeFrame(frame: ServerFrame): Buffer {
  const text = JSON.stringify(frame);
  const length = Buffer.byteLength(text);
  const header = headerLength(length);
  const bytes = Buffer.allocUnsafe(header + length);
  bytes[0] = FINAL_TEXT;
  if (header === 2) bytes[1] = length;
  else if (header === 4) {
    bytes[1] = 126;
    bytes.writeUInt16BE(length, 2);
  } else {
    bytes[1] = 127;
    bytes.writeBigUInt64BE(BigInt(length), 2);
  }
  bytes.write(text, header);
  return bytes;
}

function headerLength(length: number): number {
  if (length < 126) return 2;
  return length < 65_536 ? 4 : 10;
}
