import { describe, expect, test } from 'vitest';
import { previewOf } from '../src/core/conversations/messageInput.ts';

const preview = (text: string) => previewOf({ kind: 'text', text });

describe('the one line that a list shows of a message', () => {
  test.each([
    ['Is it **dimmable**? `yes`, see [the page](https://example.com/a)', 'Is it dimmable? yes, see the page'],
    ['2 ** 3 ** 4 and a * b', '2 ** 3 ** 4 and a * b'],
    ['~~Monday~~ Tuesday\n\nat  ten', 'Monday Tuesday at ten'],
    ['[x](javascript:alert)', '[x](javascript:alert)'],
    ['**', '**'],
  ])('%s', (text, expected) => {
    expect(preview(text)).toBe(expected);
  });

  test('is cut at 160 characters, never within one', () => {
    expect(preview('a'.repeat(500))).toHaveLength(160);
    expect(preview(`${'a'.repeat(158)}😀😀`)).toBe(`${'a'.repeat(158)}…`);
  });

  test('costs little whatever the text', () => {
    const started = performance.now();
    for (const part of ['**a ', '[', '[a](http://', '~~', '`']) preview(part.repeat(20_000));
    expect(performance.now() - started).toBeLessThan(2000);
  });
});
