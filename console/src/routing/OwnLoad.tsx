import { useMember } from '../conversations/useDirectory.ts';
import { useWords } from '../words/WordsProvider.tsx';
import { useLoads } from './useLoads.ts';

/** How many of one's places are taken, as routing counts them. */
export function OwnLoad({ userId }: { userId: string }) {
  const words = useWords().routing;
  const member = useMember(userId);
  const loadOf = useLoads();
  const has = member && loadOf(member);
  if (!has) return null;
  const share = has.capacity > 0 ? Math.min(1, has.load / has.capacity) : 1;
  return (
    <p className="mt-1.5 text-xs text-soft">
      <span className="tabular">{words.loadLong(has.load, has.capacity)}</span>
      <span aria-hidden="true" className="mt-1 block h-1 overflow-hidden rounded-full bg-line">
        <span
          className={share < 1 ? 'block h-full bg-accent' : 'block h-full bg-warn'}
          style={{ width: `${share * 100}%` }}
        />
      </span>
    </p>
  );
}
