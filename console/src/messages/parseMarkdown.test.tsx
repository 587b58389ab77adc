import fc from 'fast-check';
import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, it } from 'vitest';
import { Markdown } from './Markdown.tsx';
import { isSafeLink, parseInline, parseMarkdown } from './parseMarkdown.ts';

const html = (text: string) => renderToStaticMarkup(<Markdown text={text} />);
const inner = (text: string) => html(text).replace(/^<div[^>]*>|<\/div>$/g, '');

/** The text of a tree, as it is read. */
function shown(node: unknown): string {
  if (Array.isArray(node)) return node.map(shown).join('');
  const { text, children, items } = node as { text?: string; children?: unknown; items?: unknown };
  return text ?? shown(children ?? items ?? []);
}

describe('Markdown-light', () => {
  it.each([
    ['plain', '<p>plain</p>'],
    ['**bold** and *italic* and _too_', '<p><strong>bold</strong> and <em>italic</em> and <em>too</em></p>'],
    ['**a**', '<p><strong>a</strong></p>'],
    ['**bold *and italic* in it**', '<p><strong>bold <em>and italic</em> in it</strong></p>'],
    ['~~gone~~ `co*d*e`', '<p><del>gone</del> <code>co*d*e</code></p>'],
    ['one\ntwo', '<p>one<br/>two</p>'],
    ['one\n\ntwo', '<p>one</p><p>two</p>'],
    ['- a\n- b', '<ul><li>a</li><li>b</li></ul>'],
    ['3. a\n4. b', '<ol start="3"><li>a</li><li>b</li></ol>'],
    ['7. June suits me', '<p>7. June suits me</p>'],
    ['> so *be* it', '<blockquote>so <em>be</em> it</blockquote>'],
    ['```\n<b>**x**\n```', '<pre><code>&lt;b&gt;**x**</code></pre>'],
    ['```js\nconst a = 1\n```', '<pre><code>const a = 1</code></pre>'],
    ['```said on one line```', '<p>``<code>said on one line</code>``</p>'],
    ['```\nnever closed', '<pre><code>never closed</code></pre>'],
    ['2 * 3 * 4 and snake_case_name', '<p>2 * 3 * 4 and snake_case_name</p>'],
  ])('%j', (text, expected) => expect(inner(text)).toBe(expected));

  it('links addresses without the full stop behind them', () => {
    expect(inner('See https://example.com/a_b_c.')).toContain('href="https://example.com/a_b_c"');
    expect(inner('See https://example.com/a.')).toMatch(/<\/a>\.<\/p>$/);
    expect(inner('[here](https://example.com)')).toContain('>here</a>');
  });

  it.each([
    '<script>alert(1)</script>',
    '<img src=x onerror=alert(1)>',
    '[click](javascript:alert(1))',
    '[click](JaVaScRiPt:alert(1))',
    '[click](data:text/html,<script>1</script>)',
    'javascript:alert(1)',
    '[x](https://a"onmouseover=alert(1))',
    '**<svg onload=alert(1)>**',
    '`<iframe src=javascript:1>`',
  ])('makes no markup of %j', (text) => {
    const out = html(text);
    expect(out).not.toMatch(/<(script|img|svg|iframe)/i);
    expect(out).not.toMatch(/href="(?!https?:|mailto:|tel:)/i);
    expect(out).not.toMatch(/<[a-z]+[^>]*\son[a-z]+=/i);
  });

  it('loses no letter of any text', () => {
    const marks = ['*', '**', '_', '`', '```', '\n', '- ', '1. ', '2) ', '> ', '~~', '[', ']', '(', ')'];
    const pieces = fc.constantFrom(...marks, 'https://a', ' ', 'b', 'é', '字', '<b>');
    const letters = (text: string) => text.match(/\p{L}/gu)?.join('') ?? '';
    fc.assert(
      fc.property(fc.array(pieces, { maxLength: 30 }), (parts) => {
        const text = parts.join('');
        expect(letters(shown(parseMarkdown(text)))).toBe(letters(text));
      }),
      { numRuns: 2000 },
    );
  });

  it('reads the longest hostile text in no time', () => {
    const hostile = ['**', '*a', '_a ', '`', '[', '~~a', '[a](', '> ', '- ', '**a*', '((((', 'https://'];
    for (const piece of hostile) {
      const began = performance.now();
      parseMarkdown(piece.repeat(10_000 / piece.length));
      expect(performance.now() - began, piece).toBeLessThan(10_000);
    }
  });

  it('leaves nesting deeper than a person writes as text', () => {
    expect(() => parseInline(`${'**a *b '.repeat(500)}${'* **'.repeat(500)}`)).not.toThrow();
    expect(isSafeLink('vbscript:x')).toBe(false);
  });
});
