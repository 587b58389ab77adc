import type { TimelineSnapshot } from '@causerie/client';
import type { Conversation, Entry, EventBody } from '@causerie/protocol';
import { Bot } from 'lucide-react';
import { formatDuration } from '../conversations/waiting.ts';
import { useFormats, useWords } from '../words/WordsProvider.tsx';

type HandedOver = Extract<EventBody, { type: 'handed_over' }>;
type Props = { event: HandedOver; snapshot: TimelineSnapshot<Conversation> };

/** For whoever takes it from the bot: what was asked, what was answered, what came of it, how long it has waited. */
export function HandOverCard({ event, snapshot }: Props) {
  const words = useWords();
  const formats = useFormats();
  const { handOver } = words.bot;
  const outcomes: Record<string, string> = handOver.outcomes;
  const asked = askedIn(snapshot, event.askedSeq);
  return (
    <dl className="mx-auto mt-1 mb-1 grid max-w-lg grid-cols-[auto_minmax(0,1fr)] gap-x-3 gap-y-1 rounded-lg border border-line bg-paper px-3.5 py-2.5 text-start text-xs text-soft">
      {asked !== undefined && (
        <>
          <dt className="text-faint">{handOver.asked}</dt>
          <dd dir="auto" className="line-clamp-3 font-medium text-ink">
            {asked}
          </dd>
        </>
      )}
      {event.tried.length === 0 && <dd className="col-span-2 text-faint">{handOver.nothing}</dd>}
      {event.tried.map(({ seq, kind, titles, outcome }) => (
        <TriedLine
          key={seq}
          said={
            kind === 'answer'
              ? handOver.answered(titles.length > 0 ? formats.list(titles) : handOver.deleted)
              : handOver.askedBack(titles.length > 0 ? formats.list(titles) : handOver.deleted)
          }
          outcome={
            kind === 'ask' && titles.length !== 1 && (outcome === 'accepted' || outcome === 'corrected')
              ? handOver.chosen
              : outcome
                ? outcomes[outcome]
                : outcomeByReason(event, seq, handOver.outcomes)
          }
        />
      ))}
      {(event.waitedSeconds ?? 0) >= 60 && (
        <dd className="col-span-2 text-faint">
          {handOver.waited(formatDuration(words.duration, event.waitedSeconds! * 1000))}
        </dd>
      )}
    </dl>
  );
}

function TriedLine({ said, outcome }: { said: string; outcome: string | undefined }) {
  const { handOver } = useWords().bot;
  return (
    <>
      <dt className="flex items-start pt-px text-faint">
        <Bot className="size-3.5" aria-hidden="true" />
      </dt>
      <dd>
        {said}
        {outcome && <span className="text-faint">{handOver.outcome(outcome)}</span>}
      </dd>
    </>
  );
}

/** The event is written with the verdict that it follows from, so the last that was tried does not have it yet. */
function outcomeByReason<T extends { unhelpful: string; person_needed: string }>(
  { reason, tried }: HandedOver,
  seq: number,
  outcomes: T,
): string | undefined {
  if (tried.at(-1)?.seq !== seq) return undefined;
  if (reason === 'unhelpful') return outcomes.unhelpful;
  return reason === 'asked' ? outcomes.person_needed : undefined;
}

/** The words of the question, where the thread has them here. */
function askedIn(snapshot: TimelineSnapshot<Conversation>, seq: number | undefined): string | undefined {
  const entry = snapshot.items.flatMap((item): Entry[] =>
    item.state === 'confirmed' && item.entry.seq === seq ? [item.entry] : [],
  )[0];
  return entry?.content?.kind === 'text' ? entry.content.text : undefined;
}
