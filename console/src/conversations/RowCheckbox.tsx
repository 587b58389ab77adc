import { type MouseEvent, memo } from 'react';
import { cx } from '../ui/cx.ts';
import { useWords } from '../words/WordsProvider.tsx';
import { contactName } from './contactName.ts';
import { useRow } from './useRows.ts';

type Props = {
  id: string;
  selected: boolean;
  /** Something is selected: every row shows its box. */
  selecting: boolean;
  onToggle: (id: string, range: boolean) => void;
};

/** Lies over the avatar: seen when pointed at, focused, or while anything is selected; a tap on the avatar selects. */
export const RowCheckbox = memo(function RowCheckbox({ id, selected, selecting, onToggle }: Props) {
  const words = useWords();
  const row = useRow(id);
  if (!row) return null;
  return (
    <label
      className={cx(
        'absolute start-2.5 top-2 flex size-10.5 cursor-pointer items-center justify-center transition-opacity',
        selecting
          ? 'opacity-100'
          : 'opacity-0 focus-within:opacity-100 group-hover/row:opacity-100 pointer-coarse:opacity-0',
      )}
    >
      <span className="flex size-8.5 items-center justify-center rounded-full bg-surface">
        <input
          type="checkbox"
          aria-label={words.desk.bulk.select(contactName(row.contact, words.inbox.visitor))}
          className="size-4.5 accent-accent"
          checked={selected}
          onClick={(e: MouseEvent) => onToggle(id, e.shiftKey)}
          onChange={() => {}}
        />
      </span>
    </label>
  );
});
