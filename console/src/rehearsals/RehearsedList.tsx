import type { RehearsalDecisionsQuery } from '@causerie/protocol';
import { getRouteApi } from '@tanstack/react-router';
import { FileDown } from 'lucide-react';
import { useDesk } from '../realtime/DeskProvider.tsx';
import { ListState } from '../settings/ListState.tsx';
import { Button, buttonClass } from '../ui/Button.tsx';
import { SelectField } from '../ui/Field.tsx';
import { useWords } from '../words/WordsProvider.tsx';
import { LIST_ID } from './FaqTable.tsx';
import { RehearsedLine } from './RehearsedLine.tsx';
import type { ReportBody } from './Report.tsx';
import { useRehearsed } from './useRehearsals.ts';

const route = getRouteApi('/w/$workspaceId/automation/rehearsal');
const verdicts = ['wrong', 'right', 'unjudged'] as const;
const decisions = ['answer', 'ask'] as const;

/** What would have been said, one by one, the wrong ones unless said otherwise. */
export function RehearsedList({ id, report }: { id: string; report: ReportBody }) {
  const { automation, rehearsals } = useWords();
  const words = rehearsals.list;
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const shown = search.verdict ?? 'wrong';
  const verdict = verdicts.find((one) => one === shown);
  const did = search.did ?? 'answer';
  const decision = decisions.find((one) => one === did);
  const filter: RehearsalDecisionsQuery = {
    ...(verdict && { verdict }),
    ...(decision && { decision }),
    ...(search.faq && { faqId: search.faq }),
  };
  const { finding } = useDesk();
  const query = useRehearsed(id, filter);
  const items = query.data?.pages.flatMap((page) => page.items);
  const set = (part: { verdict?: string; did?: string; faq?: string }) =>
    void navigate({
      search: (now) => ({ ...now, ...part }),
      replace: true,
      resetScroll: false,
    });
  return (
    <section
      id={LIST_ID}
      aria-label={words.title}
      aria-busy={query.isPlaceholderData || undefined}
      className="scroll-mt-4 rounded-xl border border-line bg-raised shadow-soft"
    >
      <header className="flex flex-wrap items-end gap-x-4 gap-y-2 border-b border-line px-5 py-3 max-md:px-4">
        <div className="min-w-[min(100%,18rem)] flex-1">
          <h2 className="text-sm font-semibold">{words.title}</h2>
          <p className="text-xs text-soft">{words.lead}</p>
        </div>
        <a href={finding.rehearsedUrl(id, filter)} download className={buttonClass('plain', 'sm')}>
          <FileDown className="size-3.5" aria-hidden="true" />
          {words.export}
        </a>
        <div className="grid grid-cols-2 gap-2 max-md:w-full md:w-[28rem] md:grid-cols-3">
          <SelectField
            hideLabel
            label={words.decision}
            value={did}
            options={[...decisions, 'any' as const].map((value) => ({
              value,
              label: words.decisions[value],
            }))}
            onValue={(value) => set({ did: value })}
          />
          <SelectField
            hideLabel
            label={words.verdict}
            value={shown}
            options={[...verdicts, 'any' as const].map((value) => ({ value, label: words.verdicts[value] }))}
            onValue={(value) => set({ verdict: value })}
          />
          <SelectField
            hideLabel
            className="max-md:col-span-2"
            label={words.faq}
            value={search.faq ?? ''}
            options={[
              { value: '', label: words.anyFaq },
              ...report.faqs.map((row) => ({ value: row.faqId, label: row.title })),
            ]}
            onValue={(faq) => set({ faq })}
          />
        </div>
      </header>
      {!items ? (
        <div className="px-5 py-4">
          <ListState error={query.error} onRetry={() => void query.refetch()} />
        </div>
      ) : items.length > 0 ? (
        <ul className="divide-y divide-line">
          {items.map((one) => (
            <RehearsedLine key={`${one.conversationId}/${one.seq}/${one.part}`} decision={one} />
          ))}
        </ul>
      ) : (
        <p className="px-5 py-8 text-center text-sm text-faint">
          {shown === 'wrong' && did === 'answer' ? words.none.wrong : words.none.other}
        </p>
      )}
      {query.hasNextPage && (
        <div className="flex justify-center border-t border-line py-3">
          <Button size="sm" busy={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
            {automation.more}
          </Button>
        </div>
      )}
    </section>
  );
}
