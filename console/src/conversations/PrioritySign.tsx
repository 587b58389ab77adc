import type { Priority } from '@causerie/protocol';
import { ChevronDown, ChevronsUp, ChevronUp, Equal } from 'lucide-react';
import { cx } from '../ui/cx.ts';
import { useWords } from '../words/WordsProvider.tsx';

const signs = {
  low: { Sign: ChevronDown, colour: 'text-faint' },
  medium: { Sign: Equal, colour: 'text-soft' },
  high: { Sign: ChevronUp, colour: 'text-warn-ink' },
  urgent: { Sign: ChevronsUp, colour: 'text-bad-ink' },
} as const;

/** Nothing for no priority. */
export function PrioritySign({ priority }: { priority: Priority }) {
  const words = useWords().inbox;
  if (priority === 'none') return null;
  const { Sign, colour } = signs[priority];
  const text = words.row.priority(words.priorities[priority]);
  return (
    <span title={text} className={cx('flex shrink-0 self-center', colour)}>
      <Sign className="size-3.5" strokeWidth={2.5} aria-hidden="true" />
      <span className="sr-only">{text}</span>
    </span>
  );
}
