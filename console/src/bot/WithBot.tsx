import type { Conversation } from '@causerie/protocol';
import { Bot } from 'lucide-react';
import { cx } from '../ui/cx.ts';
import { useWords } from '../words/WordsProvider.tsx';

/** A bot answers it, and nobody else need look. */
export const hasBot = (row: Conversation): boolean => row.status === 'pending' && row.assigneeId === null;

/** That the bot has it, beside what else is told of a conversation. */
export function WithBot({ row, long }: { row: Conversation; long?: boolean }) {
  const words = useWords().bot;
  if (!hasBot(row)) return null;
  return (
    <span
      title={words.hasItHint}
      className={cx(
        'flex items-center gap-1 font-medium text-accent-ink',
        long ? 'min-w-0 shrink rounded-xs bg-accent-soft px-1.5' : 'shrink-0',
      )}
    >
      <Bot className={long ? 'size-3.5 shrink-0' : 'size-3'} aria-hidden="true" />
      <span className="truncate">{words.hasIt}</span>
    </span>
  );
}
