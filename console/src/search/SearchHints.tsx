import type { UnderstoodFilter } from '@causerie/protocol';
import { Search, SearchX } from 'lucide-react';
import { Blank } from '../ui/Blank.tsx';
import { useWords } from '../words/WordsProvider.tsx';

/** Before anything is typed: what can be typed, each example to be tried at once. */
export function SearchStart({ onTry }: { onTry: (typed: string) => void }) {
  const words = useWords().search;
  return (
    <div className="flex justify-center">
      <Blank sign={<Search />} title={words.start.title} text={words.start.text}>
        <Examples onTry={onTry} />
      </Blank>
    </div>
  );
}

/** When nothing matches: why that may be. */
export function SearchNone({
  filters,
  onTry,
}: {
  filters: UnderstoodFilter[];
  onTry: (typed: string) => void;
}) {
  const words = useWords().search;
  const unknown = filters.find((filter) => !filter.known);
  return (
    <div className="flex justify-center" role="status">
      <Blank
        sign={<SearchX />}
        title={words.none.title}
        text={unknown ? words.none.unknown(`${unknown.name}:${unknown.value}`) : words.none.text}
      >
        <Examples onTry={onTry} />
      </Blank>
    </div>
  );
}

function Examples({ onTry }: { onTry: (typed: string) => void }) {
  const { examples } = useWords().search;
  return (
    <ul className="flex flex-col gap-2 text-start text-sm">
      {Object.values(examples).map(({ typed, says }) => (
        <li key={typed} className="flex flex-col items-start gap-0.5">
          <button
            type="button"
            onClick={() => onTry(typed)}
            className="rounded-sm bg-sunken px-1.5 py-0.5 font-mono text-xs text-ink hover:bg-hover"
          >
            {typed}
          </button>
          <span className="text-xs text-faint">{says}</span>
        </li>
      ))}
    </ul>
  );
}
