import { useSyncExternalStore } from 'react';

/** Whether the page's shape is so now. */
export function useMediaQuery(query: string): boolean {
  return useSyncExternalStore(
    (listener) => {
      const list = matchMedia(query);
      list.addEventListener('change', listener);
      return () => list.removeEventListener('change', listener);
    },
    () => matchMedia(query).matches,
  );
}

/** One pane at a time. */
export const useIsPhone = () => useMediaQuery('(max-width: 719.98px)');
/** Room for the views beside the list. */
export const useHasViewsPanel = () => useMediaQuery('(min-width: 1536px)');
/** Room for the contact beside the thread. */
export const useIsWide = () => useMediaQuery('(min-width: 1100px)');
