import type { FaqDecision, FaqDecisionExplained, FaqVerdict } from '@causerie/protocol';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Check, X } from 'lucide-react';
import { useState } from 'react';
import { keys } from '../api/keys.ts';
import { useMembers } from '../conversations/useDirectory.ts';
import { useDesk } from '../realtime/DeskProvider.tsx';
import { useCan } from '../settings/useCan.ts';
import { Button } from '../ui/Button.tsx';
import { SelectField } from '../ui/Field.tsx';
import { useReport } from '../ui/toasts.tsx';
import { useWords } from '../words/WordsProvider.tsx';
import { LearnButton } from './LearnButton.tsx';
import { Part } from './Part.tsx';

/** What came of it, and whether it was right as people see it; who may reply may say so, and take it back. */
export function VerdictPanel({ data }: { data: FaqDecisionExplained }) {
  const words = useWords().bot;
  const { decision } = data;
  const { busy, judge, takeBack } = useVerdict(decision);
  const [choosing, setChoosing] = useState(false);
  const may = useCan('conversations.reply');
  return (
    <>
      <Part title={words.reason.outcome}>
        <p className="text-soft">
          {decision.outcome ? words.reason.outcomes[decision.outcome] : words.reason.open}
        </p>
      </Part>
      <div className="-mx-4 -mb-4 flex flex-col gap-2 border-t border-line bg-sunken/50 px-4 py-3">
        <h3 className="font-medium">{words.verdict.title}</h3>
        {decision.verdict ? (
          <Said data={data} busy={busy} onTakeBack={may ? takeBack : undefined} />
        ) : choosing ? (
          <Correct
            decision={decision}
            busy={busy}
            onCancel={() => setChoosing(false)}
            onSave={async (verdict) => (await judge(verdict)) && setChoosing(false)}
          />
        ) : (
          may && (
            <>
              <div className="flex flex-wrap gap-1.5">
                <Button size="sm" busy={busy} onClick={() => void judge({ right: true })}>
                  <Check className="size-3.5" aria-hidden="true" />
                  {words.verdict.right}
                </Button>
                <Button size="sm" busy={busy} onClick={() => void judge({ right: false })}>
                  <X className="size-3.5" aria-hidden="true" />
                  {words.verdict.wrong}
                </Button>
                <Button size="sm" look="quiet" onClick={() => setChoosing(true)}>
                  {words.verdict.correct}
                </Button>
              </div>
              <p className="text-xs text-faint">{words.verdict.hint}</p>
            </>
          )
        )}
      </div>
    </>
  );
}

function useVerdict({ conversationId, seq }: FaqDecision) {
  const { workspaceId, bot } = useDesk();
  const cache = useQueryClient();
  const report = useReport();
  const [busy, setBusy] = useState(false);
  const change = async (ask: () => Promise<FaqDecision>): Promise<boolean> => {
    setBusy(true);
    try {
      const decision = await ask();
      cache.setQueryData<FaqDecisionExplained>(
        keys.decision(workspaceId, conversationId, seq),
        (known) => known && { ...known, decision },
      );
      void cache.invalidateQueries({ queryKey: keys.decisions(workspaceId, conversationId) });
      return true;
    } catch (thrown) {
      report(thrown);
      return false;
    } finally {
      setBusy(false);
    }
  };
  return {
    busy,
    judge: (verdict: FaqVerdict) => change(() => bot.judge(conversationId, seq, verdict)),
    takeBack: () => void change(() => bot.takeBack(conversationId, seq)),
  };
}

type SaidProps = { data: FaqDecisionExplained; busy: boolean; onTakeBack: (() => void) | undefined };

function Said({ data: { decision, faqs }, busy, onTakeBack }: SaidProps) {
  const words = useWords();
  const { verdict } = words.bot;
  const { userId } = useDesk();
  const members = useMembers();
  const known = useFaqs(decision.outcomeFaqId !== null);
  const byId = decision.verdict?.byId;
  const who =
    byId === userId
      ? verdict.you
      : byId
        ? (members.find((member) => member.userId === byId)?.name ?? words.thread.events.somebody)
        : verdict.program;
  const meant =
    known?.find((faq) => faq.id === decision.outcomeFaqId)?.title ??
    faqs.find((faq) => faq.id === decision.outcomeFaqId)?.title;
  const learnFor = decision.right ? decision.ranked[0]?.faqId : decision.outcomeFaqId;
  const learnTitle = meant ?? faqs.find((faq) => faq.id === learnFor)?.title;
  return (
    <>
      <p role="status">
        {decision.right
          ? verdict.saidRight(who)
          : meant
            ? verdict.saidOther(who, meant)
            : verdict.saidWrong(who)}{' '}
        {onTakeBack && (
          <button
            type="button"
            disabled={busy}
            onClick={onTakeBack}
            className="rounded-xs font-medium text-accent-ink underline underline-offset-2"
          >
            {verdict.takeBack}
          </button>
        )}
      </p>
      {learnFor && learnTitle && <LearnButton decision={decision} faqId={learnFor} title={learnTitle} />}
    </>
  );
}

type CorrectProps = {
  decision: FaqDecision;
  busy: boolean;
  onSave: (verdict: FaqVerdict) => void;
  onCancel: () => void;
};

function Correct({ decision, busy, onSave, onCancel }: CorrectProps) {
  const words = useWords().bot.verdict;
  const faqs = useFaqs(true);
  const [faqId, setFaqId] = useState('');
  const best = decision.ranked[0]?.faqId;
  // What it thought of next stands first.
  const place = (id: string) => {
    const found = decision.ranked.findIndex((one) => one.faqId === id);
    return found < 0 ? Number.POSITIVE_INFINITY : found;
  };
  const others = (faqs ?? [])
    .filter((faq) => faq.id !== best)
    .toSorted((a, b) => place(a.id) - place(b.id) || a.title.localeCompare(b.title));
  return (
    <form
      className="flex flex-col gap-2"
      onSubmit={(event) => {
        event.preventDefault();
        onSave({ right: false, ...(faqId && { faqId }) });
      }}
    >
      <SelectField
        label={words.choose}
        value={faqId}
        options={[
          { value: '', label: words.none },
          ...others.map((faq) => ({ value: faq.id, label: faq.title })),
        ]}
        onValue={setFaqId}
      />
      <div className="flex gap-1.5">
        <Button type="submit" size="sm" look="primary" busy={busy}>
          {words.save}
        </Button>
        <Button size="sm" look="quiet" onClick={onCancel}>
          {words.cancel}
        </Button>
      </div>
    </form>
  );
}

/** All FAQs by title, from the cache where it has them. */
function useFaqs(enabled: boolean) {
  const { workspaceId, bot } = useDesk();
  return useQuery({
    queryKey: keys.botFaqs(workspaceId),
    queryFn: bot.allFaqs,
    enabled,
    staleTime: 5 * 60_000,
  }).data;
}
