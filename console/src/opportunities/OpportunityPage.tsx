import type { OpportunityDetail } from '@causerie/protocol';
import { getRouteApi } from '@tanstack/react-router';
import { Bot, Eye, EyeOff, MessageSquareText } from 'lucide-react';
import { toAppError } from '../api/AppError.ts';
import { BackToList, GoneFromList } from '../automation/BackToList.tsx';
import { ReportsGuard } from '../automation/ReportsGuard.tsx';
import { ListState } from '../settings/ListState.tsx';
import { useCan } from '../settings/useCan.ts';
import { Button } from '../ui/Button.tsx';
import { useFormats, useWords } from '../words/WordsProvider.tsx';
import { DraftNotice } from './DraftNotice.tsx';
import { OpportunityFigures } from './OpportunityFigures.tsx';
import { StateChip } from './OpportunityLine.tsx';
import { OpportunityWords } from './OpportunityWords.tsx';
import { useActOn } from './useActOn.ts';
import { stateOf, useOpportunity } from './useOpportunities.ts';

const route = getRouteApi('/w/$workspaceId/automation/opportunities/$opportunityId');

/** One kind of question: its figures, the typical answer, the best examples, and what can be made of it. */
export function OpportunityPage() {
  const words = useWords().opportunities;
  const formats = useFormats();
  const { opportunityId } = route.useParams();
  const { data, error, refetch } = useOpportunity(opportunityId);
  if (!data && error && toAppError(error).status === 404)
    return (
      <GoneFromList
        to="/w/$workspaceId/automation/opportunities"
        title={words.detail.gone}
        text={words.detail.goneText}
      >
        {words.detail.back}
      </GoneFromList>
    );
  const opportunity = data?.opportunity;
  return (
    <ReportsGuard
      wide
      title={opportunity ? (opportunity.name ?? words.hidden) : '…'}
      lead={
        opportunity && (
          <span className="flex flex-wrap items-center gap-2">
            {formats.languageName(opportunity.language)}
            <StateChip state={stateOf(opportunity)} />
          </span>
        )
      }
      back={<BackToList to="/w/$workspaceId/automation/opportunities">{words.detail.back}</BackToList>}
    >
      {data ? <Content detail={data} /> : <ListState error={error} onRetry={() => void refetch()} />}
    </ReportsGuard>
  );
}

function Content({ detail }: { detail: OpportunityDetail }) {
  const { opportunity } = detail;
  return (
    <>
      <Actions detail={detail} />
      {(opportunity.faqId || opportunity.snippetId) && <DraftNotice opportunity={opportunity} />}
      <OpportunityFigures opportunity={opportunity} />
      <OpportunityWords detail={detail} />
    </>
  );
}

function Actions({ detail: { opportunity, answer } }: { detail: OpportunityDetail }) {
  const { automation, opportunities } = useWords();
  const words = opportunities.detail;
  const can = useCan('faqs.change');
  const canWrite = useCan('snippets.change');
  const { busy, act } = useActOn(opportunity);
  if (!can) return <p className="text-sm text-soft">{automation.onlySupervisors}</p>;
  const { faqId, snippetId, dismissed } = opportunity;
  const canDraft = canWrite && (answer !== null || snippetId !== null);
  return (
    <div className="flex flex-wrap items-center gap-2">
      {!faqId && canDraft && (
        <Button look="primary" busy={busy === 'faq'} disabled={!!busy} onClick={() => act('faq')}>
          <Bot className="size-4" aria-hidden="true" />
          {words.makeFaq}
        </Button>
      )}
      {!snippetId && canDraft && (
        <Button busy={busy === 'snippet'} disabled={!!busy} onClick={() => act('snippet')}>
          <MessageSquareText className="size-4" aria-hidden="true" />
          {words.makeSnippet}
        </Button>
      )}
      {!snippetId && answer === null && <p className="text-sm text-soft">{words.noDraft}</p>}
      {dismissed ? (
        <Button busy={busy === 'restore'} disabled={!!busy} onClick={() => act('restore')}>
          <Eye className="size-4" aria-hidden="true" />
          {words.restore}
        </Button>
      ) : (
        <Button look="quiet" busy={busy === 'dismiss'} disabled={!!busy} onClick={() => act('dismiss')}>
          <EyeOff className="size-4" aria-hidden="true" />
          {words.dismiss}
        </Button>
      )}
    </div>
  );
}
