import type { Faq } from '@causerie/protocol';
import { useQueryClient } from '@tanstack/react-query';
import { getRouteApi, Link, useNavigate } from '@tanstack/react-router';
import { CornerDownLeft, ScrollText, Trash2 } from 'lucide-react';
import { useState } from 'react';
import { toAppError } from '../api/AppError.ts';
import { keys } from '../api/keys.ts';
import { useDesk } from '../realtime/DeskProvider.tsx';
import { ListState } from '../settings/ListState.tsx';
import { useCan } from '../settings/useCan.ts';
import { Button, buttonClass } from '../ui/Button.tsx';
import { ConfirmDialog } from '../ui/Dialog.tsx';
import { say, useReport } from '../ui/toasts.tsx';
import { useFormats, useWords } from '../words/WordsProvider.tsx';
import { AutomationPage } from './AutomationPage.tsx';
import { BackToList, GoneFromList } from './BackToList.tsx';
import { ExamplesSheet } from './ExamplesSheet.tsx';
import { FaqAnswer } from './FaqAnswer.tsx';
import { FaqPolicy } from './FaqPolicy.tsx';
import { ModelLine } from './ModelLine.tsx';
import { TestBox } from './TestBox.tsx';
import { useFaq } from './useFaqs.ts';

const route = getRouteApi('/w/$workspaceId/automation/faqs/$faqId');

/** One FAQ: what it answers, how customers ask, how far it may go, and at its side a box to try it. */
export function FaqPage() {
  const words = useWords().automation;
  const { faqId } = route.useParams();
  const { data: faq, error, refetch } = useFaq(faqId);
  if (!faq && error && toAppError(error).status === 404)
    return (
      <GoneFromList
        to="/w/$workspaceId/automation/faqs"
        title={words.editor.gone}
        text={words.editor.goneText}
      >
        {words.editor.back}
      </GoneFromList>
    );
  return (
    <AutomationPage
      wide
      title={faq?.title ?? '…'}
      lead={faq?.topic}
      back={<BackToList to="/w/$workspaceId/automation/faqs">{words.editor.back}</BackToList>}
      action={faq && <Actions faq={faq} />}
    >
      {faq ? (
        <div className="grid items-start gap-5 lg:grid-cols-[minmax(0,1fr)_minmax(20rem,24rem)]">
          <div className="flex min-w-0 flex-col gap-5">
            {faq.steppedBackAt && <SteppedBack at={faq.steppedBackAt} />}
            <FaqAnswer faq={faq} />
            <ExamplesSheet faq={faq} />
            <FaqPolicy key={faq.id} faq={faq} />
          </div>
          <aside aria-label={words.test.title} className="flex min-w-0 flex-col gap-5 lg:sticky lg:top-5">
            <ModelLine />
            <TestBox compact />
          </aside>
        </div>
      ) : (
        <ListState error={error} onRetry={() => void refetch()} />
      )}
    </AutomationPage>
  );
}

function SteppedBack({ at }: { at: string }) {
  const words = useWords().automation;
  const formats = useFormats();
  return (
    <p className="flex items-start gap-2 rounded-lg bg-bad-soft px-3 py-2 text-sm text-bad-ink">
      <CornerDownLeft className="mt-0.5 size-4 shrink-0" aria-hidden="true" />
      {words.steppedBack(formats.ago(Date.parse(at)))}
    </p>
  );
}

function Actions({ faq }: { faq: Faq }) {
  const words = useWords();
  const { editor } = words.automation;
  const { automation, workspaceId } = useDesk();
  const canChange = useCan('faqs.change');
  const canReport = useCan('reports.read');
  const queryClient = useQueryClient();
  const navigate = useNavigate();
  const report = useReport();
  const [asking, setAsking] = useState(false);
  const [busy, setBusy] = useState(false);
  const remove = async () => {
    setBusy(true);
    try {
      await automation.removeFaq(faq.id);
      say(editor.deleted(faq.title));
      await navigate({ to: '/w/$workspaceId/automation/faqs', params: { workspaceId } });
      queryClient.removeQueries({ queryKey: keys.faq(workspaceId, faq.id) });
      await queryClient.invalidateQueries({ queryKey: keys.faqs(workspaceId) });
    } catch (thrown) {
      report(thrown);
      setBusy(false);
      setAsking(false);
    }
  };
  return (
    <div className="flex flex-wrap gap-2">
      {canReport && (
        <Link
          to="/w/$workspaceId/automation/decisions"
          params={{ workspaceId }}
          search={{ faq: faq.id }}
          className={buttonClass()}
        >
          <ScrollText className="size-4" aria-hidden="true" />
          {editor.decisions}
        </Link>
      )}
      {canChange && (
        <Button onClick={() => setAsking(true)}>
          <Trash2 className="size-4" />
          {editor.delete}
        </Button>
      )}
      <ConfirmDialog
        open={asking}
        busy={busy}
        onClose={() => setAsking(false)}
        title={editor.deleteTitle(faq.title)}
        description={editor.deleteText(faq.examples)}
        action={words.common.delete}
        onConfirm={() => void remove()}
      />
    </div>
  );
}
