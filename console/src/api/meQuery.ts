import { queryOptions, useSuspenseQuery } from '@tanstack/react-query';
import { account } from './account.ts';
import { keys } from './keys.ts';

/** Who is signed in. Rejects with `unauthorised` when nobody is. */
export const meQuery = queryOptions({
  queryKey: keys.me,
  queryFn: account.me,
  staleTime: 5 * 60_000,
  retry: false,
});

/** Only below the workspace's route, whose guard has loaded it. */
export const useMe = () => useSuspenseQuery(meQuery).data;
