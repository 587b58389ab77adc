import type { Mention } from '@causerie/protocol';
import { type ReactNode, useMemo } from 'react';
import { type Block, type Inline, isSafeLink, parseMarkdown } from './parseMarkdown.ts';

/** A message's text. The tree never changes once parsed, so positions serve as keys. */
export function Markdown({ text, mentions }: { text: string; mentions?: readonly Mention[] }) {
  const blocks = useMemo(() => parseMarkdown(withMarks(text, mentions)), [text, mentions]);
  return (
    <div dir="auto" className="prose-light break-words [overflow-wrap:anywhere]">
      {blocks.map(drawBlock)}
    </div>
  );
}

/** Signs of no meaning of their own, put around a call so that it is found again in the parsed text. */
const OPEN = '\uE000';
const CLOSE = '\uE001';

function withMarks(text: string, mentions: readonly Mention[] | undefined): string {
  if (!mentions) return text;
  return [...mentions]
    .sort((a, b) => b.offset - a.offset)
    .reduce((marked, { offset, length }) => {
      const end = offset + length;
      return `${marked.slice(0, offset)}${OPEN}${marked.slice(offset, end)}${CLOSE}${marked.slice(end)}`;
    }, text);
}

function drawMentions(text: string): ReactNode {
  return text.split(/(\uE000[^\uE001]*\uE001)/u).map((part, i) =>
    part.startsWith(OPEN) ? (
      // biome-ignore lint/suspicious/noArrayIndexKey: parsed once, never reordered
      <span key={i} className="rounded-xs bg-accent-soft px-0.5 font-medium text-accent-ink">
        {part.slice(1, -1)}
      </span>
    ) : (
      part
    ),
  );
}

function drawBlock(block: Block, key: number): ReactNode {
  switch (block.kind) {
    case 'paragraph':
      return <p key={key}>{block.children.map(drawInline)}</p>;
    case 'quote':
      return <blockquote key={key}>{block.children.map(drawInline)}</blockquote>;
    case 'code':
      return (
        <pre key={key}>
          <code>{block.text}</code>
        </pre>
      );
    case 'list': {
      // biome-ignore lint/suspicious/noArrayIndexKey: parsed once, never reordered
      const items = block.items.map((item, i) => <li key={i}>{item.map(drawInline)}</li>);
      return block.ordered ? (
        <ol key={key} start={block.start}>
          {items}
        </ol>
      ) : (
        <ul key={key}>{items}</ul>
      );
    }
  }
}

function drawInline(node: Inline, key: number): ReactNode {
  switch (node.kind) {
    case 'text':
      return node.text.includes(OPEN) ? drawMentions(node.text) : node.text;
    case 'break':
      return <br key={key} />;
    case 'code':
      return <code key={key}>{node.text}</code>;
    case 'strong':
      return <strong key={key}>{node.children.map(drawInline)}</strong>;
    case 'em':
      return <em key={key}>{node.children.map(drawInline)}</em>;
    case 'del':
      return <del key={key}>{node.children.map(drawInline)}</del>;
    case 'link':
      return isSafeLink(node.href) ? (
        <a key={key} href={node.href} target="_blank" rel="noopener noreferrer nofollow">
          {node.children.map(drawInline)}
        </a>
      ) : (
        <span key={key}>{node.children.map(drawInline)}</span>
      );
  }
}
