import { channelLimits, MAX_TEXT as protocolText } from '@causerie/protocol';
import { expect, it } from 'vitest';
import { MAX_FILE_BYTES, MAX_TEXT } from './limits.ts';

it('repeats the protocol’s limits rightly', () => {
  expect(MAX_TEXT).toBe(protocolText);
  expect(MAX_FILE_BYTES).toBe(channelLimits.web.maxFileBytes);
});
