import type { FaqDecision } from '@causerie/protocol';
import { Link } from '@tanstack/react-router';
import { Check, CircleHelp, MessageSquare, X } from 'lucide-react';
import { Why } from '../bot/Why.tsx';
import { useDesk } from '../realtime/DeskProvider.tsx';
import { Button, buttonClass } from '../ui/Button.tsx';
import { cx } from '../ui/cx.ts';
import { Popover } from '../ui/Popover.tsx';
import { useFormats, useWords } from '../words/WordsProvider.tsx';
import { Chip, DecisionChip } from './chips.tsx';
import { FaqTitle } from './FaqTitle.tsx';
import { shownVerdict } from './shownVerdict.ts';
import { usePercent } from './usePercent.ts';

type Props = { decision: FaqDecision; titles: ReadonlyMap<string, string>; onChanged: () => void };

/** One message: what it says, what was decided and how surely, what came of it; and the way to say that it was wrong. */
export function DecisionLine({ decision, titles, onChanged }: Props) {
  const { automationReports } = useWords();
  const words = automationReports.log;
  const formats = useFormats();
  const percent = usePercent();
  const { workspaceId } = useDesk();
  const best = decision.ranked[0];
  return (
    <li className="flex flex-wrap items-center gap-x-4 gap-y-2 px-5 py-3">
      <div className="flex min-w-[min(100%,20rem)] flex-1 flex-col gap-1.5">
        <p
          dir="auto"
          className={cx('line-clamp-2 text-sm break-words', !decision.text && 'text-faint italic')}
        >
          {decision.text ?? words.gone}
        </p>
        <div className="flex flex-wrap items-center gap-x-2.5 gap-y-1.5 text-xs text-soft">
          <DecisionChip kind={decision.decision} />
          <span className="text-sm">
            <FaqTitle faqId={best?.faqId ?? null} title={best && titles.get(best.faqId)} />
          </span>
          {best && <span className="tabular-nums">{percent(best.probability)}</span>}
          <Chip look="bg-sunken text-soft">{words.modes[decision.mode]}</Chip>
          <Outcome decision={decision} titles={titles} />
          <time dateTime={decision.at} className="text-faint">
            {formats.full(Date.parse(decision.at))}
          </time>
        </div>
      </div>
      <div className="flex flex-wrap gap-1.5">
        <Popover
          align="end"
          side="bottom"
          label={words.why}
          trigger={
            <Button size="sm">
              <CircleHelp className="size-3.5" aria-hidden="true" />
              {words.why}
            </Button>
          }
          onOpenChange={(open) => !open && onChanged()}
        >
          <div className="max-h-[min(34rem,70vh)] w-[min(24rem,calc(100vw-2rem))] overflow-y-auto p-4">
            <Why conversationId={decision.conversationId} seq={decision.seq} />
          </div>
        </Popover>
        <Link
          to="/w/$workspaceId/inbox/$view/$conversationId"
          params={{ workspaceId, view: 'all', conversationId: decision.conversationId }}
          search={{ seq: decision.seq }}
          className={buttonClass('plain', 'sm')}
        >
          <MessageSquare className="size-3.5" aria-hidden="true" />
          {words.show}
        </Link>
      </div>
    </li>
  );
}

function Outcome({ decision, titles }: Omit<Props, 'onChanged'>) {
  const words = useWords().automationReports.log;
  const { outcome, right, outcomeFaqId } = decision;
  const shown = shownVerdict(decision);
  const other = right === false && outcomeFaqId ? titles.get(outcomeFaqId) : undefined;
  const Sign = shown ? Check : X;
  return (
    <>
      {shown !== null && (
        <Chip look={shown ? 'bg-good-soft text-good-ink' : 'bg-bad-soft text-bad-ink'}>
          <Sign className="size-3.5" aria-hidden="true" />
          {shown ? words.right : words.wrong}
        </Chip>
      )}
      <span className={cx(!outcome && right === null && 'text-faint')}>
        {other ? words.correct(other) : outcome ? words.outcomes[outcome] : right === null && words.open}
      </span>
    </>
  );
}
