import { decodeEntities } from './decodeEntities.ts';

/** More of a tag than this is not looked at for its address. */
const MOST_TAG = 4000;
const beforeIt: Record<string, string> = { br: '\n', hr: '\n', li: '\n- ' };
const afterIt = /^(p|div|h[1-6]|ul|ol|tr|table|blockquote|pre)$/;

/**
 * The words of a message in HTML, in lines; links keep their address, pictures are theirs. It is text from here on and never
 * HTML again. Reads each character a few times at most, whatever stands there: a customer wrote it. What has no tag at all
 * is text already, with its own lines.
 */
export function htmlText(html: string): string {
  const words = new Words();
  let at = 0;
  let tags = 0;
  while (at < html.length) {
    const open = findTag(html, at);
    const isComment = open >= 0 && html.startsWith('<!--', open);
    const end = open < 0 ? -1 : html.indexOf(isComment ? '-->' : '>', open);
    if (isComment || end >= 0) tags += 1;
    if (end < 0) {
      // Without an end it is none, and neither is any after it; a comment goes on to the end.
      words.say(isComment ? html.slice(at, open) : html.slice(at));
      break;
    }
    words.say(html.slice(at, open));
    at = html.indexOf('>', end) + 1;
    if (!isComment) at = takeTag(words, html, open, at);
  }
  return tags === 0 ? decodeEntities(html).trim() : words.lines();
}

/** Where the next `<` stands that begins a tag: in "5 < 6" it does not. */
function findTag(html: string, from: number): number {
  const tag = /<[a-z/!?]/gi;
  tag.lastIndex = from;
  return tag.exec(html)?.index ?? -1;
}

/** What a tag says; returns where the text goes on. */
function takeTag(words: Words, html: string, open: number, after: number): number {
  const tag = html.slice(open, Math.min(after, open + MOST_TAG));
  const [, closes = '', found = ''] = /^<(\/?)\s*([a-z][a-z0-9]*)/i.exec(tag) ?? [];
  const name = found.toLowerCase();
  if ((name === 'script' || name === 'style') && !closes) {
    const closing = name === 'script' ? /<\/script\b/gi : /<\/style\b/gi;
    closing.lastIndex = after;
    return closing.exec(html)?.index ?? html.length;
  }
  if (name === 'pre') words.keepsLines = !closes;
  if (name === 'a') words.link(closes ? undefined : attribute(tag, 'href'));
  if (closes) {
    if (afterIt.test(name)) words.break('\n');
  } else if (beforeIt[name]) words.break(beforeIt[name]);
  else if (name === 'img') {
    const src = attribute(tag, 'src');
    if (/^https?:/i.test(src)) words.show(src);
  }
  return after;
}

const attribute = (tag: string, name: 'href' | 'src'): string => {
  const found = (
    name === 'href'
      ? /\shref\s?=\s?(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))/i
      : /\ssrc\s?=\s?(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))/i
  ).exec(tag);
  return decodeEntities(found?.[1] ?? found?.[2] ?? found?.[3] ?? '').trim();
};

/** Text as it is gathered. */
class Words {
  readonly #parts: string[] = [];
  #link: { url: string; from: number } | undefined;
  /** Inside `<pre>` the lines are the author's, elsewhere those of whoever wrote the HTML. */
  keepsLines = false;

  say(html: string): void {
    if (html === '') return;
    this.#parts.push(decodeEntities(this.keepsLines ? html : html.replaceAll(/[ \t\r\n\f]+/g, ' ')));
  }

  break(sign: string): void {
    this.#parts.push(sign);
  }

  /** A picture, between spaces. */
  show(url: string): void {
    this.#parts.push(/\s$/.test(this.#parts.at(-1) ?? ' ') ? `${url} ` : ` ${url} `);
  }

  /** `url`: where a link begins; undefined where it ends. */
  link(url: string | undefined): void {
    const begun = this.#link;
    this.#link = url === undefined ? undefined : { url, from: this.#parts.length };
    if (!begun || url !== undefined || !/^https?:/i.test(begun.url)) return;
    if (!this.#parts.slice(begun.from).join('').includes(begun.url)) this.#parts.push(` (${begun.url})`);
  }

  /** Nothing at the ends of lines, one empty line at most. */
  lines(): string {
    const lines = this.#parts.join('').split('\n');
    const kept: string[] = [];
    for (const line of lines) {
      const text = line.trim();
      if (text !== '' || kept.at(-1) !== '') kept.push(text);
    }
    return kept.join('\n').trim();
  }
}
