import { useInboxes } from '../conversations/useDirectory.ts';
import { SelectField, TextField } from '../ui/Field.tsx';
import { useWords } from '../words/WordsProvider.tsx';
import type { PastSpan } from './pastSpan.ts';

type Props = { span: PastSpan; problem: boolean; onSpan: (span: PastSpan) => void };

/** Which past conversations: of a time, of one inbox or of all. */
export function SpanFields({ span, problem, onSpan }: Props) {
  const words = useWords().opportunities.start;
  const inboxes = useInboxes();
  const set = (part: Partial<PastSpan>) => onSpan({ ...span, ...part });
  return (
    <>
      <SelectField
        label={words.period}
        value={span.period}
        options={Object.entries(words.periods).map(([value, label]) => ({ value, label }))}
        onValue={(period) => set({ period: period as PastSpan['period'] })}
      />
      {span.period === 'own' && (
        <div className="grid grid-cols-2 gap-3">
          <TextField
            type="date"
            label={words.from}
            value={span.from}
            onChange={(e) => set({ from: e.target.value })}
          />
          <TextField
            type="date"
            label={words.to}
            value={span.to}
            error={problem ? words.order : null}
            onChange={(e) => set({ to: e.target.value })}
          />
        </div>
      )}
      <SelectField
        label={words.inbox}
        value={span.inboxId}
        options={[
          { value: '', label: words.anyInbox },
          ...inboxes.map((inbox) => ({ value: inbox.id, label: inbox.name })),
        ]}
        onValue={(inboxId) => set({ inboxId })}
      />
    </>
  );
}
