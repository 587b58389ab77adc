import type { FaqCost, FaqDecisionKind, FaqStage } from '@causerie/protocol';
import { CircleHelp, Lightbulb, type LucideIcon, MessageSquareReply, UserRound } from 'lucide-react';
import type { ReactNode } from 'react';
import { cx } from '../ui/cx.ts';
import { useWords } from '../words/WordsProvider.tsx';

const chip =
  'inline-flex shrink-0 items-center gap-1 rounded-sm px-1.5 py-0.5 text-xs font-medium whitespace-nowrap';

const costLooks: Record<FaqCost, string> = {
  low: 'bg-good-soft text-good-ink',
  medium: 'bg-warn-soft text-warn-ink',
  high: 'bg-bad-soft text-bad-ink',
  never: 'bg-sunken text-soft',
};
export const stageLooks: Record<FaqStage, string> = {
  off: 'bg-sunken text-soft',
  shadow: 'bg-note text-note-ink',
  share: 'bg-accent-soft text-accent-ink',
  all: 'bg-good-soft text-good-ink',
};
/** The ground of what is decided: on chips, and on the picture of the matrix. */
export const decisionLooks: Record<FaqDecisionKind, string> = {
  answer: 'bg-good-soft text-good-ink',
  ask: 'bg-accent-soft text-accent-ink',
  suggest: 'bg-note text-note-ink',
  leave: 'bg-sunken text-soft',
};
export const decisionSigns: Record<FaqDecisionKind, LucideIcon> = {
  answer: MessageSquareReply,
  ask: CircleHelp,
  suggest: Lightbulb,
  leave: UserRound,
};

export const Chip = ({ look, children }: { look: string; children: ReactNode }) => (
  <span className={cx(chip, look)}>{children}</span>
);

export function CostChip({ cost }: { cost: FaqCost }) {
  const { costs, list } = useWords().automation;
  return (
    <Chip look={costLooks[cost]}>
      <span className="sr-only">{list.cost}: </span>
      {costs[cost]}
    </Chip>
  );
}

export function StageChip({ stage }: { stage: FaqStage }) {
  const { stages } = useWords().automation;
  return <Chip look={stageLooks[stage]}>{stages[stage]}</Chip>;
}

export function DecisionChip({ kind }: { kind: FaqDecisionKind }) {
  const { decisions } = useWords().automation;
  const Sign = decisionSigns[kind];
  return (
    <Chip look={decisionLooks[kind]}>
      <Sign className="size-3.5" aria-hidden="true" />
      {decisions[kind]}
    </Chip>
  );
}
