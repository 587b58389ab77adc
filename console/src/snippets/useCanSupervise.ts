import { useCan } from '../settings/useCan.ts';

/** Whether one may change snippets and macros. Only what is shown hangs on it: the server decides. */
export const useCanSupervise = (): boolean => useCan('snippets.change');
