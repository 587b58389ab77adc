import { useState } from 'preact/hooks';
import { addStyle } from '../view/addStyle.ts';
import { useMessenger } from '../view/context.ts';
import { useWords } from '../words/words.ts';
import css from './emoji.css?inline';
import { emojis } from './emojis.ts';
import { useLateWords } from './lateWords.ts';

addStyle(css);

const COLUMNS = 8;
/** How many were used last and stand first. */
const RECENT = 16;

export function EmojiPicker({ onPick }: { onPick(emoji: string): void }) {
  const words = useWords();
  const late = useLateWords();
  const { memory } = useMessenger();
  const [recent, setRecent] = useState(() => memory.get('emoji')?.split(' ') ?? []);
  const [group, setGroup] = useState(0);
  const pick = (emoji: string) => {
    const next = [emoji, ...recent.filter((e) => e !== emoji)].slice(0, RECENT);
    memory.set('emoji', next.join(' '));
    setRecent(next);
    onPick(emoji);
  };
  return (
    <section class="emoji" aria-label={words.emoji}>
      <div class="emoji-tabs" role="tablist" aria-label={words.emoji}>
        {late.emojiGroups.map((name, i) => (
          <button
            key={name}
            type="button"
            role="tab"
            aria-selected={i === group}
            aria-label={name}
            title={name}
            onClick={() => setGroup(i)}
          >
            {emojis[i]?.split(' ')[0]}
          </button>
        ))}
      </div>
      <div class="emoji-sets">
        {recent.length > 0 && group === 0 && <Grid label={late.recent} all={recent} onPick={pick} />}
        <Grid label={late.emojiGroups[group] ?? ''} all={emojis[group]?.split(' ') ?? []} onPick={pick} />
      </div>
    </section>
  );
}

function Grid({
  label,
  all,
  onPick,
}: {
  label: string;
  all: readonly string[];
  onPick(emoji: string): void;
}) {
  /** One stop for the tab key; the arrows move inside. */
  const [at, setAt] = useState(0);
  const onKeyDown = (event: KeyboardEvent) => {
    const steps: Record<string, number> = {
      ArrowRight: 1,
      ArrowLeft: -1,
      ArrowDown: COLUMNS,
      ArrowUp: -COLUMNS,
    };
    const step = steps[event.key];
    const to = at + (step ?? 0);
    if (step === undefined || to < 0 || to >= all.length) return;
    event.preventDefault();
    setAt(to);
    ((event.currentTarget as HTMLElement).children[to] as HTMLElement).focus();
  };
  return (
    <>
      <h3>{label}</h3>
      <div class="emoji-grid" role="toolbar" aria-label={label} onKeyDown={onKeyDown}>
        {all.map((emoji, i) => (
          <button
            key={emoji}
            type="button"
            tabIndex={i === at ? 0 : -1}
            onFocus={() => setAt(i)}
            onClick={() => onPick(emoji)}
          >
            {emoji}
          </button>
        ))}
      </div>
    </>
  );
}
