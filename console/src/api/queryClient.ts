import { QueryCache, QueryClient } from '@tanstack/react-query';
import { AppError, toAppError } from './AppError.ts';

const signedOutListeners = new Set<() => void>();

/** Calls back when the server says that there is no session any more. */
export function onSignedOut(listener: () => void): void {
  signedOutListeners.add(listener);
}

export const queryClient = new QueryClient({
  queryCache: new QueryCache({
    onError: (error) => {
      if (toAppError(error).code === 'unauthorised') for (const listener of signedOutListeners) listener();
    },
  }),
  defaultOptions: {
    queries: {
      staleTime: 60_000,
      refetchOnWindowFocus: false,
      // What the server answered will not change by asking again; a lost network and a busy server do.
      retry: (failures, error) =>
        failures < 4 &&
        error instanceof AppError &&
        ['network', 'unavailable', 'overloaded'].includes(error.code),
    },
  },
});
