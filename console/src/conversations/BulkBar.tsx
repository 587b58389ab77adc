import type { BulkChoice, Conversation } from '@causerie/protocol';
import { Check, ListChecks, RotateCcw, ShieldAlert, ShieldCheck, X } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { Button, IconButton } from '../ui/Button.tsx';
import { useWords } from '../words/WordsProvider.tsx';
import { AssignAll, type Change, LabelAll, PriorityAll, SnoozeAll } from './bulkMenus.tsx';
import { useBulkActions } from './useBulkActions.ts';
import { useRows } from './useRows.ts';
import type { Selection } from './useSelection.ts';
import { useStartBulkRun } from './useStartBulkRun.tsx';

type Props = {
  selection: Selection;
  shown: number;
  onAll: () => void;
  /** Everything that the list holds, where that is more than what is selected. */
  everything: BulkChoice | undefined;
};

/** What can be done with all that is selected, in place of the list's filters. */
export function BulkBar({ selection, shown, onAll, everything }: Props) {
  const words = useWords();
  const { bulk } = words.desk;
  // The whole list is meant until a hand takes something out of the selection; another list has another bar.
  const [whole, setWhole] = useState<{ chosen: Selection['chosen']; choice: BulkChoice }>();
  const { busy, change } = useBulkActions(selection.ids, selection.clear);
  const run = useStartBulkRun(selection.clear);
  const rows = useRows().conversations;
  const chosen = [...selection.ids].flatMap((id) => rows.get(id) ?? []);
  const choice =
    whole && [...whole.chosen].every((id) => selection.chosen.has(id)) ? whole.choice : undefined;
  return (
    <BulkFrame
      status={busy ? bulk.working : choice ? bulk.everythingSelected : bulk.selected(selection.ids.size)}
      busy={busy || run.busy}
      onClear={selection.clear}
    >
      {selection.ids.size < shown && (
        <IconButton label={bulk.all(shown)} size="sm" onClick={onAll}>
          <ListChecks className="size-4" />
        </IconButton>
      )}
      <span className="flex-1" />
      <BulkButtons
        chosen={chosen}
        closed={chosen.every((row) => row.status === 'resolved')}
        spam={chosen.every((row) => row.spam)}
        change={choice ? async (patch) => run.ask(choice, patch) : change}
      />
      {selection.ids.size >= shown && everything && !choice && (
        <div className="flex basis-full items-center gap-1 ps-8">
          <span className="min-w-0 truncate text-xs text-soft">{bulk.notAll}</span>
          <Button
            size="sm"
            look="quiet"
            className="text-accent-ink! underline underline-offset-2"
            onClick={() => setWhole({ chosen: selection.chosen, choice: everything })}
          >
            {bulk.everything}
          </Button>
        </div>
      )}
      {run.dialog}
    </BulkFrame>
  );
}

/** The same for all that a search finds. */
export function EverythingBar({ choice, onClear }: { choice: BulkChoice; onClear: () => void }) {
  const { bulk } = useWords().desk;
  const run = useStartBulkRun(onClear);
  return (
    <BulkFrame status={bulk.foundSelected} busy={run.busy} onClear={onClear}>
      <span className="flex-1" />
      <BulkButtons
        chosen={[]}
        closed={undefined}
        spam={false}
        change={async (patch) => run.ask(choice, patch)}
      />
      {run.dialog}
    </BulkFrame>
  );
}

type FrameProps = { status: string; busy: boolean; onClear: () => void; children: ReactNode };

function BulkFrame({ status, busy, onClear, children }: FrameProps) {
  const { bulk } = useWords().desk;
  return (
    <div
      role="toolbar"
      aria-label={bulk.toolbar}
      aria-busy={busy}
      className="flex min-h-9 shrink-0 flex-wrap items-center gap-0.5 border-b border-line bg-accent-soft/60 ps-2 pe-2 pb-1.5"
    >
      <IconButton label={bulk.clear} shortcut="esc" size="sm" onClick={onClear}>
        <X className="size-4" />
      </IconButton>
      <p role="status" className="tabular px-1 text-xs font-medium whitespace-nowrap text-accent-ink">
        {status}
      </p>
      {children}
    </div>
  );
}

type ButtonsProps = {
  chosen: Conversation[];
  /** Whether all are resolved; undefined: nobody knows. */
  closed: boolean | undefined;
  spam: boolean;
  change: Change;
};

function BulkButtons({ chosen, closed, spam, change }: ButtonsProps) {
  const words = useWords();
  return (
    <>
      <AssignAll change={change} />
      <LabelAll chosen={chosen} change={change} />
      <PriorityAll change={change} />
      <SnoozeAll change={change} />
      <IconButton
        label={spam ? words.desk.spam.unmark : words.desk.spam.mark}
        size="sm"
        onClick={() => void change({ spam: !spam })}
      >
        {spam ? <ShieldCheck className="size-4" /> : <ShieldAlert className="size-4" />}
      </IconButton>
      {closed !== false && (
        <IconButton
          label={words.inbox.actions.reopen}
          size="sm"
          onClick={() => void change({ status: 'open' })}
        >
          <RotateCcw className="size-4" />
        </IconButton>
      )}
      {closed !== true && (
        <IconButton
          label={words.inbox.actions.resolve}
          size="sm"
          onClick={() => void change({ status: 'resolved' })}
        >
          <Check className="size-4" />
        </IconButton>
      )}
    </>
  );
}
