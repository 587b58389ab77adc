import type { FastifyRequest } from 'fastify';
import { giveCodeBack, takeCode } from '../core/users/takeCode.ts';
import { coerceError, fail } from '../errors.ts';
import { findAwaited } from './authAudit.ts';
import type { Doors } from './doors.ts';
import { findSignedIn } from './guards.ts';

/**
 * Does `work`, which looks at the code in the body, unless the code has been good for this person before: the sign-in
 * library would take it as long as it is valid, from whoever has read it over a shoulder and knows the password.
 */
export async function codeOnce<T>(doors: Doors, request: FastifyRequest, work: () => Promise<T>): Promise<T> {
  const { db } = doors.core;
  const userId = (await findSignedIn(doors, request))?.userId ?? (await findAwaited(doors, request));
  // Nobody's code: the library refuses it.
  if (!userId) return work();
  const code = (request.body as { code: string }).code.replace(/\D/g, '');
  if (!(await takeCode(db, userId, code)))
    fail('unauthorised', {
      detail: 'CODE_USED',
      message: 'This code has been used. Wait for the next one.',
    });
  try {
    return await work();
  } catch (thrown) {
    // Where this fails too, the person waits for the next code.
    await giveCodeBack(db, userId, code).catch((error: unknown) => db.log(coerceError(error)));
    throw thrown;
  }
}
