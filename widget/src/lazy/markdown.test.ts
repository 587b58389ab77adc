import { describe, expect, it } from 'vitest';
import { type Block, type Inline, parseInline, parseMarkdown } from './markdown.ts';
import { safeLink } from './safeLink.ts';

/** Every link address and every piece of text in it. */
function collect(blocks: Block[]): { links: string[]; text: string } {
  const links: string[] = [];
  let text = '';
  const walk = (parts: Inline[]) => {
    for (const part of parts) {
      if (part.t === 'link') links.push(part.url);
      if ('of' in part) walk(part.of);
      else text += part.text;
    }
  };
  for (const block of blocks) {
    if (block.t === 'code') text += block.text;
    else for (const line of block.t === 'list' ? block.items : block.lines) walk(line);
  }
  return { links, text };
}

describe('parseMarkdown', () => {
  it('knows bold, italic, code and their nesting', () => {
    expect(parseInline('a **b *c*** `d` _e_')).toEqual([
      { t: 'text', text: 'a ' },
      {
        t: 'bold',
        of: [
          { t: 'text', text: 'b ' },
          { t: 'italic', of: [{ t: 'text', text: 'c' }] },
        ],
      },
      { t: 'text', text: ' ' },
      { t: 'code', text: 'd' },
      { t: 'text', text: ' ' },
      { t: 'italic', of: [{ t: 'text', text: 'e' }] },
    ]);
  });

  it('leaves what is no mark alone', () => {
    for (const text of [
      '2 * 3 * 4',
      'snake_case_name',
      '**',
      '****',
      '`',
      '[a]',
      '[a](b)',
      'a ** b',
      '_',
      '* *',
    ])
      expect(collect(parseMarkdown(`x ${text}`)).text).toBe(`x ${text}`);
  });

  it('makes links of web addresses, without the punctuation after them', () => {
    const { links } = collect(
      parseMarkdown('See https://a.example/x?y=1, (https://b.example/) or https://c.example/a_(b).'),
    );
    expect(links).toEqual(['https://a.example/x?y=1', 'https://b.example/', 'https://c.example/a_(b)']);
  });

  it('makes lists, ordered from where they start, and keeps lines', () => {
    expect(parseMarkdown('Hi\nthere\n- a\n- b\n3. c\n4. d')).toMatchObject([
      { t: 'lines', lines: [[{ text: 'Hi' }], [{ text: 'there' }]] },
      { t: 'list', ordered: false, items: [[{ text: 'a' }], [{ text: 'b' }]] },
      { t: 'list', ordered: true, start: 3, items: [[{ text: 'c' }], [{ text: 'd' }]] },
    ]);
  });

  it('keeps code as it is, and an unclosed fence as text', () => {
    expect(parseMarkdown('```js\n**a**\n```')).toEqual([{ t: 'code', text: '**a**' }]);
    expect(collect(parseMarkdown('```\n**a**')).text).toBe('```a');
  });

  it('never makes a link of anything but web, mail and telephone', () => {
    const hostile = [
      '[x](javascript:alert(1))',
      '[x](JaVaScRiPt:alert(1))',
      '[x](data:text/html,<script>alert(1)</script>)',
      '[x](vbscript:x)',
      '[x](//evil.example)',
      '[x](\u0001javascript:alert(1))',
      '[x](https://a.example"onmouseover="alert(1))',
      '<a href="javascript:alert(1)">x</a>',
    ];
    for (const text of hostile) expect(collect(parseMarkdown(text)).links).toEqual([]);
    for (const url of ['javascript:alert(1)', ' https://a', 'file:///etc/passwd', '/x', ''])
      expect(safeLink(url)).toBeUndefined();
    for (const url of ['https://a.example', 'mailto:a@example.com', 'tel:+3312345'])
      expect(safeLink(url)).toBe(url);
  });

  it('keeps markup of the web as text', () => {
    const text = '<script>alert(1)</script><img src=x onerror=alert(1)>';
    expect(collect(parseMarkdown(text))).toEqual({ links: [], text });
  });

  it('is quick on text made to be slow', () => {
    const started = performance.now();
    for (const text of ['**', '*a', '_a ', '[', '[a](', '`', 'https://', '**a*', '((((', 'a_'])
      parseMarkdown(text.repeat(Math.ceil(10_000 / text.length)));
    expect(performance.now() - started).toBeLessThan(1500);
  });
});
