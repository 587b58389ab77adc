import { getRouteApi } from '@tanstack/react-router';
import { Bot, Plus } from 'lucide-react';
import { useState } from 'react';
import { ListState } from '../settings/ListState.tsx';
import { useCan } from '../settings/useCan.ts';
import { useDebounced } from '../shell/useDebounced.ts';
import { Button } from '../ui/Button.tsx';
import { useWords } from '../words/WordsProvider.tsx';
import { AutomationPage } from './AutomationPage.tsx';
import { CreateFaqDialog } from './CreateFaqDialog.tsx';
import { FaqFilters } from './FaqFilters.tsx';
import { FaqLine } from './FaqLine.tsx';
import { FaqTransferMenu } from './FaqTransferMenu.tsx';
import { ModelLine } from './ModelLine.tsx';
import { StepsEmpty } from './StepsEmpty.tsx';
import { useFaqList } from './useFaqList.ts';
import { useFaqFacts } from './useFaqs.ts';
import { WhereLine } from './WhereLine.tsx';

const route = getRouteApi('/w/$workspaceId/automation/faqs');
const TYPED_MS = 200;

/** Every FAQ: what it is, how it fares, how far it may go. */
export function FaqsPage() {
  const words = useWords().automation;
  const can = useCan('faqs.change');
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const [creating, setCreating] = useState(false);
  const asked = { ...search, q: useDebounced(search.q, TYPED_MS) };
  const { sort, order, ...filter } = asked;
  const facts = useFaqFacts();
  const { faqs, more, ...list } = useFaqList(asked, facts);
  const isEmpty = faqs?.length === 0 && !list.isPlaceholderData && !Object.values(filter).some(Boolean);
  return (
    <AutomationPage
      title={words.nav.faqs}
      lead={words.leads.faqs}
      action={
        <div className="flex gap-2">
          <FaqTransferMenu canImport={can} />
          {can && (
            <Button look="primary" onClick={() => setCreating(true)}>
              <Plus className="size-4" />
              {words.list.create}
            </Button>
          )}
        </div>
      }
    >
      {!can && <p className="text-sm text-soft">{words.onlySupervisors}</p>}
      {isEmpty ? (
        <StepsEmpty
          sign={<Bot aria-hidden="true" />}
          title={words.list.emptyTitle}
          steps={words.list.emptySteps}
          note={words.list.emptyNote}
        >
          {can && (
            <Button look="primary" size="lg" onClick={() => setCreating(true)}>
              <Plus className="size-4" />
              {words.list.create}
            </Button>
          )}
        </StepsEmpty>
      ) : (
        <>
          <ModelLine />
          <WhereLine />
          <FaqFilters filter={search} onFilter={(next) => void navigate({ search: next, replace: true })} />
          <section
            aria-label={words.nav.faqs}
            aria-busy={list.isPlaceholderData || undefined}
            className="rounded-xl border border-line bg-raised shadow-soft"
          >
            {faqs ? (
              faqs.length > 0 ? (
                <ul className="divide-y divide-line">
                  {faqs.map((faq) => (
                    <FaqLine key={faq.id} faq={faq} fact={facts.get(faq.id)} can={can} />
                  ))}
                </ul>
              ) : (
                <div className="flex flex-col items-center gap-3 px-5 py-10 text-sm text-faint">
                  <p>{words.list.noMatch}</p>
                  <Button size="sm" onClick={() => void navigate({ search: { sort, order }, replace: true })}>
                    {words.list.clear}
                  </Button>
                </div>
              )
            ) : (
              <div className="px-5 py-4">
                <ListState error={list.error} onRetry={() => void list.refetch()} />
              </div>
            )}
          </section>
          {more && (
            <Button className="self-center" busy={list.isLoadingMore} onClick={more}>
              {words.more}
            </Button>
          )}
        </>
      )}
      {creating && <CreateFaqDialog onClose={() => setCreating(false)} />}
    </AutomationPage>
  );
}
