import { useCan } from '../settings/useCan.ts';

/** Whether one may keep views for a team or for everybody. Only what is shown hangs on it: the server decides. */
export const useCanShare = (): boolean => useCan('views.share');
