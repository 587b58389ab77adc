import { useEffect, useRef } from 'react';
import { getPreferences } from '../shell/preferences.ts';

type Go = (from: string) => void;
const goers: Go[] = [];

/** A conversation was put away: the screen goes on to the next one, if one has chosen so. */
export function goOn(from: string): void {
  if (getPreferences().afterClosing !== 'next') return;
  for (const go of goers) go(from);
}

/** How to go on from a conversation, while the component is there. */
export function useGoOn(go: Go): void {
  const latest = useRef(go);
  useEffect(() => {
    latest.current = go;
  });
  useEffect(() => {
    const own: Go = (from) => latest.current(from);
    goers.push(own);
    return () => void goers.splice(goers.indexOf(own), 1);
  }, []);
}
