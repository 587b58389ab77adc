import type { UnderstoodFilter } from '@causerie/protocol';
import { ChipRemove } from '../ui/ChipRemove.tsx';
import { cx } from '../ui/cx.ts';
import { useWords } from '../words/WordsProvider.tsx';

type Props = { filters: UnderstoodFilter[]; onRemove: (filter: UnderstoodFilter) => void };

/** What the search understood of the filters; each chip takes its filter away. */
export function SearchChips({ filters, onRemove }: Props) {
  const words = useWords().search.filters;
  return filters.map((filter) => {
    const name = words.names[filter.name as keyof typeof words.names] ?? filter.name;
    // "Only" and "with", turned round, are "without".
    const turned = filter.name === 'is' || filter.name === 'has' ? words.without : words.not(name);
    const text = `${filter.excluded ? turned : name}: ${filter.meaning ?? filter.value}`;
    return (
      <span
        key={`${filter.excluded} ${filter.name} ${filter.value}`}
        className={cx(
          'flex min-w-0 items-center rounded-full ps-2.5 text-xs font-medium',
          filter.known ? 'bg-accent-soft text-accent-ink' : 'bg-warn-soft text-warn-ink',
        )}
      >
        <span className="truncate">
          {text}
          {!filter.known && ` (${words.unknown})`}
        </span>
        <ChipRemove label={words.remove(text)} onRemove={() => onRemove(filter)} />
      </span>
    );
  });
}
