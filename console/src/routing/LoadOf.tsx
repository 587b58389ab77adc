import type { Availability, Member } from '@causerie/protocol';
import { cx } from '../ui/cx.ts';
import { useWords } from '../words/WordsProvider.tsx';
import { useLoads } from './useLoads.ts';

/** `3/5`: what somebody has of what they may have; amber when nothing is left. */
export function LoadOf({ member }: { member: Pick<Member, 'userId' | 'capacity' | 'load'> }) {
  const words = useWords().routing;
  const has = useLoads()(member);
  if (!has) return null;
  return (
    <span className={cx(has.load >= has.capacity && 'font-medium text-warn-ink')}>
      <span aria-hidden="true">{words.load(has.load, has.capacity)}</span>
      <span className="sr-only">{words.loadLong(has.load, has.capacity)}</span>
    </span>
  );
}

/** Whoever has no console open is not there, whatever they have chosen. */
export const presenceOf = (member: Member): Availability =>
  member.connected ? member.availability : 'offline';
