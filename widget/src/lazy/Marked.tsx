import type { ComponentChildren } from 'preact';
import { addStyle } from '../view/addStyle.ts';
import { type Block, type Inline, parseMarkdown } from './markdown.ts';
import css from './marked.css?inline';

addStyle(css);

export const Marked = ({ text }: { text: string }) => <>{parseMarkdown(text).map(drawBlock)}</>;

function drawBlock(block: Block): ComponentChildren {
  if (block.t === 'code')
    return (
      <pre>
        <code>{block.text}</code>
      </pre>
    );
  if (block.t === 'list') {
    const items = block.items.map((item) => <li>{item.map(drawInline)}</li>);
    return block.ordered ? <ol start={block.start}>{items}</ol> : <ul>{items}</ul>;
  }
  return <p>{block.lines.map((line, i) => [i > 0 && <br />, line.map(drawInline)])}</p>;
}

function drawInline(part: Inline): ComponentChildren {
  if (part.t === 'text') return part.text;
  if (part.t === 'code') return <code>{part.text}</code>;
  const inner = part.of.map(drawInline);
  if (part.t === 'bold') return <strong>{inner}</strong>;
  if (part.t === 'italic') return <em>{inner}</em>;
  return (
    <a href={part.url} target="_blank" rel="noopener noreferrer nofollow">
      {inner}
    </a>
  );
}
