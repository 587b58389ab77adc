import type { AuditEntry, Member } from '@causerie/protocol';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Download } from 'lucide-react';
import { useState } from 'react';
import type { AuditFilter } from '../api/admin.ts';
import { keys } from '../api/keys.ts';
import { useDesk } from '../realtime/DeskProvider.tsx';
import { Button, buttonClass } from '../ui/Button.tsx';
import { SelectField, TextField } from '../ui/Field.tsx';
import { useWords } from '../words/WordsProvider.tsx';
import { AuditLine } from './AuditLine.tsx';
import { ListState } from './ListState.tsx';
import { SettingsPage, Sheet } from './SettingsPage.tsx';
import { useCan } from './useCan.ts';
import { useSettingsList } from './useSettingsList.ts';

/** Who did what to settings and access, with filters; the same as a file. */
export function AuditPage() {
  const words = useWords();
  const { admin, workspaceId } = useDesk();
  const can = useCan('audit.read');
  const [filter, setFilter] = useState<AuditFilter>({});
  const query = useInfiniteQuery({
    queryKey: keys.audit(workspaceId, filter),
    queryFn: ({ pageParam }) => admin.audit(filter, pageParam),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next,
    // Nobody is told of a new line: what is known is shown, and looked at anew.
    refetchOnMount: 'always',
    enabled: can,
  });
  const items: AuditEntry[] | undefined = query.data?.pages.flatMap((page) => page.items);
  return (
    <SettingsPage
      title={words.settings.nav.audit}
      lead={words.audit.lead}
      guarded="audit.read"
      action={
        <a href={admin.auditCsv(filter)} download className={buttonClass()}>
          <Download className="size-4" />
          {words.audit.export}
        </a>
      }
    >
      {can && (
        <>
          <AuditFilters filter={filter} onChange={setFilter} />
          <Sheet>
            {items ? (
              items.length > 0 ? (
                <ul className="-my-2 divide-y divide-line">
                  {items.map((entry) => (
                    <AuditLine key={entry.id} entry={entry} />
                  ))}
                </ul>
              ) : (
                <p className="text-sm text-faint">{words.audit.empty}</p>
              )
            ) : (
              <ListState error={query.error} onRetry={() => void query.refetch()} />
            )}
            {query.hasNextPage && (
              <Button
                className="self-start"
                busy={query.isFetchingNextPage}
                onClick={() => void query.fetchNextPage()}
              >
                {words.audit.more}
              </Button>
            )}
          </Sheet>
        </>
      )}
    </SettingsPage>
  );
}

type FiltersProps = { filter: AuditFilter; onChange: (filter: AuditFilter) => void };

function AuditFilters({ filter, onChange }: FiltersProps) {
  const words = useWords().audit;
  const desk = useDesk();
  const members = useSettingsList<Member>(keys.members(desk.workspaceId), desk.settings.members);
  /** An empty choice is no filter. */
  const set = (part: AuditFilter) =>
    onChange(
      Object.fromEntries(Object.entries({ ...filter, ...part }).filter(([, value]) => value)) as AuditFilter,
    );
  /** Midnight on the reader's clock; `to` means until the end of that day. */
  const instant = (day: string, plusDays: number) => {
    if (!day) return '';
    const [year = 0, month = 1, date = 1] = day.split('-').map(Number);
    return new Date(year, month - 1, date + plusDays).toISOString();
  };
  return (
    <div className="flex flex-wrap gap-3">
      <SelectField
        className="w-44"
        label={words.what}
        value={filter.action ?? ''}
        options={[
          { value: '', label: words.everything },
          ...Object.entries(words.nouns).map(([value, label]) => ({ value, label })),
        ]}
        onValue={(action) => set({ action })}
      />
      <SelectField
        className="w-44"
        label={words.who}
        value={filter.actorId ?? ''}
        options={[
          { value: '', label: words.everybody },
          ...(members.data ?? []).map((member) => ({ value: member.userId, label: member.name })),
        ]}
        onValue={(actorId) => set({ actorId })}
      />
      <TextField
        className="w-40"
        type="date"
        label={words.from}
        onChange={(e) => set({ from: instant(e.target.value, 0) })}
      />
      <TextField
        className="w-40"
        type="date"
        label={words.to}
        onChange={(e) => set({ to: instant(e.target.value, 1) })}
      />
    </div>
  );
}
