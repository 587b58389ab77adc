import { ChevronsUpDown, Sparkles, X } from 'lucide-react';
import { IconButton } from '../ui/Button.tsx';
import { cx } from '../ui/cx.ts';
import { Kbd } from '../ui/Kbd.tsx';
import { Tooltip } from '../ui/Tooltip.tsx';
import { useFormats, useWords } from '../words/WordsProvider.tsx';
import { sureWords } from './sureWords.ts';
import type { SuggestionsState } from './useSuggestions.ts';

const SHOWN = 400;

/** On the line of the tabs, where there is room anyway: what would answer the customer, and how likely. Its words stand in the field. */
export function SuggestionStrip({ state, isEmpty }: { state: SuggestionsState; isEmpty: boolean }) {
  const words = useWords().bot;
  const { active, dismissed } = state;
  return (
    <div className="ms-auto flex min-w-0 items-center justify-end gap-0.5 ps-2 text-xs">
      <p role="status" className="sr-only">
        <Told state={state} />
      </p>
      {active ? (
        <Offered state={{ ...state, active }} ready={state.armed && isEmpty} />
      ) : (
        dismissed && (
          <p className="flex min-w-0 items-center gap-1.5 pe-1.5 text-faint">
            <span dir="auto" className="min-w-0 truncate">
              {words.suggestion.dismissed(dismissed.title)}
            </span>
            <Undo onUndo={state.undo} />
          </p>
        )
      )}
    </div>
  );
}

/** For those who hear the page. */
function Told({ state: { active, count, offered, dismissed } }: { state: SuggestionsState }) {
  const words = useWords().bot;
  if (!active) return dismissed && words.suggestion.dismissed(dismissed.title);
  const tell = offered ? words.suggestion.told : words.suggestion.toldPerhaps;
  const told = tell(active.title, sureWords(active.probability, words.sure));
  return count > 1 ? `${told} ${words.suggestion.toldMany(count)}` : told;
}

type Active = NonNullable<SuggestionsState['active']>;

function Offered({ state, ready }: { state: SuggestionsState & { active: Active }; ready: boolean }) {
  const words = useWords().bot;
  const snippetWords = useWords().snippets.values as Record<string, string>;
  const formats = useFormats();
  const { active, preview, count, place, dismissed } = state;
  const sure = sureWords(active.probability, words.sure);
  const missing = preview?.missing.map((name) => snippetWords[name] ?? name) ?? [];
  return (
    <>
      {dismissed && <Undo onUndo={state.undo} />}
      <Tooltip
        side="top"
        text={[
          preview?.text.slice(0, SHOWN),
          missing.length > 0 && words.suggestion.missing(formats.list(missing)),
        ]
          .filter(Boolean)
          .join('\n')}
      >
        <button
          type="button"
          aria-label={words.suggestion.insert(active.title, sure)}
          // The field keeps the focus, and with it the keyboard of a phone.
          onMouseDown={(event) => event.preventDefault()}
          onClick={state.insert}
          className="flex h-7 min-w-0 items-center gap-1.5 rounded-md px-1.5 text-accent-ink hover:bg-accent-soft max-md:h-9"
        >
          <Sparkles className="size-3.5 shrink-0" aria-hidden="true" />
          <span dir="auto" className="min-w-0 truncate font-medium">
            {active.title}
          </span>
          <span className={cx('shrink-0 max-md:hidden', missing.length > 0 ? 'text-warn-ink' : 'text-faint')}>
            {sure}
          </span>
          <Kbd
            keys={state.offered ? 'Tab' : '↓'}
            className={cx('shrink-0 max-md:hidden', !ready && 'invisible')}
          />
        </button>
      </Tooltip>
      {count > 1 && (
        <button
          type="button"
          aria-label={`${words.suggestion.next} (${words.suggestion.place(place, count)})`}
          onMouseDown={(event) => event.preventDefault()}
          onClick={state.next}
          className="tabular flex h-7 shrink-0 items-center gap-0.5 rounded-md px-1 text-soft hover:bg-hover max-md:h-9"
        >
          {place}/{count}
          <ChevronsUpDown className="size-3" aria-hidden="true" />
        </button>
      )}
      <IconButton
        size="sm"
        label={words.suggestion.dismiss(active.title)}
        shortcut={ready ? 'Esc' : undefined}
        className="max-md:size-9!"
        onMouseDown={(event) => event.preventDefault()}
        onClick={state.dismiss}
      >
        <X className="size-3.5" />
      </IconButton>
    </>
  );
}

function Undo({ onUndo }: { onUndo: () => void }) {
  return (
    <button
      type="button"
      onMouseDown={(event) => event.preventDefault()}
      onClick={onUndo}
      className="h-7 shrink-0 rounded-md px-1.5 font-medium text-accent-ink underline underline-offset-2 max-md:h-9"
    >
      {useWords().bot.suggestion.undo}
    </button>
  );
}
