import type { Faq, FaqExample } from '@causerie/protocol';
import { Search } from 'lucide-react';
import { useState } from 'react';
import { ListState } from '../settings/ListState.tsx';
import { useCan } from '../settings/useCan.ts';
import { Button } from '../ui/Button.tsx';
import { cx } from '../ui/cx.ts';
import { TextField } from '../ui/Field.tsx';
import { useFormats, useWords } from '../words/WordsProvider.tsx';
import { AddExamples } from './AddExamples.tsx';
import { ExampleEdit } from './ExampleEdit.tsx';
import { ExampleLine } from './ExampleLine.tsx';
import { ENOUGH_EXAMPLES } from './FaqLine.tsx';
import { MOST_EXAMPLES } from './readExamples.ts';
import { useExamples } from './useFaqs.ts';

/** So many stand there at once. */
const STEP = 50;
/** At first fewer, so that what stands below is found. */
const FIRST = 12;
/** With fewer, one sees them all at a glance. */
const SEARCH_FROM = 12;

/** The ways in which customers ask: added in one go, found, changed in place, deleted with a way back. */
export function ExamplesSheet({ faq }: { faq: Faq }) {
  const words = useWords().automation.editor;
  const { number } = useFormats();
  const can = useCan('faqs.change');
  const examples = useExamples(faq.id);
  return (
    <section className="rounded-xl border border-line bg-raised shadow-soft">
      <header className="flex flex-wrap items-baseline gap-x-3 border-b border-line px-5 py-3">
        <h2 className="text-sm font-semibold">{words.examples}</h2>
        <p className="text-xs text-faint tabular-nums">
          {words.count(number(faq.examples), number(MOST_EXAMPLES))}
        </p>
        <p className="ms-auto text-xs max-md:w-full">
          <Strength examples={faq.examples} />
        </p>
      </header>
      <div className="flex flex-col gap-4 px-5 py-4">
        <p className="text-sm text-soft">{words.examplesLead}</p>
        {can && <AddExamples faq={faq} />}
        {examples.data ? (
          <List faqId={faq.id} examples={examples.data} can={can} />
        ) : (
          <ListState error={examples.error} onRetry={() => void examples.refetch()} />
        )}
      </div>
    </section>
  );
}

function Strength({ examples }: { examples: number }) {
  const { strength } = useWords().automation.editor;
  const enough = examples >= ENOUGH_EXAMPLES;
  return (
    <span className={cx('font-medium', enough ? 'text-good-ink' : 'text-warn-ink')}>
      {examples === 0 ? strength.none : enough ? strength.good : strength.few(ENOUGH_EXAMPLES - examples)}
    </span>
  );
}

function List({ faqId, examples, can }: { faqId: string; examples: FaqExample[]; can: boolean }) {
  const words = useWords().automation.editor;
  const [query, setQuery] = useState('');
  const [shown, setShown] = useState(FIRST);
  /** Those being changed, as they were when one began. They stay whatever others do. */
  const [edited, setEdited] = useState<FaqExample[]>([]);
  if (examples.length === 0 && edited.length === 0)
    return <p className="text-sm text-faint">{words.noExamples}</p>;
  const wanted = query.trim().toLowerCase();
  const found = examples.filter((example) => example.text.toLowerCase().includes(wanted)).reverse();
  const lines = found.slice(0, shown);
  const aside = edited.filter(({ id }) => lines.every((line) => line.id !== id));
  // Newest first, so that what was just added is seen; and always in the same order, so that no field is moved and loses the focus.
  const ordered = [...lines, ...aside].toSorted((a, b) => (a.id < b.id ? 1 : -1));
  return (
    <div className="flex flex-col gap-2">
      {examples.length >= SEARCH_FROM && (
        <div className="relative">
          <Search
            aria-hidden="true"
            className="pointer-events-none absolute end-3 top-1/2 size-4 -translate-y-1/2 text-faint"
          />
          <TextField
            hideLabel
            type="search"
            label={words.search}
            placeholder={words.search}
            value={query}
            onChange={(e) => setQuery(e.target.value)}
          />
        </div>
      )}
      {found.length === 0 && <p className="text-sm text-faint">{words.noMatch}</p>}
      <ul aria-label={words.examples} className="divide-y divide-line">
        {ordered.map((example) => {
          const before = edited.find(({ id }) => id === example.id);
          return before ? (
            <li key={example.id} className="py-2">
              <ExampleEdit
                faqId={faqId}
                before={before}
                now={examples.find(({ id }) => id === example.id)}
                onClose={() => setEdited((all) => all.filter(({ id }) => id !== example.id))}
              />
            </li>
          ) : (
            <ExampleLine
              key={example.id}
              faqId={faqId}
              example={example}
              can={can}
              onEdit={() => setEdited((all) => [...all, example])}
            />
          );
        })}
      </ul>
      {found.length > shown && (
        <Button size="sm" className="self-start" onClick={() => setShown(shown + STEP)}>
          {words.more(Math.min(STEP, found.length - shown))}
        </Button>
      )}
    </div>
  );
}
