import type { RemovalCheck, RemovalRecord, RetentionRule } from '@causerie/protocol';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { keys } from '../api/keys.ts';
import { useDesk } from '../realtime/DeskProvider.tsx';
import { Button } from '../ui/Button.tsx';
import { cx } from '../ui/cx.ts';
import { useReport } from '../ui/toasts.tsx';
import { useFormats, useWords } from '../words/WordsProvider.tsx';
import { ListState } from './ListState.tsx';
import { Sheet } from './SettingsPage.tsx';

/** The proofs of what was removed, and a check that none was tampered with. */
export function RemovalsSheet() {
  const words = useWords().privacy;
  const { admin, workspaceId } = useDesk();
  const report = useReport();
  const [checked, setChecked] = useState<RemovalCheck>();
  const query = useInfiniteQuery({
    queryKey: keys.removals(workspaceId),
    queryFn: ({ pageParam }) => admin.removals(pageParam),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next,
    // Nobody is told when a proof comes to be: what is known is shown, and looked at anew.
    refetchOnMount: 'always',
  });
  const items = query.data?.pages.flatMap((page) => page.items);
  return (
    <Sheet title={words.proofs}>
      <p className="text-sm text-soft">{words.proofsText}</p>
      {items ? (
        items.length > 0 ? (
          <RemovalTable items={items} />
        ) : (
          <p className="text-sm text-faint">{words.noProofs}</p>
        )
      ) : (
        <ListState error={query.error} onRetry={() => void query.refetch()} />
      )}
      <div className="flex flex-wrap items-center gap-3">
        {query.hasNextPage && (
          <Button busy={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
            {words.more}
          </Button>
        )}
        {items && items.length > 0 && (
          <Button onClick={() => void admin.checkRemovals().then(setChecked, report)}>{words.check}</Button>
        )}
        {checked && (
          <p role="status" className={cx('text-sm', checked.intact ? 'text-good-ink' : 'text-bad-ink')}>
            {checked.intact ? words.intact(checked.records) : words.broken(String(checked.brokenAt))}
          </p>
        )}
      </div>
    </Sheet>
  );
}

function RemovalTable({ items }: { items: RemovalRecord[] }) {
  const words = useWords().privacy;
  const formats = useFormats();
  const why = ({ kind, reason }: RemovalRecord) =>
    kind === 'erasure'
      ? words.erasure
      : words.retention(
          words.names[reason.rule as RetentionRule] ?? String(reason.rule),
          words.days(Number(reason.days)),
        );
  const what = ({ counts }: RemovalRecord) =>
    Object.entries(counts)
      .filter(([, n]) => n > 0)
      .map(([name, n]) => `${formats.number(n)} ${words.counted[name] ?? name}`)
      .join(', ');
  return (
    <div className="overflow-x-auto">
      <table className="w-full text-sm">
        <thead className="text-start text-xs text-soft">
          <tr>
            {[words.number, words.when, words.why, words.what].map((title) => (
              <th key={title} scope="col" className="pe-3 pb-1 text-start font-medium">
                {title}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {items.map((record) => (
            <tr key={record.number} title={record.hash} className="border-t border-line align-top">
              <td className="py-1.5 pe-3 tabular-nums">{record.number}</td>
              <td className="py-1.5 pe-3 whitespace-nowrap">{formats.full(new Date(record.at))}</td>
              <td className="py-1.5 pe-3">{why(record)}</td>
              <td className="py-1.5">{what(record)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
