import type { ExcerptPart } from '@causerie/protocol';

/** Words of a message with what was looked for marked. */
export function Excerpt({ parts }: { parts: readonly ExcerptPart[] }) {
  let at = 0;
  return (
    <span dir="auto">
      {parts.map((part) => {
        const key = at;
        at += part.text.length;
        return part.hit ? (
          <mark key={key} className="rounded-xs bg-warn-soft font-medium text-warn-ink">
            {part.text}
          </mark>
        ) : (
          <span key={key}>{part.text}</span>
        );
      })}
    </span>
  );
}
