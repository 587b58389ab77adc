import type { FaqTestResult } from '@causerie/protocol';
import type { ReactNode } from 'react';
import { Markdown } from '../messages/Markdown.tsx';
import { cx } from '../ui/cx.ts';
import { useFormats, useWords } from '../words/WordsProvider.tsx';
import { decisionLooks, decisionSigns } from './chips.tsx';
import { markWords } from './markWords.ts';
import { RankedFaqs } from './RankedFaqs.tsx';
import { usePercent } from './usePercent.ts';

type Props = { result: FaqTestResult; text: string; compact: boolean; isOld: boolean };

/** What would be done with a message, and everything that speaks for it. */
export function TestAnswer({ result, text, compact, isOld }: Props) {
  const { automation, embeddings } = useWords();
  const words = automation.test;
  const formats = useFormats();
  if (result.modelVersion === null) return <p className="text-sm text-soft">{words.untrained}</p>;
  return (
    <div className="flex flex-col gap-4">
      <Verdict result={result} isOld={isOld} />
      <div className={cx('grid gap-x-6 gap-y-4', !compact && 'md:grid-cols-2')}>
        <div className="flex min-w-0 flex-col gap-4">
          <RankedFaqs result={result} />
          <WouldSay result={result} />
        </div>
        <Why result={result} text={text} />
      </div>
      <p className="text-xs text-faint">
        {words.language(formats.languageName(result.language))} · {words.model(result.modelVersion)}
        {result.vector !== 'off' && ` · ${embeddings.vector[result.vector]}`}
      </p>
    </div>
  );
}

/** The decision in a sentence, and why; read out when it changes. */
function Verdict({ result, isOld }: { result: FaqTestResult; isOld: boolean }) {
  const { automation } = useWords();
  const words = automation.test;
  const formats = useFormats();
  const percent = usePercent();
  const { decision, reason, ranked, faqIds, answerFrom } = result;
  const best = ranked[0];
  const quoted = formats.list(
    faqIds.map((id) => {
      const one = ranked.find((each) => each.faqId === id);
      // Asked back, customers read it in their language.
      return words.quoted((decision === 'ask' ? one?.customerTitle : one?.title) ?? '…');
    }),
  );
  const says = {
    answer: () => words.kinds.answer(quoted),
    ask: () => words.kinds.ask(quoted),
    suggest: () => words.kinds.suggest(quoted),
    leave: () => words.kinds.leave,
  }[decision]();
  const p = percent(best?.probability ?? 0);
  const why = {
    sure: () => words.reasons.sure(p, percent(answerFrom)),
    close: () => words.reasons.close,
    likely: () => words.reasons.likely(p, percent(answerFrom)),
    unsure: () =>
      answerFrom > 1 ? words.reasons.unsureNever(p) : words.reasons.unsure(p, percent(answerFrom)),
    never_alone: () => words.reasons.never_alone,
    off: () => words.reasons.off(best?.title ?? ''),
    nothing_fits: () => words.reasons.nothing_fits,
    untrained: () => words.reasons.untrained,
  }[reason]();
  const acts = decision === 'answer' || decision === 'ask';
  const Sign = decisionSigns[decision];
  return (
    <div className={cx('flex items-start gap-3 rounded-lg px-4 py-3', decisionLooks[decision])}>
      <Sign className="mt-0.5 size-4.5 shrink-0" aria-hidden="true" />
      <div className="min-w-0 text-sm">
        <p className="font-semibold">{says}</p>
        <p>{why}</p>
        {acts && best?.stage === 'shadow' && <p>{words.notSent}</p>}
        {acts && best?.stage === 'share' && <p>{words.notAll}</p>}
      </div>
      <p role="status" className="sr-only">
        {!isOld && words.summary(says, p)}
      </p>
    </div>
  );
}

/** The answer as the customer would read it, or as the agent would be offered it. */
function WouldSay({ result: { answer, decision } }: { result: FaqTestResult }) {
  const words = useWords().automation.test;
  if (!answer || (decision !== 'answer' && decision !== 'suggest')) return null;
  return (
    <Part title={decision === 'answer' ? words.wouldSay : words.wouldSuggest}>
      <div dir="auto" className="max-h-48 overflow-y-auto rounded-lg bg-paper px-3.5 py-2.5 text-sm">
        <Markdown text={answer} />
      </div>
    </Part>
  );
}

function Why({ result, text }: { result: FaqTestResult; text: string }) {
  const words = useWords().automation.test;
  const formats = useFormats();
  const percent = usePercent();
  const most = Math.max(...result.words.map((word) => word.points), 0);
  const titleOf = (id: string) => result.ranked.find((one) => one.faqId === id)?.title;
  const points = (n: number) =>
    words.points(new Intl.NumberFormat(formats.locale, { maximumFractionDigits: 1 }).format(n));
  return (
    <div className="flex min-w-0 flex-col gap-4">
      <Part title={words.why}>
        <p dir="auto" className="max-h-40 overflow-y-auto text-sm leading-6 break-words whitespace-pre-wrap">
          {markWords(text, result.words).map((part, i) =>
            part.points === undefined ? (
              part.text
            ) : (
              <mark
                // biome-ignore lint/suspicious/noArrayIndexKey: made at once, never reordered
                key={i}
                title={points(part.points)}
                className={cx(
                  'rounded-xs px-0.5 text-accent-ink',
                  part.points >= most * 0.5 ? 'bg-accent-line font-medium' : 'bg-accent-soft',
                )}
              >
                {part.text}
              </mark>
            ),
          )}
        </p>
        <ul aria-label={words.words} className="mt-1.5 flex flex-wrap gap-1">
          {result.words.map(({ word, points: gained }) => (
            <li key={word} className="rounded-sm bg-sunken px-1.5 py-0.5 text-xs text-soft">
              <bdi>{word}</bdi> <span className="tabular text-faint">{points(gained)}</span>
            </li>
          ))}
        </ul>
        {result.words.length === 0 && <p className="text-xs text-faint">{words.noWords}</p>}
      </Part>
      {result.examples.length > 0 && (
        <Part title={words.examples}>
          <ul className="flex flex-col gap-1">
            {result.examples.map((example) => (
              <li key={example.text} className="flex items-baseline gap-2 text-sm">
                <span dir="auto" className="min-w-0 flex-1 break-words">
                  {example.text}
                </span>
                <span className="shrink-0 text-xs text-faint tabular-nums">
                  {words.similar(percent(example.similarity))}
                </span>
              </li>
            ))}
          </ul>
        </Part>
      )}
      {result.questions.length > 1 && (
        <Part title={words.questions}>
          <ul className="flex flex-col gap-1 text-sm">
            {result.questions.map((question) => (
              <li key={question.text} className="flex flex-wrap items-baseline gap-x-2">
                <span dir="auto">{question.text}</span>
                <span className="text-xs text-faint">
                  {titleOf(question.faqId)} {percent(question.probability)}
                </span>
              </li>
            ))}
          </ul>
        </Part>
      )}
    </div>
  );
}

function Part({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section>
      <h3 className="mb-1 text-xs font-medium text-soft">{title}</h3>
      {children}
    </section>
  );
}
