import type { FaqDecisionExplained } from '@causerie/protocol';
import { useQuery } from '@tanstack/react-query';
import { toAppError } from '../api/AppError.ts';
import { keys } from '../api/keys.ts';
import { usePercent } from '../automation/usePercent.ts';
import { useDesk } from '../realtime/DeskProvider.tsx';
import { Button } from '../ui/Button.tsx';
import { errorText } from '../words/errorText.ts';
import { useWords } from '../words/WordsProvider.tsx';
import { Part } from './Part.tsx';
import { sureWords } from './sureWords.ts';
import { VerdictPanel } from './VerdictPanel.tsx';

const MOST = 4;
/** What is less likely is noise to a reader. */
const LEAST = 0.02;

/** Why the bot said something, or would have: how sure it was, what decided, what came of it; and the say of who reads it. */
export function Why({ conversationId, seq }: { conversationId: string; seq: number }) {
  const words = useWords();
  const { workspaceId, bot } = useDesk();
  const { data, error, refetch } = useQuery({
    queryKey: keys.decision(workspaceId, conversationId, seq),
    queryFn: () => bot.explain(conversationId, seq),
  });
  if (!data)
    return error ? (
      <div role="alert" className="flex flex-col items-start gap-2 text-sm text-bad-ink">
        {errorText(words, toAppError(error))}
        <Button size="sm" onClick={() => void refetch()}>
          {words.common.retry}
        </Button>
      </div>
    ) : (
      <p className="text-sm text-faint">{words.bot.reason.loading}</p>
    );
  return (
    <div className="flex flex-col gap-3 text-sm">
      <h2 className="text-base font-semibold">
        {data.decision.mode === 'live' ? words.bot.reason.title : words.bot.reason.silent}
      </h2>
      <HowSure data={data} />
      <Ranked data={data} />
      <Decisive data={data} />
      <VerdictPanel data={data} />
    </div>
  );
}

/** As the list of decisions says it; nothing is impossible. */
function useLikelihood(): (probability: number) => string {
  const percent = usePercent();
  return (probability) => percent(Math.max(0.01, probability));
}

function HowSure({ data: { decision } }: { data: FaqDecisionExplained }) {
  const words = useWords().bot;
  const percent = useLikelihood();
  const probability = decision.ranked[0]?.probability ?? 0;
  const share = percent(probability);
  // Where nothing else was weighed it was a choice from a list.
  const chosen = decision.none === 0 && decision.ranked.length === 1;
  return (
    <p className="text-soft">
      {decision.decision === 'ask'
        ? words.reason.asked(share)
        : chosen
          ? words.reason.chosen
          : words.reason.sure(sureWords(probability, words.sure), share)}
      {(decision.vector === 'used' || decision.vector === 'missing') &&
        ` ${words.reason.vector[decision.vector]}`}
    </p>
  );
}

function Ranked({ data: { decision, faqs } }: { data: FaqDecisionExplained }) {
  const words = useWords().bot;
  const percent = useLikelihood();
  const likely = decision.ranked.filter((one, i) => i === 0 || one.probability >= LEAST);
  const rows = likely.slice(0, MOST).flatMap(({ faqId, probability }) => {
    const faq = faqs.find((one) => one.id === faqId);
    return faq ? [{ key: faqId, title: faq.title, probability }] : [];
  });
  if (decision.none > 0) rows.push({ key: 'none', title: words.reason.none, probability: decision.none });
  if (rows.length < 2) return null;
  return (
    <Part title={words.reason.ranked}>
      <ul className="flex flex-col gap-1">
        {rows.map(({ key, title, probability }) => (
          <li key={key} className="flex items-center gap-2">
            <span dir="auto" className="min-w-0 flex-1 truncate">
              {title}
            </span>
            <span aria-hidden="true" className="h-1.5 w-20 shrink-0 overflow-hidden rounded-full bg-sunken">
              <span
                className="block h-full rounded-full bg-accent"
                style={{ width: `${Math.round(probability * 100)}%` }}
              />
            </span>
            <span className="tabular w-11 shrink-0 text-end text-xs text-soft">{percent(probability)}</span>
          </li>
        ))}
      </ul>
    </Part>
  );
}

function Decisive({ data }: { data: FaqDecisionExplained }) {
  const words = useWords().bot.reason;
  const { decision, explainedBy, examples } = data;
  return (
    <>
      <Part title={words.words}>
        {data.words.length === 0 ? (
          <p className="text-faint">{words.noWords}</p>
        ) : (
          <ul className="flex flex-wrap gap-1">
            {data.words.map(({ word }) => (
              <li key={word} dir="auto" className="rounded-md bg-accent-soft px-1.5 text-accent-ink">
                {word}
              </li>
            ))}
          </ul>
        )}
      </Part>
      {examples.length > 0 && (
        <Part title={words.examples}>
          <ul className="flex list-disc flex-col gap-0.5 ps-4 text-soft marker:text-faint">
            {examples.slice(0, 3).map(({ text }) => (
              <li key={text} dir="auto">
                {text}
              </li>
            ))}
          </ul>
        </Part>
      )}
      {explainedBy !== null && explainedBy !== decision.modelVersion && (
        <p className="text-xs text-faint">{words.newer}</p>
      )}
    </>
  );
}
