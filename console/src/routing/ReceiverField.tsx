import { useMembers, useTeams } from '../conversations/useDirectory.ts';
import { SelectField } from '../ui/Field.tsx';
import { useWords } from '../words/WordsProvider.tsx';
import { presenceOf } from './LoadOf.tsx';
import { useLoads } from './useLoads.ts';

type Props = {
  /** `person/<id>` or `team/<id>`. */
  value: string;
  assigneeId: string | null;
  error: string | undefined;
  onValue: (value: string) => void;
};

/** To whom: teams, then people with what they have of what they may have and whether they are there. */
export function ReceiverField({ value, assigneeId, error, onValue }: Props) {
  const words = useWords();
  const members = useMembers();
  const teams = useTeams();
  const loadOf = useLoads();
  const people = members
    .filter((m) => m.userId !== assigneeId)
    .map((m) => {
      const has = loadOf(m);
      const state = words.shell.availability[presenceOf(m)];
      const load = has && words.routing.load(has.load, has.capacity);
      return { value: `person/${m.userId}`, label: [m.name, state, load].filter(Boolean).join(' · ') };
    });
  return (
    <SelectField
      autoFocus
      label={words.routing.transfer.to}
      value={value}
      error={error}
      options={[
        { value: '', label: '—' },
        ...teams.map((t) => ({ value: `team/${t.id}`, label: t.name })),
        ...people,
      ]}
      onValue={onValue}
    />
  );
}
