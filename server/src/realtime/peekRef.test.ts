import fc from 'fast-check';
import { expect, test } from 'vitest';
import { uuid } from '../lib/uuid.ts';
import { peekRef } from './peekRef.ts';

const peek = (text: string) => peekRef(Buffer.from(text));

test('the ref of a message as our clients write it', () => {
  const ref = uuid();
  const frame = { type: 'send', ref, conversationId: uuid(), content: { kind: 'text', text: '"ref":"x"' } };
  expect(peek(JSON.stringify(frame))).toBe(ref);
});

test.each([
  '',
  '{"type":"send","ref":"',
  '{"type":"send","ref":""}',
  '{"type":"send","ref":"no end',
  `{"type":"send","ref":"${'x'.repeat(65)}"}`,
  '{"type":"send","ref":"a\\"b"}',
  '{"type":"send","ref":"é"}',
  '{"type":"ping","ref":"a"}',
  '{"ref":"a","type":"send"}',
  ' {"type":"send","ref":"a"}',
])('what must be read to be understood: %s', (text) => {
  expect(peek(text)).toBeUndefined();
});

test('where it tells a ref, reading the frame tells the same', () => {
  const refs = fc.oneof(fc.string({ maxLength: 70 }), fc.string({ unit: 'binary', maxLength: 70 }));
  fc.assert(
    fc.property(refs, fc.jsonValue(), (ref, content) => {
      const text = JSON.stringify({ type: 'send', ref, content });
      const found = peek(text);
      if (found !== undefined) expect(found).toBe(JSON.parse(text).ref);
      if (/^[\x20-\x7e]{1,64}$/.test(ref) && !/["\\]/.test(ref)) expect(found).toBe(ref);
    }),
  );
});

test('any bytes do no harm', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 200 }), fc.boolean(), (bytes, begins) => {
      const whole = begins
        ? Buffer.concat([Buffer.from('{"type":"send","ref":"'), bytes])
        : Buffer.from(bytes);
      expect(peekRef(whole) ?? 'x').toMatch(/^[\x20-\x7e]{1,64}$/);
    }),
  );
});
