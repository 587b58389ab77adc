import type { ReportGroup } from '@causerie/protocol';
import { useInboxes, useMembers, useTeams } from '../conversations/useDirectory.ts';
import { SelectField, TextField } from '../ui/Field.tsx';
import { useWords } from '../words/WordsProvider.tsx';

/** What a report is asked for, with the choice by which its period came about. */
export type Asked = {
  range: string;
  from: string;
  to: string;
  groupBy: ReportGroup;
  inboxId?: string;
  teamId?: string;
  agentId?: string;
  clock?: 'wall' | 'open';
};

const groups: ReportGroup[] = ['day', 'hour', 'weekday', 'inbox', 'team', 'agent', 'label'];
const ranges = ['1', '7', '28', '90', 'own'] as const;

/** The last days up to today, on the workspace's clock. */
export function lastDays(days: number, timeZone: string): { from: string; to: string } {
  // In Swedish a date is written as it is in ISO 8601.
  const to = new Intl.DateTimeFormat('sv', { timeZone }).format(Date.now());
  const from = new Date(Date.parse(to) - (days - 1) * 86_400_000).toISOString().slice(0, 10);
  return { from, to };
}

type Props = { asked: Asked; timeZone: string; onChange: (asked: Asked) => void };

export function ReportFilters({ asked, timeZone, onChange }: Props) {
  const words = useWords().reports;
  const [inboxes, teams, members] = [useInboxes(), useTeams(), useMembers()];
  const set = (part: Partial<Asked>) => onChange({ ...asked, ...part });
  return (
    <div className="flex flex-wrap gap-3 [&>*]:w-40 lg:[&>*]:w-44">
      <SelectField
        label={words.range}
        value={asked.range}
        options={ranges.map((range) => ({ value: range, label: words.ranges[range] }))}
        onValue={(range) => set({ range, ...(range !== 'own' && lastDays(Number(range), timeZone)) })}
      />
      {asked.range === 'own' && (
        <>
          <TextField
            type="date"
            required
            max={asked.to}
            label={words.from}
            value={asked.from}
            onChange={(e) => e.target.value && set({ from: e.target.value })}
          />
          <TextField
            type="date"
            required
            min={asked.from}
            label={words.to}
            value={asked.to}
            onChange={(e) => e.target.value && set({ to: e.target.value })}
          />
        </>
      )}
      <SelectField
        label={words.groupBy}
        value={asked.groupBy}
        options={groups.map((group) => ({ value: group, label: words.groups[group] }))}
        onValue={(groupBy) => set({ groupBy: groupBy as ReportGroup })}
      />
      <SelectField
        label={words.inbox}
        value={asked.inboxId ?? ''}
        options={[
          { value: '', label: words.allInboxes },
          ...inboxes.map((i) => ({ value: i.id, label: i.name })),
        ]}
        onValue={(inboxId) => set({ inboxId: inboxId || undefined })}
      />
      <SelectField
        label={words.team}
        value={asked.teamId ?? ''}
        options={[
          { value: '', label: words.allTeams },
          ...teams.map((t) => ({ value: t.id, label: t.name })),
        ]}
        onValue={(teamId) => set({ teamId: teamId || undefined })}
      />
      <SelectField
        label={words.agent}
        value={asked.agentId ?? ''}
        options={[
          { value: '', label: words.allAgents },
          ...members.map((m) => ({ value: m.userId, label: m.name })),
        ]}
        onValue={(agentId) => set({ agentId: agentId || undefined })}
      />
      <SelectField
        label={words.clock}
        value={asked.clock ?? 'wall'}
        options={(['wall', 'open'] as const).map((clock) => ({ value: clock, label: words.clocks[clock] }))}
        onValue={(clock) => set({ clock: clock as 'wall' | 'open' })}
      />
    </div>
  );
}
