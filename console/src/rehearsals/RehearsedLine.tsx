import type { RehearsalDecision } from '@causerie/protocol';
import { Link } from '@tanstack/react-router';
import { Bot, Check, MessageSquare, UserRound, X } from 'lucide-react';
import type { ReactNode } from 'react';
import { Chip, DecisionChip } from '../automation/chips.tsx';
import { FaqTitle } from '../automation/FaqTitle.tsx';
import { usePercent } from '../automation/usePercent.ts';
import { useDesk } from '../realtime/DeskProvider.tsx';
import { buttonClass } from '../ui/Button.tsx';
import { cx } from '../ui/cx.ts';
import { useFormats, useWords } from '../words/WordsProvider.tsx';

/** One message: what the contact wrote, and side by side what would have been said and what the agent said. */
export function RehearsedLine({ decision: one }: { decision: RehearsalDecision }) {
  const words = useWords().rehearsals.list;
  const formats = useFormats();
  const percent = usePercent();
  const { workspaceId } = useDesk();
  const titles = one.faqs.map((faq) => faq.title);
  const first = one.faqs[0];
  const would =
    one.decision === 'ask'
      ? titles.length > 0
        ? words.didYouMean(formats.list(titles))
        : null
      : one.wouldSay;
  return (
    <li className="flex flex-col gap-2 px-5 py-3.5 max-md:px-4">
      <p
        dir="auto"
        className={cx('text-sm font-medium break-words', one.asked === null && 'text-faint italic')}
      >
        {one.asked ?? words.hidden}
      </p>
      <div className="grid gap-2 md:grid-cols-2">
        <Said sign={<Bot />} name={one.decision === 'ask' ? words.wouldAsk : words.wouldSay} text={would}>
          {words.goneFaq}
        </Said>
        <Said sign={<UserRound />} name={words.agentSaid} text={one.agentSaid}>
          {one.agentSeq === null ? words.nobody : words.hidden}
        </Said>
      </div>
      <div className="flex flex-wrap items-center gap-x-2.5 gap-y-1.5 text-xs text-soft">
        <DecisionChip kind={one.decision} />
        <VerdictChip verdict={one.verdict} />
        {first && (
          <span className="text-sm">
            <FaqTitle faqId={first.faqId} title={first.title} />
          </span>
        )}
        <span className="tabular-nums">{percent(one.probability)}</span>
        <time dateTime={one.at} className="text-faint">
          {formats.full(Date.parse(one.at))}
        </time>
        <Link
          to="/w/$workspaceId/inbox/$view/$conversationId"
          params={{ workspaceId, view: 'all', conversationId: one.conversationId }}
          search={{ seq: one.seq }}
          className={cx(buttonClass('plain', 'sm'), 'ms-auto')}
        >
          <MessageSquare className="size-3.5" aria-hidden="true" />
          {words.show}
        </Link>
      </div>
    </li>
  );
}

function VerdictChip({ verdict }: { verdict: RehearsalDecision['verdict'] }) {
  const { automationReports, rehearsals } = useWords();
  if (verdict === 'unjudged') return <Chip look="bg-sunken text-soft">{rehearsals.list.notJudged}</Chip>;
  const Sign = verdict === 'right' ? Check : X;
  return (
    <Chip look={verdict === 'right' ? 'bg-good-soft text-good-ink' : 'bg-bad-soft text-bad-ink'}>
      <Sign className="size-3.5" aria-hidden="true" />
      {automationReports.log[verdict]}
    </Chip>
  );
}

/** What one of the two said; the children stand there where there is nothing. */
function Said({
  sign,
  name,
  text,
  children,
}: {
  sign: ReactNode;
  name: string;
  text: string | null;
  children: string;
}) {
  return (
    <div className="min-w-0 rounded-lg bg-sunken px-3 py-2 text-sm">
      <p className="mb-0.5 flex items-center gap-1.5 text-xs text-faint [&_svg]:size-3.5">
        <span aria-hidden="true">{sign}</span>
        {name}
      </p>
      <p
        dir="auto"
        className={cx('line-clamp-4 break-words whitespace-pre-line', text === null && 'text-faint italic')}
      >
        {text ?? children}
      </p>
    </div>
  );
}
