import { describe, expect, it } from 'vitest';
import { acceptMessage } from './bridge.ts';

const frame = {};
const origin = 'https://chat.example.com';
const good = { source: frame, origin, data: { nonce: 'n1', ready: true } };

describe('acceptMessage', () => {
  it('takes a message of the right window, origin and nonce', () => {
    expect(acceptMessage(good, frame, origin, 'n1')).toBe(good.data);
  });

  it('takes no other', () => {
    const bad = [
      { ...good, source: {} },
      { ...good, source: null },
      { ...good, origin: 'https://chat.example.com.evil.example' },
      { ...good, origin: 'http://chat.example.com' },
      { ...good, origin: 'null' },
      { ...good, data: { ready: true } },
      { ...good, data: { nonce: 'n2', ready: true } },
      { ...good, data: null },
      { ...good, data: 'n1' },
      { ...good, data: undefined },
    ];
    for (const event of bad)
      expect(acceptMessage(event, frame, origin, 'n1'), JSON.stringify(event)).toBeUndefined();
  });

  it('takes nothing while there is no frame', () => {
    expect(acceptMessage({ ...good, source: null }, undefined, origin, 'n1')).toBeUndefined();
  });
});
