import { type KeyboardEvent, useState } from 'react';
import { useWords } from '../words/WordsProvider.tsx';
import { type Emoji, type EmojiGroup, emojiGroups, searchEmoji } from './emojiSet.ts';

const COLUMNS = 8;
const KEY = 'causerie.emoji';

/** Search, what was used last, then by group; arrow keys walk the grid. */
export function EmojiPicker({ onPick }: { onPick: (emoji: string) => void }) {
  const words = useWords().thread.composer;
  const [query, setQuery] = useState('');
  const [recent] = useState(readRecent);
  const found = query.trim() ? searchEmoji(query) : undefined;
  const pick = (emoji: string) => {
    writeRecent(emoji);
    onPick(emoji);
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: listens for the arrow keys of the buttons inside it
    <div className="flex h-80 w-80 flex-col" onKeyDown={walkGrid}>
      <input
        type="search"
        aria-label={words.searchEmoji}
        placeholder={words.searchEmoji}
        value={query}
        onChange={(e) => setQuery(e.target.value)}
        onKeyDown={(e) => {
          if (e.key === 'Enter' && found?.[0]) pick(found[0].emoji);
        }}
        className="m-2 h-8.5 rounded-md border border-line-strong/60 bg-surface px-2.5 text-sm"
      />
      <div className="min-h-0 flex-1 overflow-y-auto px-2 pb-2">
        {found ? (
          found.length > 0 ? (
            <Grid emoji={found} onPick={pick} />
          ) : (
            <p className="py-8 text-center text-sm text-faint">{words.noEmoji}</p>
          )
        ) : (
          <>
            {recent.length > 0 && <Section title={words.recent} emoji={recent} onPick={pick} />}
            {(Object.keys(emojiGroups) as EmojiGroup[]).map((group) => (
              <Section
                key={group}
                title={words.emojiGroups[group]}
                emoji={emojiGroups[group]}
                onPick={pick}
              />
            ))}
          </>
        )}
      </div>
    </div>
  );
}

type GridProps = { emoji: Emoji[]; onPick: (emoji: string) => void };

function Section({ title, ...grid }: GridProps & { title: string }) {
  return (
    <section aria-label={title}>
      <h3 className="px-1 pt-1.5 pb-1 text-2xs font-medium text-faint">{title}</h3>
      <Grid {...grid} />
    </section>
  );
}

function Grid({ emoji, onPick }: GridProps) {
  return (
    <div className="grid grid-cols-8">
      {emoji.map((one) => (
        <button
          key={one.emoji}
          type="button"
          data-emoji
          aria-label={`${one.emoji} ${one.names}`}
          onClick={() => onPick(one.emoji)}
          className="flex h-9 items-center justify-center rounded-md text-xl hover:bg-hover focus-visible:bg-hover"
        >
          {one.emoji}
        </button>
      ))}
    </div>
  );
}

const steps: Record<string, number> = { ArrowLeft: -1, ArrowRight: 1, ArrowUp: -COLUMNS, ArrowDown: COLUMNS };

function walkGrid(event: KeyboardEvent<HTMLDivElement>) {
  const step = steps[event.key];
  const inInput = event.target instanceof HTMLInputElement;
  if (!step || (inInput && event.key !== 'ArrowDown')) return;
  const cells = [...event.currentTarget.querySelectorAll<HTMLElement>('[data-emoji]')];
  const at = cells.indexOf(document.activeElement as HTMLElement);
  const next = inInput ? cells[0] : cells[at + step];
  if (!next) return;
  event.preventDefault();
  next.focus();
}

function readRecent(): Emoji[] {
  try {
    const known = JSON.parse(localStorage.getItem(KEY) ?? '[]') as unknown;
    return Array.isArray(known) ? known.map((emoji) => ({ emoji: String(emoji), names: '' })) : [];
  } catch {
    return [];
  }
}

function writeRecent(emoji: string) {
  const rest = readRecent().filter((one) => one.emoji !== emoji);
  try {
    localStorage.setItem(KEY, JSON.stringify([emoji, ...rest.map((one) => one.emoji)].slice(0, COLUMNS)));
  } catch {
    // Full or forbidden: nothing is remembered.
  }
}
