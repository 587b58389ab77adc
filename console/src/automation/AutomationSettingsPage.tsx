import type { FaqSettings, FaqSettingsPatch, FaqStage } from '@causerie/protocol';
import { useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { CircleStop } from 'lucide-react';
import { useState } from 'react';
import { keys } from '../api/keys.ts';
import { useInboxes } from '../conversations/useDirectory.ts';
import { useDesk } from '../realtime/DeskProvider.tsx';
import { ListState } from '../settings/ListState.tsx';
import { Sheet } from '../settings/SettingsPage.tsx';
import { useCan } from '../settings/useCan.ts';
import { Button } from '../ui/Button.tsx';
import { cx } from '../ui/cx.ts';
import { ConfirmDialog } from '../ui/Dialog.tsx';
import { SwitchField } from '../ui/Switch.tsx';
import { say, useReport } from '../ui/toasts.tsx';
import { useWords } from '../words/WordsProvider.tsx';
import { AutomationPage } from './AutomationPage.tsx';
import { ChoiceCards } from './ChoiceCards.tsx';
import { stageLooks } from './chips.tsx';
import { EmbeddingsSheet } from './EmbeddingsSheet.tsx';
import { useAllFaqs, useFaqSettings } from './useFaqs.ts';
import { WorthForm } from './WorthForm.tsx';

/** What holds for all FAQs: where the bot may answer, what it promises, what things are worth. */
export function AutomationSettingsPage() {
  const words = useWords().automation;
  const can = useCan('faqs.change');
  const settings = useFaqSettings();
  return (
    <AutomationPage narrow title={words.nav.settings} lead={words.leads.settings}>
      {!can && <p className="text-sm text-soft">{words.onlySupervisors}</p>}
      {settings.data ? (
        <Sheets settings={settings.data} can={can} />
      ) : (
        <Sheet>
          <ListState error={settings.error} onRetry={() => void settings.refetch()} />
        </Sheet>
      )}
    </AutomationPage>
  );
}

/** Undefined where it was refused. */
export type ChangeSettings = (patch: FaqSettingsPatch) => Promise<FaqSettings | undefined>;

/** Shows the change at once; what is refused goes back to what it was, and is told. */
function useChangeSettings(): ChangeSettings {
  const { automation, workspaceId } = useDesk();
  const queryClient = useQueryClient();
  const report = useReport();
  return async (patch) => {
    const key = keys.faqSettings(workspaceId);
    // An answer under way, to a question asked before, would put it back.
    await queryClient.cancelQueries({ queryKey: key });
    queryClient.setQueryData<FaqSettings>(
      key,
      (known) =>
        known && { ...known, ...patch, wrongMinutes: { ...known.wrongMinutes, ...patch.wrongMinutes } },
    );
    try {
      const after = await automation.patchSettings(patch);
      queryClient.setQueryData(key, after);
      // Probabilities from which is answered follow from these.
      await queryClient.invalidateQueries({ queryKey: keys.faqs(workspaceId) });
      return after;
    } catch (thrown) {
      report(thrown);
      await queryClient.invalidateQueries({ queryKey: key });
      return undefined;
    }
  };
}

function Sheets({ settings, can }: { settings: FaqSettings; can: boolean }) {
  const words = useWords().automationReports.settings;
  const change = useChangeSettings();
  return (
    <>
      <Running settings={settings} can={can} change={change} />
      <Inboxes settings={settings} can={can} change={change} />
      <Sheet title={words.promise}>
        <ChoiceCards
          legend={words.promiseHint}
          value={String(settings.promise) as '0.95' | '0.98'}
          disabled={!can}
          choices={(['0.95', '0.98'] as const).map((value) => ({ value, label: words.promises[value] }))}
          onValue={(value) => void change({ promise: Number(value) as 0.95 | 0.98 })}
        />
        <SwitchField
          label={words.ask}
          hint={words.askHint}
          checked={settings.askAllowed}
          disabled={!can}
          onChange={(askAllowed) => void change({ askAllowed })}
        />
      </Sheet>
      <WorthForm settings={settings} can={can} change={change} />
      <EmbeddingsSheet />
    </>
  );
}

type PartProps = { settings: FaqSettings; can: boolean; change: ChangeSettings };

/** In a sentence whether anything is answered, how many FAQs are how far, and the way to stop it all. */
function Running({ settings, can, change }: PartProps) {
  const { automation, automationReports } = useWords();
  const words = automationReports.settings;
  const { workspaceId } = useDesk();
  const { data: faqs } = useAllFaqs();
  const [asking, setAsking] = useState(false);
  const countOf = (stage: FaqStage) => faqs?.filter((faq) => faq.stage === stage).length ?? 0;
  const raised = countOf('share') + countOf('all');
  const inboxes = settings.inboxIds.length;
  const says =
    inboxes === 0 ? words.nowhere : raised === 0 ? words.noneRaised : words.somewhere(raised, inboxes);
  return (
    <Sheet title={words.running}>
      <p className="text-sm">{faqs ? says : '…'}</p>
      <ul aria-label={words.stages} className="flex flex-wrap gap-1.5">
        {(['off', 'shadow', 'share', 'all'] as const).map((stage) => (
          <li key={stage}>
            <Link
              to="/w/$workspaceId/automation/faqs"
              params={{ workspaceId }}
              search={{ stage }}
              className={cx(
                'inline-flex rounded-md px-2.5 py-1 text-sm font-medium hover:underline',
                stageLooks[stage],
              )}
            >
              {words.stageCount(automation.stages[stage], countOf(stage))}
            </Link>
          </li>
        ))}
      </ul>
      {can && inboxes > 0 && (
        <Button className="self-start" onClick={() => setAsking(true)}>
          <CircleStop className="size-4" />
          {words.stop}
        </Button>
      )}
      <ConfirmDialog
        open={asking}
        onClose={() => setAsking(false)}
        title={words.stopTitle}
        description={words.stopText}
        action={words.stop}
        onConfirm={() => {
          setAsking(false);
          void change({ inboxIds: [] }).then((done) => done && say(words.stopped));
        }}
      />
    </Sheet>
  );
}

function Inboxes({ settings, can, change }: PartProps) {
  const words = useWords().automationReports.settings;
  const { automation } = useDesk();
  const inboxes = useInboxes();
  const [busy, setBusy] = useState(false);
  const allow = async (id: string, allowed: boolean) => {
    setBusy(true);
    // The others as they are now, not as they were when this page was opened.
    const now = await automation.settings().catch(() => settings);
    const others = now.inboxIds.filter((each) => each !== id);
    await change({ inboxIds: allowed ? [...others, id] : others });
    setBusy(false);
  };
  return (
    <Sheet title={words.inboxes}>
      <p className="-mt-1 text-xs text-soft">{words.inboxesHint}</p>
      <div className="-my-1">
        {inboxes.length === 0 && <p className="text-sm text-faint">{words.noInboxes}</p>}
        {inboxes.map((inbox) => (
          <SwitchField
            key={inbox.id}
            label={inbox.name}
            checked={settings.inboxIds.includes(inbox.id)}
            disabled={!can || busy}
            onChange={(allowed) => void allow(inbox.id, allowed)}
          />
        ))}
      </div>
    </Sheet>
  );
}
