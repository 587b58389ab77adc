import type { InboxRouting } from '@causerie/protocol';
import { SelectField } from '../ui/Field.tsx';
import { SwitchField } from '../ui/Switch.tsx';
import { useWords } from '../words/WordsProvider.tsx';
import { options } from './InboxLookSheet.tsx';
import type { SheetProps } from './inboxDraft.ts';
import { QueueHonesty } from './QueueHonesty.tsx';
import { Sheet } from './SettingsPage.tsx';
import { WordListField } from './WordListField.tsx';

const delays = [1, 2, 3, 5, 10, 15, 30, 60, 120, 240];

/** Who gets the conversations of an inbox, and when they go back to the queue. */
export function RoutingSheet({ draft, setRouting }: SheetProps) {
  const words = useWords().routing.inbox;
  const { routing } = draft;
  const auto = routing.mode === 'auto';
  return (
    <Sheet title={words.title}>
      <SelectField
        label={words.mode}
        hint={auto ? words.autoHint : undefined}
        value={routing.mode}
        options={options(words.modes)}
        onValue={(mode) => setRouting({ mode: mode as InboxRouting['mode'] })}
      />
      {auto && <Rules routing={routing} setRouting={setRouting} />}
      {draft.mode === 'live' && (
        <SwitchField
          label={words.showQueue}
          hint={words.showQueueHint}
          checked={routing.showQueue}
          onChange={(showQueue) => setRouting({ showQueue })}
        />
      )}
      {draft.mode === 'live' && routing.showQueue && <QueueHonesty />}
    </Sheet>
  );
}

type RulesProps = { routing: InboxRouting; setRouting: SheetProps['setRouting'] };

function Rules({ routing, setRouting }: RulesProps) {
  const words = useWords().routing.inbox;
  return (
    <>
      <SwitchField
        label={words.sticky}
        hint={words.stickyHint}
        checked={routing.sticky}
        onChange={(sticky) => setRouting({ sticky })}
      />
      <SelectField
        label={words.language}
        value={routing.language}
        options={options(words.languages)}
        onValue={(language) => setRouting({ language: language as InboxRouting['language'] })}
      />
      <WordListField
        label={words.skills}
        hint={words.skillsHint}
        value={routing.skills}
        onValue={(skills) => setRouting({ skills })}
      />
      <SwitchField
        label={words.skillsByLabel}
        hint={words.skillsByLabelHint}
        checked={routing.skillsByLabel}
        onChange={(skillsByLabel) => setRouting({ skillsByLabel })}
      />
      <Delay
        label={words.relax}
        value={routing.relaxAfterMinutes}
        onValue={(relaxAfterMinutes) => setRouting({ relaxAfterMinutes })}
      />
      <Delay
        label={words.returnUnanswered}
        value={routing.returnUnansweredMinutes}
        onValue={(returnUnansweredMinutes) => setRouting({ returnUnansweredMinutes })}
      />
      <Delay
        label={words.returnGone}
        value={routing.returnGoneMinutes}
        onValue={(returnGoneMinutes) => setRouting({ returnGoneMinutes })}
      />
    </>
  );
}

type DelayProps = { label: string; value: number | null; onValue: (minutes: number | null) => void };

function Delay({ label, value, onValue }: DelayProps) {
  const words = useWords().routing.inbox;
  const minutes = [...new Set([...delays, ...(value === null ? [] : [value])])].sort((a, b) => a - b);
  return (
    <SelectField
      label={label}
      value={value === null ? '' : String(value)}
      options={[
        { value: '', label: words.never },
        ...minutes.map((n) => ({ value: String(n), label: words.minutes(n) })),
      ]}
      onValue={(chosen) => onValue(chosen === '' ? null : Number(chosen))}
    />
  );
}
