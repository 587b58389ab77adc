import type { Conversation } from '@causerie/protocol';
import { formatDuration } from '../conversations/waiting.ts';
import { useDesk } from '../realtime/DeskProvider.tsx';
import { useNow } from '../realtime/useNow.ts';
import { cx } from '../ui/cx.ts';
import { useFormats, useWords } from '../words/WordsProvider.tsx';
import { currentTarget, urgencyOf } from './currentTarget.ts';

const colours = { calm: 'text-faint', amber: 'text-warn-ink', red: 'text-bad-ink' };
const grounds = {
  calm: 'bg-sunken text-soft',
  amber: 'bg-warn-soft text-warn-ink',
  red: 'bg-bad-soft text-bad-ink',
};

/** What is due next and in how long, counting; amber when three quarters of the time are gone, red when it is late. */
export function SlaChip({ row, long }: { row: Conversation; long?: boolean }) {
  const words = useWords();
  const { client } = useDesk();
  const now = useNow() + client.clockOffsetMs;
  const hint = useHint(row);
  const current = currentTarget(row);
  if (!current) return null;
  const urgency = urgencyOf(current, now);
  const late = now >= current.dueAt;
  const time = formatDuration(words.duration, Math.abs(current.dueAt - now));
  const target = words.sla.targets[current.target];
  const text = (late ? words.sla.late : words.sla.due)(target, time);
  return (
    <span
      title={[text, ...hint].join('\n')}
      className={cx(
        'tabular font-medium',
        long ? `relative shrink-0 rounded-xs px-1.5 ${grounds[urgency]}` : `shrink-0 ${colours[urgency]}`,
      )}
    >
      {/* The long one needs the room of the header's line, which a narrow thread does not have. */}
      <span aria-hidden="true" className={long ? '@min-[24rem]:hidden' : undefined}>
        {(late ? words.sla.short.late : words.sla.short.due)(time)}
      </span>
      <span className={long ? '@max-[24rem]:sr-only' : 'sr-only'}>{text}</span>
    </span>
  );
}

/** All promises of the conversation, a line for each. */
function useHint({ sla }: Conversation): string[] {
  const words = useWords().sla;
  const formats = useFormats();
  if (!sla) return [];
  const lines = sla.targets.map((t) =>
    t.state === 'running' && t.dueAt
      ? words.dueAt(words.targets[t.target], formats.full(new Date(t.dueAt)))
      : words.line(words.targets[t.target], words.states[t.state]),
  );
  return [...lines, words.by(sla.policyName)];
}
