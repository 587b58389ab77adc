import type { Me } from '@causerie/protocol';
import { redirect } from '@tanstack/react-router';
import { toAppError } from '../../api/AppError.ts';
import { account } from '../../api/account.ts';
import { meQuery } from '../../api/meQuery.ts';
import { queryClient } from '../../api/queryClient.ts';

/** Who is signed in, or the way to where one can. */
export async function needMe(here: string): Promise<Me> {
  try {
    return await queryClient.ensureQueryData(meQuery);
  } catch (thrown) {
    if (toAppError(thrown).status !== 401) throw thrown;
    const { needed } = await account.setUpState();
    if (needed) throw redirect({ to: '/set-up' });
    throw redirect({ to: '/sign-in', search: here === '/' ? {} : { next: here } });
  }
}
