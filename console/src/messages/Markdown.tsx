import { type ReactNode, useMemo } from 'react';
import { type Block, type Inline, isSafeLink, parseMarkdown } from './parseMarkdown.ts';

/** A message's text. The tree never changes once parsed, so positions serve as keys. */
export function Markdown({ text }: { text: string }) {
  const blocks = useMemo(() => parseMarkdown(text), [text]);
  return (
    <div dir="auto" className="prose-light break-words [overflow-wrap:anywhere]">
      {blocks.map(drawBlock)}
    </div>
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
      return node.text;
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
