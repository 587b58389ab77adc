import type { TimelineSnapshot } from '@causerie/client';
import type { Conversation } from '@causerie/protocol';
import { contactName } from '../conversations/contactName.ts';
import { useWords } from '../words/WordsProvider.tsx';

type Props = { typing: TimelineSnapshot['typing']; row: Conversation | undefined };

/** The contact is writing. Colleagues who write are told of above the composer. */
export function TypingLine({ typing, row }: Props) {
  const words = useWords();
  const contact = typing.find((author) => author.kind === 'contact');
  if (!contact) return null;
  const name = contact.name ?? (row ? contactName(row.contact, words.inbox.visitor) : words.inbox.visitor);
  return (
    <div className="pointer-events-none sticky bottom-0 flex h-7 items-center gap-2 bg-surface/90 ps-5 text-xs text-faint">
      <span aria-hidden="true" className="flex gap-1">
        {[1, 2, 3].map((n) => (
          <span key={n} className="typing-dot size-1.5 rounded-full bg-line-strong" />
        ))}
      </span>
      <span aria-live="polite">{words.thread.typing(name)}</span>
    </div>
  );
}
