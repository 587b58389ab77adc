import { useState } from 'react';
import { setPreferences, usePreferences } from '../shell/preferences.ts';
import { useIsWide } from '../ui/useMediaQuery.ts';

/** The contact beside the thread is remembered; as a drawer over it, it is opened anew each time. */
export function useContactPanel() {
  const wide = useIsWide();
  const { contactOpen } = usePreferences();
  const [drawer, setDrawer] = useState(false);
  const open = wide ? contactOpen : drawer;
  const set = (next: boolean) => (wide ? setPreferences({ contactOpen: next }) : setDrawer(next));
  return { open, toggle: () => set(!open), close: () => set(false) };
}
