import type { FaqDecision } from '@causerie/protocol';
import { Suspense } from 'react';
import { latePart } from '../shell/latePart.tsx';
import { Popover } from '../ui/Popover.tsx';
import { useWords } from '../words/WordsProvider.tsx';
import { FaqLink } from './FaqLink.tsx';
import { type Decisions, useDecisionsHere } from './useDecisions.ts';

const Why = latePart(async () => (await import('./Why.tsx')).Why);

/** Beside the bot's name: from which FAQ it has this, and why. The line is there anyway, so nothing moves when this comes. */
export function BotSource({ seq }: { seq: number | undefined }) {
  const decisions = useDecisionsHere();
  const decision = seq === undefined ? undefined : decisions?.byAnswer.get(seq);
  const words = useWords().bot;
  if (!decisions || !decision) return null;
  return (
    <span className="flex min-w-0 items-baseline gap-1.5">
      <span className="min-w-0 truncate">
        <Source decision={decision} decisions={decisions} />
      </span>
      <Popover
        label={words.reason.title}
        side="bottom"
        align="end"
        trigger={
          <button
            type="button"
            className="shrink-0 rounded-xs font-medium text-accent-ink underline underline-offset-2 max-md:min-h-6"
          >
            {words.why}
          </button>
        }
      >
        <div className="max-h-[min(34rem,70vh)] w-[min(24rem,calc(100vw-2rem))] overflow-y-auto p-4">
          <Suspense fallback={<p className="text-sm text-faint">{words.reason.loading}</p>}>
            <Why conversationId={decisions.conversationId} seq={decision.seq} />
          </Suspense>
        </div>
      </Popover>
    </span>
  );
}

function Source({ decision, decisions }: { decision: FaqDecision; decisions: Decisions }) {
  const words = useWords().bot;
  if (decision.decision === 'ask') return words.askedBack;
  const known = decision.faqIds.flatMap((id) => decisions.faqs.get(id) ?? []);
  if (known.length === 0) return words.answeredFromGone;
  return known.map((faq, i) => (
    <span key={faq.id}>
      {i > 0 && ' · '}
      <FaqLink faqId={faq.id} className="rounded-xs hover:text-ink hover:underline">
        {words.answeredFrom(faq.title)}
      </FaqLink>
    </span>
  ));
}
