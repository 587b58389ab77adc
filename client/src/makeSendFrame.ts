import type { SendFrame } from '@causerie/protocol';
import { MAX_CLIENT_FRAME_BYTES } from './protocolConstants.ts';
import type { StoredMessage } from './types.ts';
import { utf8Length } from './utf8Length.ts';

/**
 * The frame that sends a message; undefined where it is larger than the server takes. What it was made from is left
 * out rather than the message.
 */
export function makeSendFrame(message: StoredMessage, conversationId: string): SendFrame | undefined {
  const { entryId, kind, content, snippets, seenSeq } = message;
  const seen = seenSeq === undefined ? {} : { seenSeq };
  const frame: SendFrame = { type: 'send', ref: entryId, conversationId, entryId, kind, content, ...seen };
  return [...(snippets ? [{ ...frame, snippets }] : []), frame].find(
    (each) => utf8Length(JSON.stringify(each)) <= MAX_CLIENT_FRAME_BYTES,
  );
}
