import * as protocol from '@causerie/protocol';
import { expect, test } from 'vitest';
import * as repeated from './protocolConstants.ts';

test('the constants that are repeated here are those of the protocol', () => {
  expect({ ...repeated }).toEqual({
    PROTOCOL_VERSION: protocol.PROTOCOL_VERSION,
    MAX_CLIENT_FRAME_BYTES: protocol.MAX_CLIENT_FRAME_BYTES,
  });
});
