import { expect, it } from 'vitest';
import { makeSendFrame } from './makeSendFrame.ts';
import { MAX_CLIENT_FRAME_BYTES } from './protocolConstants.ts';
import type { StoredMessage } from './types.ts';

const message = (text: string, origin?: string): StoredMessage => ({
  entryId: 'e',
  conversationId: 'c',
  kind: 'message',
  content: { kind: 'text', text },
  createdAt: 0,
  ...(origin && { snippets: [{ snippetId: 's', language: 'en', text: origin }] }),
});

it('carries what the message was made from, unless that makes it too large', () => {
  expect(makeSendFrame(message('hi', 'hello'), 'c')).toMatchObject({
    content: { text: 'hi' },
    snippets: [{ text: 'hello' }],
  });
  expect(makeSendFrame(message('hi'), 'c')).not.toHaveProperty('snippets');
  const large = 'x'.repeat(MAX_CLIENT_FRAME_BYTES - 500);
  const frame = makeSendFrame(message(large, large), 'c');
  expect(frame).toMatchObject({ content: { text: large } });
  expect(frame).not.toHaveProperty('snippets');
  expect(makeSendFrame(message('x'.repeat(MAX_CLIENT_FRAME_BYTES)), 'c')).toBeUndefined();
});
