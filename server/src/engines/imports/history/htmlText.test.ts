import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { htmlText } from './htmlText.ts';

describe('the words of a message in HTML', () => {
  test.each([
    ['<p>Hello &lt;you&gt;</p><p>second line</p>', 'Hello <you>\nsecond line'],
    ['Dear all,\n\n5 < 6 and 7 > 3', 'Dear all,\n\n5 < 6 and 7 > 3'],
    ['<div>a < b\n  and   so on</div>', 'a < b and so on'],
    ['one<br/>two<BR>three', 'one\ntwo\nthree'],
    ['<ul><li>a</li><li>b</li></ul>', '- a\n- b'],
    ['<pre>a\n  b</pre><p>c\nd</p>', 'a\nb\nc d'],
    ['See <a href="https://x.example/?a=1&amp;b=2">this</a>.', 'See this (https://x.example/?a=1&b=2).'],
    ['<a class=x href=https://x.example>https://x.example</a>', 'https://x.example'],
    ["<a href='javascript:alert(1)'>click</a>", 'click'],
    ['<p>look: <img alt="" src="https://x.example/a.png"></p>', 'look: https://x.example/a.png'],
    ['<p>look: <img src="data:image/png;base64,AAAA"></p>', 'look:'],
    ['<script>alert(1)</script><style>p { color: red }</style><p>private</p>', 'private'],
    ['before<script>never ends', 'before'],
    ['<!-- <p>no</p> --><p>yes</p><!-- to the end', 'yes'],
    ['seen <!-- <script>', 'seen'],
    [
      '<p>Caf&eacute; &agrave; 5&nbsp;&euro; &#8211; &#x1F600; &unknown; &AMP;</p>',
      'Café à 5 € – 😀 &unknown; &',
    ],
    ['<p>a</p><p></p><p> </p><p></p><p>b</p>', 'a\n\nb'],
    ['', ''],
    ['<', '<'],
    ['&#0;&#xD800;&#99999999;', ''],
  ])('%s', (html, text) => expect(htmlText(html)).toBe(text));

  test('hold no tag, whatever was written', () => {
    const piece = fc.constantFrom(
      '<',
      '>',
      '</',
      '<p',
      '<a href="',
      '"',
      '<script',
      '<!--',
      '-->',
      'x',
      ' ',
      '&lt;',
      '\n',
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 30 }), (pieces) => {
        const text = htmlText(pieces.join(''));
        expect(text).not.toMatch(/<script[^<]*>/);
        expect(htmlText(text).length).toBeLessThanOrEqual(text.length + 1);
      }),
    );
  });

  /** How many characters are asked for is what time is made of, and is the same on every machine. */
  test.each([
    '<script ',
    '<a href="">',
    '<',
    '<!--',
    ' ',
    '&nbsp;',
    '<img src="https:',
    '&a',
    '<pre>',
    '</',
    '<p "',
  ])(
    'of a megabyte of %j are read in one go',
    (piece) => {
      const text = htmlText(piece.repeat(Math.ceil(1_000_000 / piece.length)));
      expect(text.length).toBeLessThanOrEqual(1_000_016);
    },
    20_000,
  );
});
