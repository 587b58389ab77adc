/**
 * Markdown-light: bold, italic, struck, code, links, lists, quotes, code blocks; nothing else, and no HTML. The parser
 * only makes a tree of plain data; what draws it makes React nodes, so that no text can ever become markup.
 */
export type Inline =
  | { kind: 'text'; text: string }
  | { kind: 'strong' | 'em' | 'del'; children: Inline[] }
  | { kind: 'code'; text: string }
  | { kind: 'link'; href: string; children: Inline[] }
  | { kind: 'break' };

export type Block =
  | { kind: 'paragraph'; children: Inline[] }
  | { kind: 'quote'; children: Inline[] }
  | { kind: 'list'; ordered: boolean; start: number; items: Inline[][] }
  | { kind: 'code'; text: string };

const FENCE = /^```\s*$/;
/** A fence may name its language; any other word behind it is text, and would be lost as a fence. */
const OPENING =
  /^```\s*(?:(?:js|ts|jsx|tsx|json|html|xml|css|sh|bash|sql|php|python|py|yaml|toml|text)\s*)?$/i;
const BULLET = /^\s{0,3}[-*•]\s+(.*)$/;
const NUMBER = /^\s{0,3}(\d{1,2})[.)]\s+(.*)$/;
const QUOTE = /^\s{0,3}>\s?(.*)$/;
/** Deeper nesting than a person writes is left as text: hostile input must not cost a deep stack. */
const MAX_DEPTH = 6;

export function parseMarkdown(text: string): Block[] {
  const lines = text.replaceAll('\r\n', '\n').split('\n');
  const blocks: Block[] = [];
  let i = 0;
  while (i < lines.length) {
    const [block, next] = readBlock(lines, i);
    if (block) blocks.push(block);
    i = next;
  }
  return blocks;
}

function readBlock(lines: string[], from: number): [Block | undefined, number] {
  const line = lines[from]!;
  if (line.trim() === '') return [undefined, from + 1];
  if (OPENING.test(line)) {
    const end = lines.findIndex((other, i) => i > from && FENCE.test(other));
    const to = end < 0 ? lines.length : end;
    return [{ kind: 'code', text: lines.slice(from + 1, to).join('\n') }, to + 1];
  }
  if (BULLET.test(line)) return readList(lines, from, BULLET, false);
  // One numbered line is a sentence that begins with a number: "7. June suits me".
  if (NUMBER.test(line) && NUMBER.test(lines[from + 1] ?? '')) return readList(lines, from, NUMBER, true);
  if (QUOTE.test(line)) {
    const to = endOf(lines, from, (l) => QUOTE.test(l));
    const text = lines.slice(from, to).map((l) => l.match(QUOTE)![1]!);
    return [{ kind: 'quote', children: parseInline(text.join('\n')) }, to];
  }
  const to = endOf(
    lines,
    from,
    (l) => l.trim() !== '' && ![OPENING, BULLET, NUMBER, QUOTE].some((p) => p.test(l)),
  );
  return [{ kind: 'paragraph', children: parseInline(lines.slice(from, to).join('\n')) }, to];
}

function readList(lines: string[], from: number, pattern: RegExp, ordered: boolean): [Block, number] {
  const to = endOf(lines, from, (line) => pattern.test(line));
  const matches = lines.slice(from, to).map((line) => line.match(pattern)!);
  const start = ordered ? Number(matches[0]![1]) : 1;
  return [{ kind: 'list', ordered, start, items: matches.map((m) => parseInline(m.at(-1)!)) }, to];
}

function endOf(lines: string[], from: number, holds: (line: string) => boolean): number {
  let to = from + 1;
  while (to < lines.length && holds(lines[to]!)) to++;
  return to;
}

/** One alternative per construct; every one is linear in the length of its match, so no text is slow to read. */
const INLINE =
  /`([^`\n]+)`|\[([^[\]\n]{1,500})\]\(((?:https?:\/\/|mailto:|tel:)[^\s()<>]{1,2000})\)|(https?:\/\/[^\s<>"]{1,2000})|\*\*(?=\S)([^\n]{0,2000}?\S)\*\*(?!\*)|~~(?=\S)([^~\n]{1,2000})~~|(?<![\p{L}\p{N}*])\*(?=[^\s*])([^*\n]{1,2000})\*(?![\p{L}\p{N}*])|(?<![\p{L}\p{N}_])_(?=[^\s_])([^_\n]{1,2000})_(?![\p{L}\p{N}_])|(\n)/gu;

export function parseInline(text: string, depth = 0): Inline[] {
  if (depth >= MAX_DEPTH) return [{ kind: 'text', text }];
  const nodes: Inline[] = [];
  let at = 0;
  for (const match of text.matchAll(INLINE)) {
    if (match.index > at) nodes.push({ kind: 'text', text: text.slice(at, match.index) });
    const { node, length } = toInline(match, depth);
    nodes.push(node);
    at = match.index + length;
    // A bare address gives back the full stop behind it; it is text again.
    if (length < match[0].length) {
      nodes.push({ kind: 'text', text: match[0].slice(length) });
      at = match.index + match[0].length;
    }
  }
  if (at < text.length) nodes.push({ kind: 'text', text: text.slice(at) });
  return nodes;
}

function toInline(match: RegExpExecArray, depth: number): { node: Inline; length: number } {
  const [all, code, label, target, bare, strong, del, star, score] = match;
  const whole = (node: Inline) => ({ node, length: all.length });
  const inner = (text: string) => parseInline(text, depth + 1);
  if (code !== undefined) return whole({ kind: 'code', text: code });
  if (label !== undefined && target !== undefined) {
    return whole({ kind: 'link', href: target, children: [{ kind: 'text', text: label }] });
  }
  if (bare !== undefined) {
    const href = bare.replace(/[.,;:!?'")\]}]+$/, '');
    return { node: { kind: 'link', href, children: [{ kind: 'text', text: href }] }, length: href.length };
  }
  if (strong !== undefined) return whole({ kind: 'strong', children: inner(strong) });
  if (del !== undefined) return whole({ kind: 'del', children: inner(del) });
  const em = star ?? score;
  if (em !== undefined) return whole({ kind: 'em', children: inner(em) });
  return whole({ kind: 'break' });
}

/** Whether an address may be put into a link: web, mail or telephone, never a script. */
export const isSafeLink = (href: string) => /^(https?:\/\/|mailto:|tel:)/i.test(href);
