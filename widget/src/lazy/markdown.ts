import { safeLink } from './safeLink.ts';

/**
 * Markdown-light: **bold**, *italic*, `code`, fenced code, links, lists, line breaks. Parsed into plain data; the view
 * makes nodes of it, never HTML, so there is nothing to sanitise. Patterns are bounded: hostile text costs little.
 */
export type Inline =
  | { t: 'text'; text: string }
  | { t: 'code'; text: string }
  | { t: 'bold'; of: Inline[] }
  | { t: 'italic'; of: Inline[] }
  | { t: 'link'; url: string; of: Inline[] };
export type Block =
  | { t: 'lines'; lines: Inline[][] }
  | { t: 'code'; text: string }
  | { t: 'list'; ordered: boolean; start: number; items: Inline[][] };

const token =
  /`([^`\n]{1,2000})`|\[([^\]\n]{1,300})\]\(([^)\s]{1,2000})\)|(https?:\/\/[^\s<>"]{1,2000})|\*\*([^\n]{1,2000}?)\*\*(?!\*)|\*(?!\s)([^*\n]{1,2000})\*|(?<![\p{L}\p{N}_])_([^_\n]{1,2000})_(?![\p{L}\p{N}_])/u;

export function parseInline(text: string, depth = 0): Inline[] {
  const parts: Inline[] = [];
  let rest = text;
  while (rest) {
    const match = depth < 4 ? token.exec(rest) : null;
    if (!match) break;
    const [whole, code, label, target, bare, bold, star, underline] = match;
    if (match.index) parts.push({ t: 'text', text: rest.slice(0, match.index) });
    let used = whole.length;
    const italic = star ?? underline;
    const url = target && safeLink(target);
    if (code) parts.push({ t: 'code', text: code });
    else if (label && url) parts.push({ t: 'link', url, of: parseInline(label, 4) });
    else if (bare) {
      const address = trimUrl(bare);
      used = address.length;
      parts.push({ t: 'link', url: address, of: [{ t: 'text', text: address }] });
    } else if (bold) parts.push({ t: 'bold', of: parseInline(bold, depth + 1) });
    else if (italic) parts.push({ t: 'italic', of: parseInline(italic, depth + 1) });
    else parts.push({ t: 'text', text: whole });
    rest = rest.slice(match.index + used);
  }
  if (rest) parts.push({ t: 'text', text: rest });
  return parts;
}

/** The full stop after an address belongs to the sentence; a closing bracket too, unless one opens in the address. */
function trimUrl(url: string): string {
  const trimmed = url.replace(/[.,;:!?'»”*_]{1,20}$/, '');
  return trimmed.endsWith(')') && !trimmed.includes('(') ? trimUrl(trimmed.slice(0, -1)) : trimmed;
}

const bullet = /^\s{0,3}[-*•]\s+(.*)$/;
const number = /^\s{0,3}(\d{1,4})[.)]\s+(.*)$/;

export function parseMarkdown(text: string): Block[] {
  const blocks: Block[] = [];
  const lines = text.replace(/\r\n?/g, '\n').split('\n');
  for (let i = 0; i < lines.length; i++) {
    const line = lines[i]!;
    const last = blocks.at(-1);
    // Nothing but a language beside the marks: words on that line are words.
    if (/^```\w{0,10}\s*$/.test(line)) {
      const end = lines.findIndex((l, at) => at > i && /^```\s*$/.test(l));
      if (end > 0) {
        blocks.push({ t: 'code', text: lines.slice(i + 1, end).join('\n') });
        i = end;
        continue;
      }
    }
    const dot = bullet.exec(line);
    const digit = number.exec(line);
    if (dot || digit) {
      const item = parseInline((dot ? dot[1] : digit?.[2]) ?? '');
      if (last?.t === 'list' && last.ordered === !dot) last.items.push(item);
      else blocks.push({ t: 'list', ordered: !dot, start: Number(digit?.[1] ?? 1), items: [item] });
    } else if (last?.t === 'lines') last.lines.push(parseInline(line));
    else if (line.trim() || !last) blocks.push({ t: 'lines', lines: [parseInline(line)] });
  }
  return blocks;
}
