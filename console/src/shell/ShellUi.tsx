import { createContext, type ReactNode, use, useMemo, useState } from 'react';

type Shown = 'palette' | 'help' | null;
type ShellUi = { shown: Shown; show: (what: Shown) => void };

const ShellUiContext = createContext<ShellUi>({ shown: null, show: () => {} });

/** What is laid over the console as a whole: the command palette or the list of shortcuts. */
export function ShellUiProvider({ children }: { children: ReactNode }) {
  const [shown, show] = useState<Shown>(null);
  const value = useMemo(() => ({ shown, show }), [shown]);
  return <ShellUiContext value={value}>{children}</ShellUiContext>;
}

export const useShellUi = () => use(ShellUiContext);
